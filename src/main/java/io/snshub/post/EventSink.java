package io.snshub.post;

/** Where events are left for everyone. */
public interface EventSink {

  /**
   * Adds an event to the running transaction; it is delivered if and only if that commits.
   *
   * @throws IllegalStateException outside a transaction
   */
  void append(Event event);
}
