package io.snshub.bus;

import io.snshub.post.Event;

/** Carries events from the relay to the subscribers. */
interface EventBus {

  /**
   * Hands one event to everyone who wants it and returns once they have it for good.
   *
   * @throws RuntimeException when somebody could not take it; all may get it again
   */
  void publish(Event event);
}
