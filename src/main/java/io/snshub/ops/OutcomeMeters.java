package io.snshub.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snshub.platform.PlatformCatalog;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts targets by platform and outcome. A platform that is not in the catalog counts as {@code
 * other}, so that no text of a stored event becomes a tag.
 */
@Component
class OutcomeMeters {
  static final Map<EventType, String> OUTCOMES =
      Map.of(
          EventType.TARGET_PUBLISHED, "published",
          EventType.TARGET_FAILED, "failed",
          EventType.TARGET_IN_DOUBT, "in_doubt",
          EventType.TARGET_COMPENSATED, "compensated");

  private final MeterRegistry meters;
  private final PlatformCatalog catalog;

  OutcomeMeters(MeterRegistry meters, PlatformCatalog catalog) {
    this.meters = meters;
    this.catalog = catalog;
    // from the start, so that a rate over the first outcome is seen
    catalog.names().forEach(name -> OUTCOMES.values().forEach(outcome -> counter(name, outcome)));
  }

  /** Counts the events that tell an outcome. */
  public void count(List<Event> events) {
    events.forEach(this::count);
  }

  private void count(Event event) {
    String outcome = OUTCOMES.get(event.type());
    if (outcome != null) {
      String platform = String.valueOf(event.data().get("platform"));
      counter(catalog.find(platform).isPresent() ? platform : "other", outcome).increment();
    }
  }

  private Counter counter(String platform, String outcome) {
    return Counter.builder("sns.targets")
        .description("Targets that came to an outcome")
        .tags("platform", platform, "outcome", outcome)
        .register(meters);
  }
}
