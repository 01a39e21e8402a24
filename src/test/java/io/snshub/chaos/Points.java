package io.snshub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The moments of a process at which it could be killed to any effect: before, inside and after each
 * change it makes to the world. Writes them down from the first post on, and halts at one of them.
 */
final class Points {
  private final long haltAt;
  private final Path list;
  private boolean counting;
  private long reached;

  /** Halts at the point with this number, the first being 1; 0 lets the process live. */
  Points(long haltAt, Path list) {
    this.haltAt = haltAt;
    this.list = list;
  }

  /** The first post is about to be written: from here on everything counts. */
  synchronized void begin() {
    counting = true;
  }

  synchronized void reach(String point) {
    if (!counting) {
      return;
    }
    reached++;
    try {
      Files.writeString(list, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (reached == haltAt) {
      Runtime.getRuntime().halt(137);
    }
  }
}
