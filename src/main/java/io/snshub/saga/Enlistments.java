package io.snshub.saga;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The steps that joined a saga during one run and are not durable yet. They become so in the next
 * transaction that holds or decides the saga, which every visible effect waits for.
 */
final class Enlistments {
  private final Map<String, SagaStep> waiting = new ConcurrentHashMap<>();
  private final Map<String, Boolean> durable = new ConcurrentHashMap<>();

  void add(SagaStep step) {
    if (!durable.containsKey(step.key())) {
      waiting.put(step.key(), step);
    }
  }

  List<SagaStep> waiting() {
    return List.copyOf(waiting.values());
  }

  void written(List<SagaStep> steps) {
    for (SagaStep step : steps) {
      durable.put(step.key(), true);
      waiting.remove(step.key());
    }
  }
}
