package io.snshub.media;

import java.io.IOException;

/** A file does not keep to its own format. The message goes on after "the file". */
final class DamagedMediaException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedMediaException(String message) {
    super(message);
  }

  static DamagedMediaException cutOff() {
    return new DamagedMediaException("ends too early, it is cut off");
  }

  /** A damaged file is no news for the log. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
