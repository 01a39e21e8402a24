package io.snshub.platform.tiktok;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Counters of a public post. Any other has none: TikTok doesn't count it for apps. */
final class TiktokMetrics {
  private static final Map<Metric, String> FIELDS =
      Map.of(
          Metric.VIEWS, "view_count",
          Metric.LIKES, "like_count",
          Metric.COMMENTS, "comment_count",
          Metric.SHARES, "share_count");

  private TiktokMetrics() {}

  /**
   * What to ask for.
   *
   * @param id the post's public id, or null
   * @param end what there is to say without asking, or null
   */
  record Subject(@Nullable String id, @Nullable Measurement end) {}

  static Subject subject(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(work.platformPostId());
    return new Subject(TiktokState.POST_ID.matcher(id).matches() ? id : null, null);
  }

  /** A post that had no id when it was published is known by its attempt. */
  static boolean unnamed(@Variable("subject") Subject subject) {
    return subject.id() == null;
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    return TiktokState.fetch(work, Objects.requireNonNull(work.platformPostId()));
  }

  static Subject named(@Body PlatformAnswer answer) {
    TiktokState state = TiktokState.of(answer);
    if (state == null) {
      return new Subject(null, new Measurement.Failed(TiktokErrors.failure(answer)));
    }
    return new Subject(
        state.postId(), state.postId() == null ? new Measurement.Measured(Map.of()) : null);
  }

  static boolean countable(@Variable("subject") Subject subject) {
    return subject.end() == null;
  }

  static PlatformRequest query(
      @Variable("work") LaneWork work, @Variable("subject") Subject subject) {
    Map<String, Object> filters =
        Map.of("video_ids", List.of(Objects.requireNonNull(subject.id())));
    return TiktokWire.post(
        work,
        "/v2/video/query/?fields=id,view_count,like_count,comment_count,share_count",
        Answers.write(Map.of("filters", filters)));
  }

  static Measurement measured(@Body PlatformAnswer answer, @Variable("subject") Subject subject) {
    if (!(answer instanceof Answered answered) || !TiktokErrors.ok(answered)) {
      return new Measurement.Failed(TiktokErrors.failure(answer));
    }
    JsonNode videos = Answers.json(answered).path("data").path("videos");
    if (!videos.isArray()) {
      return new Measurement.Failed(TiktokErrors.unreadable("counters that can't be read"));
    }
    for (JsonNode video : videos) {
      if (video.path("id").asText("").equals(subject.id())) {
        return new Measurement.Measured(counters(video));
      }
    }
    return new Measurement.Failed(
        new PublishFailure.Permanent(
            "post_not_found", "tiktok: the post is not among the account's public ones"));
  }

  private static Map<Metric, Long> counters(JsonNode video) {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    FIELDS.forEach(
        (metric, field) -> {
          JsonNode value = video.path(field);
          if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
            values.put(metric, value.longValue());
          }
        });
    return values;
  }

  static Measurement uncounted(@Variable("subject") Subject subject) {
    return Objects.requireNonNull(subject.end());
  }
}
