package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What Pinterest counts of a pin. The pin itself tells what it has come to in all its life; saves
 * and plays are told by day only, and no more than ninety days back, so of an older pin they are
 * left out rather than told too low.
 */
final class PinterestMetrics {
  private static final int DAYS_TOLD = 89;

  private PinterestMetrics() {}

  /**
   * What is known so far.
   *
   * @param values the counters
   * @param video the pin is a video
   * @param first the day the pin was made when its days can still be asked for, else null
   * @param last today, by Pinterest's clock
   * @param failure why nothing is known, or null
   */
  record Counted(
      Map<Metric, Long> values,
      boolean video,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      @Nullable PublishFailure failure) {
    static Counted nothing(PublishFailure why) {
      return new Counted(Map.of(), false, null, null, why);
    }
  }

  static PlatformRequest pin(@Variable("work") LaneWork work) {
    return get(work, "?pin_metrics=true");
  }

  static Counted counted(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return Counted.nothing(PinterestErrors.failure(answer));
    }
    JsonNode pin = Answers.json(answered);
    if (Answers.text(pin, "id", PinterestBoard.ID) == null) {
      return Counted.nothing(PinterestErrors.unreadable("the pin is unreadable"));
    }
    JsonNode life = pin.path("pin_metrics").path("lifetime_metrics");
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    put(values, Metric.IMPRESSIONS, life.path("impression"), 1);
    put(values, Metric.CLICKS, life.path("pin_click"), 1);
    put(values, Metric.LIKES, life.path("reaction"), 1);
    put(values, Metric.COMMENTS, life.path("comment"), 1);
    boolean video = pin.path("media").path("media_type").asText("").equals("video");
    Instant made = PinterestBoard.madeAt(pin);
    Instant now = Answers.givenAt(answered);
    if (made == null || now == null) {
      return new Counted(values, video, null, null, null);
    }
    LocalDate first = LocalDate.ofInstant(made, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
    boolean told = !first.isAfter(last) && !first.isBefore(last.minusDays(DAYS_TOLD));
    return new Counted(values, video, told ? first : null, told ? last : null, null);
  }

  /** Tells whether the days can be asked for. */
  static boolean more(@Variable("counted") Counted counted) {
    return counted.failure() == null && counted.first() != null;
  }

  static PlatformRequest days(
      @Variable("work") LaneWork work, @Variable("counted") Counted counted) {
    return get(
        work,
        "/analytics?start_date="
            + counted.first()
            + "&end_date="
            + counted.last()
            + "&metric_types=SAVE"
            + (counted.video() ? ",VIDEO_MRC_VIEW,VIDEO_V50_WATCH_TIME" : ""));
  }

  /** An account that may not see its days keeps what the pin told. */
  static Counted added(@Body PlatformAnswer answer, @Variable("counted") Counted counted) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      PublishFailure failure = PinterestErrors.failure(answer);
      return failure instanceof PublishFailure.Permanent ? counted : Counted.nothing(failure);
    }
    JsonNode sums = Answers.json(answered).path("all").path("summary_metrics");
    if (!sums.isObject()) {
      return Counted.nothing(PinterestErrors.unreadable("the pin's days are unreadable"));
    }
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    values.putAll(counted.values());
    put(values, Metric.SAVES, sums.path("SAVE"), 1);
    if (counted.video()) {
      put(values, Metric.VIEWS, sums.path("VIDEO_MRC_VIEW"), 1);
      put(values, Metric.WATCH_SECONDS, sums.path("VIDEO_V50_WATCH_TIME"), 1_000);
    }
    return new Counted(values, counted.video(), counted.first(), counted.last(), null);
  }

  static Measurement measurement(@Variable("counted") Counted counted) {
    return counted.failure() == null
        ? new Measurement.Measured(counted.values())
        : new Measurement.Failed(counted.failure());
  }

  private static void put(Map<Metric, Long> values, Metric metric, JsonNode told, long unit) {
    if (told.isNumber() && told.canConvertToLong() && told.longValue() >= 0) {
      values.put(metric, told.longValue() / unit);
    }
  }

  private static PlatformRequest get(LaneWork work, String more) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("GET", work.api() + "/v5/pins/" + Answers.encode(id) + more)
        .bearer(work.account().accessToken());
  }
}
