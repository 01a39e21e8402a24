package io.snshub.ingesting;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines, or into CSV records, where a quoted cell may contain line ends. A record
 * over {@link Row#LONGEST} is counted but not kept, so memory is bounded whatever the file
 * contains. A byte order mark at the start is passed over. Not thread-safe.
 */
final class RecordReader implements Closeable {
  private static final int PIECE = 65_536;
  private static final int KEPT = 8_192;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final boolean csv;
  // read byte by byte, and a stream's own read() takes a lock for each
  private final byte[] piece = new byte[PIECE];
  private int at;
  private int filled;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(KEPT);
  private long line = 1;
  private Place place = Place.CELL_START;

  private enum Place {
    CELL_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  /**
   * A record.
   *
   * @param line the line it begins in, from 1
   * @param bytes its bytes without the line end; empty when it is too long
   * @param size how many bytes it has
   * @param unclosed the file ended inside a quoted cell
   */
  record Cut(long line, byte[] bytes, long size, boolean unclosed) {
    boolean tooLong() {
      return size > Row.LONGEST;
    }

    boolean blank() {
      for (byte one : bytes) {
        if (one != ' ' && one != '\t' && one != '\r') {
          return false;
        }
      }
      return !tooLong();
    }
  }

  private RecordReader(InputStream in, boolean csv) {
    this.in = in;
    this.csv = csv;
  }

  /** Reads lines. */
  static RecordReader lines(InputStream in) throws IOException {
    return new RecordReader(withoutMark(in), false);
  }

  /** Reads CSV records. */
  static RecordReader csv(InputStream in) throws IOException {
    return new RecordReader(withoutMark(in), true);
  }

  /** Passes over a byte order mark. */
  static InputStream withoutMark(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in, PIECE);
    buffered.mark(MARK.length);
    for (byte expected : MARK) {
      if (buffered.read() != (expected & 0xFF)) {
        buffered.reset();
        return buffered;
      }
    }
    return buffered;
  }

  /** Returns the next record, or null after the last. */
  @Nullable Cut next() throws IOException {
    long begin = line;
    long size = 0;
    place = Place.CELL_START;
    if (bytes.size() > KEPT) {
      bytes = new ByteArrayOutputStream(KEPT);
    }
    bytes.reset();
    for (int one = read(); one >= 0; one = read()) {
      if (one == '\n') {
        line++;
        if (!csv || place != Place.QUOTED) {
          return cut(begin, size, false);
        }
      }
      size++;
      if (size <= Row.LONGEST) {
        bytes.write(one);
      }
      if (csv) {
        place = after(one);
      }
    }
    return size == 0 ? null : cut(begin, size, place == Place.QUOTED);
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(piece));
      at = 0;
    }
    return filled == 0 ? -1 : piece[at++] & 0xFF;
  }

  private Place after(int one) {
    return switch (place) {
      case QUOTED -> one == '"' ? Place.QUOTE_IN_QUOTED : Place.QUOTED;
      case QUOTE_IN_QUOTED ->
          one == '"' ? Place.QUOTED : one == ',' ? Place.CELL_START : Place.PLAIN;
      case CELL_START -> one == '"' ? Place.QUOTED : one == ',' ? Place.CELL_START : Place.PLAIN;
      case PLAIN -> one == ',' ? Place.CELL_START : Place.PLAIN;
    };
  }

  private Cut cut(long begin, long size, boolean unclosed) {
    return new Cut(begin, size > Row.LONGEST ? new byte[0] : bytes.toByteArray(), size, unclosed);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
