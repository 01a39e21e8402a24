package io.snshub.analytics;

import io.snshub.analytics.PostAnalytics.PlatformAnalytics;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.store.Sql;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what was measured. */
@Component
class AnalyticsDesk {
  private final Sql sql;

  AnalyticsDesk(Sql sql) {
    this.sql = sql;
  }

  private record Row(@Nullable String platform, PlatformAnalytics told) {}

  /**
   * Returns what was measured of a post.
   *
   * @throws io.snshub.call.ProblemException 404 when the user has no such post
   */
  public PostAnalytics show(RequestContext request) {
    List<Row> rows =
        sql.run("analytics/find-post")
            .param("id", request.id())
            .param("userId", request.userId())
            .param("keyId", request.caller().narrowedBy())
            .query(
                (row, number) ->
                    new Row(
                        row.getString("platform"),
                        told(
                            row.getString("metrics"),
                            Sql.instant(row, "collected_at"),
                            row.getString("problem"))))
            .list();
    if (rows.isEmpty()) {
      throw Problems.notFound("post", request.id());
    }
    Map<String, PlatformAnalytics> platforms = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.platform() != null) {
        platforms.put(row.platform(), row.told());
      }
    }
    return new PostAnalytics(
        request.id(),
        platforms.values().stream().mapToLong(PlatformAnalytics::impressions).sum(),
        platforms.values().stream().mapToLong(PlatformAnalytics::engagements).sum(),
        platforms.values().stream().mapToLong(PlatformAnalytics::reach).sum(),
        platforms,
        platforms.values().stream()
            .map(PlatformAnalytics::collectedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static PlatformAnalytics told(
      @Nullable String stored, @Nullable Instant collectedAt, @Nullable String problem) {
    Map<String, Long> metrics = Counters.words(stored);
    Gains gains = Gains.between(Map.of(), Counters.read(metrics));
    return new PlatformAnalytics(
        gains.impressions(), gains.engagements(), gains.reach(), metrics, collectedAt, problem);
  }
}
