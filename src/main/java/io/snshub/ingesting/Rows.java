package io.snshub.ingesting;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, read when they are asked for; no more than one is held. Reading never
 * throws: rows end, and {@link #broken} says whether before the end of the file. Not thread-safe.
 */
abstract class Rows implements Iterator<Row>, Closeable {
  private long count;
  private @Nullable Row next;
  private @Nullable String broken;
  private boolean ended;
  private LongSupplier bytesRead = () -> 0;

  /** Returns the next row, or null after the last. */
  abstract @Nullable Row read(long number) throws IOException, UnreadableFileException;

  @Override
  public final boolean hasNext() {
    if (next == null && !ended) {
      try {
        next = read(count + 1);
      } catch (UnreadableFileException e) {
        broken = e.getMessage();
      } catch (IOException e) {
        broken = "can't be read behind row %d: %s".formatted(count, e.getMessage());
      }
      ended = next == null;
    }
    return next != null;
  }

  @Override
  public final Row next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    count++;
    return row;
  }

  /** Takes the count of bytes from where they are read. */
  final Rows countedBy(LongSupplier tally) {
    bytesRead = tally;
    return this;
  }

  /** Returns how many bytes of the file have been read. */
  final long bytesRead() {
    return bytesRead.getAsLong();
  }

  /** Returns why the rows ended before the file did, or null. */
  final @Nullable String broken() {
    return broken;
  }

  /** Returns rows of a file that can't be read at all. */
  static Rows none(String reason) {
    return new Rows() {
      @Override
      Row read(long number) throws UnreadableFileException {
        throw new UnreadableFileException(reason);
      }

      @Override
      public void close() {}
    };
  }
}
