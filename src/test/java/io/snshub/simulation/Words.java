package io.snshub.simulation;

import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.post.Outcome;
import io.snshub.publishing.PublishingEngine.Pass;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a trace what things are, without ids that differ from run to run. */
final class Words {
  private Words() {}

  static String of(Object value) {
    if (value instanceof LaneTask task) {
      return task.action().name();
    }
    if (value instanceof Pass pass) {
      Instant at = pass.resumeAt();
      return pass.verdict() == null
          ? orders(pass.tasks())
          : pass.verdict() + (at == null ? "" : " until " + at);
    }
    if (value instanceof List<?> list) {
      return orders(list);
    }
    if (value instanceof Outcome
        || value instanceof Preparation
        || value instanceof Sighting
        || value instanceof Retraction) {
      return value.toString();
    }
    return value.toString();
  }

  private static String orders(List<?> orders) {
    return orders.stream()
        .map(one -> one instanceof LaneTask task ? named(task) : ((LaneOrder) one).platform())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String named(LaneTask task) {
    return task.order().platform() + " " + task.action();
  }

  static String of(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }
}
