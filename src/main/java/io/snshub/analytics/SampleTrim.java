package io.snshub.analytics;

import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes old samples, a bounded number in each statement; sums stay. May run on several nodes. Of
 * each target that still has younger ones, or may get some, the last old one stays, because a gain
 * is the difference to the sample before.
 */
@Component
class SampleTrim {
  private static final Logger LOG = LoggerFactory.getLogger(SampleTrim.class);
  private static final int BATCH = 200;

  private final Sql sql;
  private final AnalyticsSettings settings;
  private final Clock clock;

  SampleTrim(Sql sql, AnalyticsSettings settings, Clock clock) {
    this.sql = sql;
    this.settings = settings;
    this.clock = clock;
  }

  /** Removes all that is too old; returns how many. */
  public int trim() {
    Instant before = settings.trimmedBefore(clock.instant());
    int trimmed = 0;
    List<Long> targets = old(before);
    while (!targets.isEmpty()) {
      trimmed +=
          sql.run("analytics/trim-samples")
              .param("ids", targets)
              .param("before", Sql.at(before))
              .update();
      targets = old(before);
    }
    if (trimmed > 0) {
      LOG.atInfo().addKeyValue("samples", trimmed).log("samples trimmed");
    }
    return trimmed;
  }

  private List<Long> old(Instant before) {
    return sql
        .run("analytics/find-old-targets")
        .param("before", Sql.at(before))
        .param("batch", BATCH)
        .query(Long.class)
        .list()
        .stream()
        .distinct()
        .toList();
  }
}
