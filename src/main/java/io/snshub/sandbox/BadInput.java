package io.snshub.sandbox;

/** A call to the sandbox's own paths that can't be understood; answered with 400. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message, null, false, false);
  }
}
