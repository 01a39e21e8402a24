package io.snshub.platform.facebook;

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
import java.util.TreeSet;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Counters of a post or a video: first those that everybody sees, then the insights, which a token
 * may lack the permission for.
 */
final class FacebookMetrics {
  static final Set<Metric> TOLD =
      Set.of(
          Metric.IMPRESSIONS,
          Metric.REACH,
          Metric.VIEWS,
          Metric.LIKES,
          Metric.COMMENTS,
          Metric.SHARES,
          Metric.CLICKS);

  private static final String PEOPLE =
      "comments.limit(0).summary(true),reactions.limit(0).summary(true)";
  private static final Map<String, Metric> OF_POSTS =
      Map.of(
          "post_media_view", Metric.IMPRESSIONS,
          "post_total_media_view_unique", Metric.REACH,
          "post_clicks", Metric.CLICKS);
  private static final Map<String, Metric> OF_VIDEOS = Map.of("total_video_views", Metric.VIEWS);
  private static final Map<String, Metric> OF_REELS = Map.of("blue_reels_play_count", Metric.VIEWS);

  private FacebookMetrics() {}

  private static boolean post(LaneWork work) {
    return id(work).contains("_");
  }

  static PlatformRequest counters(@Variable("work") LaneWork work) {
    String fields =
        post(work) ? "shares," + PEOPLE : "permalink_url," + PEOPLE.replace("reactions", "likes");
    return FacebookCalls.get(
        work, "/" + Answers.encode(id(work)) + "?fields=" + Answers.encode(fields));
  }

  static Measurement counted(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Measurement.Failed(FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    if (!id(work).equals(body.path("id").textValue())) {
      return new Measurement.Failed(FacebookErrors.unreadable("the counters are unreadable"));
    }
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    put(values, Metric.COMMENTS, body.path("comments").path("summary").path("total_count"));
    JsonNode liked = post(work) ? body.path("reactions") : body.path("likes");
    put(values, Metric.LIKES, liked.path("summary").path("total_count"));
    if (post(work)) {
      // absent until somebody shares it
      JsonNode shares = body.path("shares");
      values.put(Metric.SHARES, shares.isMissingNode() ? 0L : shares.path("count").asLong(0));
    }
    return new Measurement.Measured(values);
  }

  static boolean readable(@Variable("measured") Measurement measured) {
    return measured instanceof Measurement.Measured;
  }

  static PlatformRequest insights(@Variable("work") LaneWork work) {
    String edge = post(work) ? "/insights" : "/video_insights";
    String names = String.join(",", new TreeSet<>(names(work).keySet()));
    return FacebookCalls.get(
        work, "/" + Answers.encode(id(work)) + edge + "?metric=" + Answers.encode(names));
  }

  /** What a video is, its id doesn't tell; a Reel was asked to be one. */
  private static Map<String, Metric> names(LaneWork work) {
    if (post(work)) {
      return OF_POSTS;
    }
    return Boolean.TRUE.equals(work.content().options().get("reel")) ? OF_REELS : OF_VIDEOS;
  }

  static Measurement measured(
      @Body PlatformAnswer answer,
      @Variable("measured") Measurement counted,
      @Variable("work") LaneWork work) {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    values.putAll(((Measurement.Measured) counted).values());
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      PublishFailure failure = FacebookErrors.failure(answer);
      boolean withheld =
          failure instanceof PublishFailure.Permanent
              || (failure instanceof PublishFailure.NeedsReauth dead && !dead.refreshable());
      return withheld ? counted : new Measurement.Failed(failure);
    }
    JsonNode data = Answers.json(answered).path("data");
    if (!data.isArray()) {
      return new Measurement.Failed(FacebookErrors.unreadable("the insights are unreadable"));
    }
    for (JsonNode metric : data) {
      Metric known = names(work).get(metric.path("name").asText(""));
      if (known != null) {
        put(values, known, metric.path("values").path(0).path("value"));
      }
    }
    return new Measurement.Measured(values);
  }

  private static void put(Map<Metric, Long> values, Metric metric, JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      values.put(metric, value.longValue());
    }
  }

  private static String id(LaneWork work) {
    return Objects.requireNonNull(work.platformPostId());
  }
}
