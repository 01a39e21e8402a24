package io.snshub.saga;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps that joined a saga during one run and are not durable yet, in the order they joined.
 * They become so in the next transaction that holds, decides or parks the saga, which every visible
 * effect waits for.
 */
final class Enlistments {
  private boolean completed;
  private final Map<String, SagaStep> waiting = new LinkedHashMap<>();
  private final Set<String> durable = new HashSet<>();

  synchronized void add(SagaStep step) {
    if (!durable.contains(step.key())) {
      waiting.putIfAbsent(step.key(), step);
    }
  }

  /** The run's route says that its saga is complete; the driver makes that durable at its end. */
  synchronized void complete() {
    completed = true;
  }

  synchronized boolean completed() {
    return completed;
  }

  synchronized List<SagaStep> waiting() {
    return List.copyOf(waiting.values());
  }

  synchronized void written(List<SagaStep> steps) {
    for (SagaStep step : steps) {
      durable.add(step.key());
      waiting.remove(step.key());
    }
  }
}
