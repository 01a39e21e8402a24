package io.snshub.platform.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What Instagram counts of a post. Each kind of post has counters of its own, and one that doesn't
 * fit fails them all. Without the permission for insights, likes and comments are read from the
 * post itself.
 */
final class InstagramMetrics {
  static final Set<Metric> ALL =
      Set.of(
          Metric.VIEWS,
          Metric.REACH,
          Metric.LIKES,
          Metric.COMMENTS,
          Metric.SHARES,
          Metric.SAVES,
          Metric.CLICKS,
          Metric.WATCH_SECONDS);

  private static final Map<String, Metric> OF_FEED = new LinkedHashMap<>();
  private static final Map<String, Metric> OF_REELS;
  private static final Map<String, Metric> OF_STORIES = new LinkedHashMap<>();

  static {
    OF_FEED.put("views", Metric.VIEWS);
    OF_FEED.put("reach", Metric.REACH);
    OF_FEED.put("likes", Metric.LIKES);
    OF_FEED.put("comments", Metric.COMMENTS);
    OF_FEED.put("shares", Metric.SHARES);
    OF_FEED.put("saved", Metric.SAVES);
    OF_REELS = new LinkedHashMap<>(OF_FEED);
    OF_REELS.put("ig_reels_video_view_total_time", Metric.WATCH_SECONDS);
    OF_STORIES.put("views", Metric.VIEWS);
    OF_STORIES.put("reach", Metric.REACH);
    OF_STORIES.put("shares", Metric.SHARES);
    OF_STORIES.put("replies", Metric.COMMENTS);
    OF_STORIES.put("link_clicks", Metric.CLICKS);
  }

  private InstagramMetrics() {}

  private static Map<String, Metric> names(LaneWork work) {
    return switch (InstagramOptions.form(work)) {
      case STORY -> OF_STORIES;
      case REEL -> OF_REELS;
      default -> OF_FEED;
    };
  }

  static PlatformRequest insights(@Variable("work") LaneWork work) {
    return get(work, "/insights?metric=" + String.join(",", names(work).keySet()));
  }

  /** Insights are a permission of their own; what everyone sees is not. */
  static boolean closed(@Body PlatformAnswer answer) {
    GraphError error = error(answer);
    boolean wrongMetric = error != null && error.bare();
    return error != null && (error.permission() || wrongMetric) && !tooFew(error);
  }

  static PlatformRequest counters(@Variable("work") LaneWork work) {
    return get(work, "?fields=like_count,comments_count");
  }

  private static PlatformRequest get(LaneWork work, String what) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("GET", InstagramContainers.node(work, id) + what)
        .bearer(work.account().accessToken());
  }

  static Measurement measured(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    GraphError error = error(answer);
    if (error != null && tooFew(error)) {
      return new Measurement.Measured(Map.of());
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Measurement.Failed(InstagramErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    if (body.path("data").isArray()) {
      return new Measurement.Measured(insights(body.path("data"), names(work)));
    }
    if (work.platformPostId() != null && work.platformPostId().equals(body.path("id").asText(""))) {
      return new Measurement.Measured(counters(body));
    }
    return new Measurement.Failed(InstagramErrors.unreadable("counters that can't be read"));
  }

  private static Map<Metric, Long> insights(JsonNode data, Map<String, Metric> names) {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    for (JsonNode one : data) {
      Metric metric = names.get(one.path("name").asText());
      JsonNode value = one.path("values").path(0).path("value");
      if (value.isMissingNode()) {
        value = one.path("total_value").path("value");
      }
      put(values, metric, value);
    }
    // a reel's watching is told in milliseconds
    values.computeIfPresent(Metric.WATCH_SECONDS, (metric, millis) -> millis / 1_000);
    return values;
  }

  private static Map<Metric, Long> counters(JsonNode post) {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    put(values, Metric.LIKES, post.path("like_count"));
    put(values, Metric.COMMENTS, post.path("comments_count"));
    return values;
  }

  private static void put(Map<Metric, Long> values, @Nullable Metric metric, JsonNode value) {
    if (metric != null && value.isIntegralNumber() && value.longValue() >= 0) {
      values.put(metric, value.longValue());
    }
  }

  /** A story that few have seen has no counters yet; the code is that of a missing permission. */
  private static boolean tooFew(GraphError error) {
    return error.code() == 10 && error.message().contains("Not enough viewers");
  }

  private static @Nullable GraphError error(PlatformAnswer answer) {
    return answer instanceof Answered answered && !answered.ok() ? GraphError.of(answered) : null;
  }
}
