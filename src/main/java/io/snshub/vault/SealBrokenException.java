package io.snshub.vault;

/** A sealed text can't be opened: another key, or damaged. Its message holds no secret. */
public final class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealBrokenException(String message) {
    super(message);
  }
}
