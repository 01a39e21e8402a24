package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** What a post's insights tell. Passing on is counted in three ways, which are added up. Pure. */
final class ThreadsMetrics {
  private static final Map<String, Metric> NAMES =
      Map.of(
          "views", Metric.VIEWS,
          "likes", Metric.LIKES,
          "replies", Metric.COMMENTS,
          "reposts", Metric.SHARES,
          "quotes", Metric.SHARES,
          "shares", Metric.SHARES);

  private ThreadsMetrics() {}

  static PlatformRequest ask(@Variable("work") LaneWork work) {
    String post = ThreadsContainers.node(work, Objects.requireNonNull(work.platformPostId()));
    return PlatformRequest.of(
            "GET", post + "/insights?metric=views,likes,replies,reposts,quotes,shares")
        .bearer(work.account().accessToken());
  }

  static Measurement measured(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Measurement.Failed(ThreadsErrors.failure(answer));
    }
    JsonNode data = Answers.json(answered).path("data");
    if (!data.isArray()) {
      return unreadable();
    }
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    for (JsonNode metric : data) {
      JsonNode value = metric.path("values").path(0).path("value");
      if (!metric.path("name").isTextual()) {
        return unreadable();
      }
      Metric known = NAMES.get(metric.path("name").textValue());
      if (known != null && value.isIntegralNumber() && value.longValue() >= 0) {
        values.merge(known, value.longValue(), Long::sum);
      }
    }
    return new Measurement.Measured(values);
  }

  private static Measurement unreadable() {
    return new Measurement.Failed(ThreadsErrors.unreadable("insights that can't be read"));
  }
}
