package io.snshub.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnlistmentsTest {
  private static SagaStep step(int number) {
    return SagaStep.of("direct:undo-" + number, null, Map.of());
  }

  @Test
  void steps_wait_in_the_order_they_joined_because_they_are_undone_in_its_reverse() {
    List<SagaStep> steps = IntStream.range(0, 50).mapToObj(EnlistmentsTest::step).toList();
    Enlistments enlistments = new Enlistments();

    steps.forEach(enlistments::add);
    steps.forEach(enlistments::add);

    assertThat(enlistments.waiting()).containsExactlyElementsOf(steps);
  }

  @Test
  void what_is_written_does_not_wait_again() {
    Enlistments enlistments = new Enlistments();
    enlistments.add(step(1));
    enlistments.written(enlistments.waiting());

    enlistments.add(step(1));

    assertThat(enlistments.waiting()).isEmpty();
  }
}
