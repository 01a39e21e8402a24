package io.snshub.ingesting;

/** The rest of a file can't be read; the message tells its owner why and where. */
final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String reason) {
    super(reason, null, false, false);
  }
}
