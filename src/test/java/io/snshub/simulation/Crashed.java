package io.snshub.simulation;

/** The process that was running is dead: unwinds to the scheduler. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1L;

  Crashed() {
    super("killed", null, false, false);
  }
}
