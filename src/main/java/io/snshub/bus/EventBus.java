package io.snshub.bus;

import io.snshub.post.Event;
import java.util.List;

/** Carries events from the relay to the subscribers. */
interface EventBus {

  /**
   * Hands one event to everyone who wants it by itself and returns once they have it for good.
   *
   * @throws RuntimeException when somebody could not take it; all may get it again
   */
  void publish(Event event);

  /**
   * Hands events to everyone who wants them in batches, and returns once they have them for good.
   *
   * @throws RuntimeException when somebody could not take them; all may get them again
   */
  default void publishAll(List<Event> events) {}
}
