package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * What X counts of a post. Clicks are told to the author alone and for 30 days; when X refuses to
 * tell them, the public counters are asked for without them.
 */
final class TwitterMetrics {
  static final Set<Metric> ALL =
      Set.of(
          Metric.IMPRESSIONS,
          Metric.LIKES,
          Metric.COMMENTS,
          Metric.SHARES,
          Metric.SAVES,
          Metric.CLICKS,
          Metric.VIEWS);

  private TwitterMetrics() {}

  static PlatformRequest all(@Variable("work") LaneWork work) {
    return request(work, "public_metrics,non_public_metrics");
  }

  static PlatformRequest open(@Variable("work") LaneWork work) {
    return request(work, "public_metrics");
  }

  private static PlatformRequest request(LaneWork work, String fields) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of(
            "GET",
            work.api()
                + "/2/tweets?ids="
                + Answers.encode(id)
                + "&tweet.fields="
                + fields
                + "&expansions=attachments.media_keys&media.fields=public_metrics")
        .bearer(work.account().accessToken());
  }

  /** The call was refused for what it asked, or told nothing but that. */
  static boolean tooMuch(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return false;
    }
    JsonNode body = Answers.json(answered);
    boolean nothingElse =
        answered.ok()
            && !body.path("data").isArray()
            && body.path("errors").toString().contains("not-authorized-for-field");
    return answered.status() == 400 || answered.status() == 403 || nothingElse;
  }

  static Measurement measured(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Measurement.Failed(TwitterErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    for (JsonNode post : body.path("data")) {
      if (post.path("id").asText().equals(work.platformPostId())
          && post.path("public_metrics").isObject()) {
        return new Measurement.Measured(read(post, body));
      }
    }
    return new Measurement.Failed(untold(body));
  }

  private static PublishFailure untold(JsonNode body) {
    String type = body.path("errors").path(0).path("type").asText("");
    return type.endsWith("/resource-not-found")
        ? new PublishFailure.Permanent("post_gone", "twitter: the post is gone")
        : TwitterWire.unreadable("the counters are unreadable");
  }

  private static Map<Metric, Long> read(JsonNode post, JsonNode body) {
    JsonNode open = post.path("public_metrics");
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    put(values, Metric.IMPRESSIONS, open.path("impression_count"));
    put(values, Metric.LIKES, open.path("like_count"));
    put(values, Metric.COMMENTS, open.path("reply_count"));
    put(values, Metric.SAVES, open.path("bookmark_count"));
    // X has two names for passing a post on, and a third way that is counted apart
    put(values, Metric.SHARES, open.path("retweet_count"));
    put(values, Metric.SHARES, open.path("repost_count"));
    put(values, Metric.SHARES, open.path("quote_count"));
    put(values, Metric.CLICKS, post.path("non_public_metrics").path("url_link_clicks"));
    for (JsonNode media : body.path("includes").path("media")) {
      put(values, Metric.VIEWS, media.path("public_metrics").path("view_count"));
    }
    return values;
  }

  private static void put(Map<Metric, Long> values, Metric metric, JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      values.merge(metric, value.longValue(), Long::sum);
    }
  }
}
