package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.Permanent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a video's viewers did. The video itself has views, likes and comments; how often it was
 * shared and how long it was watched only the Analytics API tells, some days late, and only to who
 * was granted it. Without that report the rest counts all the same. Pure.
 */
final class YoutubeMetrics {
  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
  private static final Set<String> BROKEN = Set.of("failed", "rejected");

  /** Before the first video of all. */
  private static final String BEGINNING = "2005-02-14";

  private YoutubeMetrics() {}

  /**
   * What is known so far.
   *
   * @param measurement the answer
   * @param today the day until which a report can be asked for, or null when there is no use in it
   */
  record Told(Measurement measurement, @Nullable LocalDate today) {}

  static PlatformRequest counters(@Variable("work") LaneWork work) {
    return PlatformRequest.of(
            "GET", work.api() + "/youtube/v3/videos?part=statistics,status&id=" + id(work))
        .bearer(work.account().accessToken());
  }

  static Told counted(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return failed(YoutubeErrors.failure(work.platform(), answer));
    }
    JsonNode items = Answers.json(answered).path("items");
    if (!items.isArray()) {
      return failed(YoutubeErrors.unreadable(work.platform(), "counters that can't be read"));
    }
    JsonNode video = items.path(0);
    if (video.isMissingNode()) {
      return failed(new Permanent("videoNotFound", work.platform() + ": the video is gone"));
    }
    JsonNode status = video.path("status");
    if (BROKEN.contains(status.path("uploadStatus").asText())) {
      return failed(YoutubeErrors.broken(work.platform(), status));
    }
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    JsonNode statistics = video.path("statistics");
    put(values, Metric.VIEWS, statistics, "viewCount");
    put(values, Metric.LIKES, statistics, "likeCount");
    put(values, Metric.COMMENTS, statistics, "commentCount");
    Instant now = Answers.givenAt(answered);
    return new Told(
        new Measurement.Measured(values),
        now == null ? null : LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /** Counters are texts of digits; an owner can hide some of them. */
  private static void put(Map<Metric, Long> values, Metric metric, JsonNode from, String name) {
    String count = Answers.text(from, name, COUNT);
    if (count != null) {
      values.put(metric, Long.valueOf(count));
    }
  }

  private static Told failed(PublishFailure failure) {
    return new Told(new Measurement.Failed(failure), null);
  }

  static boolean tellsMore(@Variable("told") Told told) {
    return told.today() != null;
  }

  static PlatformRequest report(@Variable("work") LaneWork work, @Variable("told") Told told) {
    return PlatformRequest.of(
            "GET",
            work.host("analytics")
                + YoutubeProfile.REPORT
                + "ids=channel%3D%3DMINE&startDate="
                + BEGINNING
                + "&endDate="
                + told.today()
                + "&metrics=shares,estimatedMinutesWatched&filters=video%3D%3D"
                + id(work))
        .bearer(work.account().accessToken());
  }

  static Told reported(@Body PlatformAnswer answer, @Variable("told") Told told) {
    Map<Metric, Long> values = new EnumMap<>(((Measurement.Measured) told.measurement()).values());
    if (answer instanceof Answered answered && answered.ok()) {
      JsonNode body = Answers.json(answered);
      JsonNode row = body.path("rows").path(0);
      for (int i = 0; i < body.path("columnHeaders").size(); i++) {
        JsonNode figure = row.path(i);
        if (figure.isNumber() && figure.asLong() >= 0) {
          figure(values, body.path("columnHeaders").path(i).path("name").asText(), figure.asLong());
        }
      }
    }
    return new Told(new Measurement.Measured(values), null);
  }

  private static void figure(Map<Metric, Long> values, String name, long figure) {
    if (name.equals("shares")) {
      values.put(Metric.SHARES, figure);
    } else if (name.equals("estimatedMinutesWatched")) {
      values.put(Metric.WATCH_SECONDS, Math.multiplyExact(Math.min(figure, 1L << 50), 60));
    }
  }

  static Measurement measurement(@Variable("told") Told told) {
    return told.measurement();
  }

  private static String id(LaneWork work) {
    return Answers.encode(Objects.requireNonNull(work.platformPostId()));
  }
}
