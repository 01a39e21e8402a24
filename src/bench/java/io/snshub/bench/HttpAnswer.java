package io.snshub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads an HTTP/1.1 answer as it comes in: no more than a load generator needs. */
final class HttpAnswer {
  private static final int CHUNKED = -1;
  private static final int UNTIL_CLOSED = -2;

  private ByteBuffer in = ByteBuffer.allocate(4096);
  private int scanned;
  private int bodyAt;
  private int length;
  private int status;
  private boolean closes;
  private int bodyEnd;

  void clear() {
    in.clear();
    scanned = 0;
    bodyAt = 0;
    bodyEnd = 0;
    status = 0;
    closes = false;
  }

  /** Returns where to put what comes in. */
  ByteBuffer room() {
    if (!in.hasRemaining()) {
      ByteBuffer larger = ByteBuffer.allocate(in.capacity() * 2);
      in.flip();
      larger.put(in);
      in = larger;
    }
    return in;
  }

  int status() {
    return status;
  }

  /** Whether the server wants no further request on this connection. */
  boolean closes() {
    return closes;
  }

  /** The body as it came; chunks with their lengths between. */
  ByteBuffer body() {
    return in.duplicate().position(bodyAt).limit(bodyEnd);
  }

  boolean endsWithConnection() {
    boolean ends = bodyAt > 0 && length == UNTIL_CLOSED;
    bodyEnd = in.position();
    return ends;
  }

  /** Returns whether all of it is there. */
  boolean complete() {
    if (bodyAt == 0 && !head()) {
      return false;
    }
    if (length == UNTIL_CLOSED) {
      return false;
    }
    bodyEnd = length == CHUNKED ? endOfChunks() : bodyAt + length;
    return bodyEnd > 0 && in.position() >= bodyEnd;
  }

  private boolean head() {
    byte[] bytes = in.array();
    int end = in.position();
    for (int i = Math.max(0, scanned - 3); i + 3 < end; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        readHead(bytes, i + 2);
        bodyAt = i + 4;
        return true;
      }
    }
    scanned = end;
    return false;
  }

  private void readHead(byte[] bytes, int end) {
    status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    length = status == 204 || status == 304 ? 0 : UNTIL_CLOSED;
    int line = 0;
    while (line < end) {
      int stop = line;
      while (bytes[stop] != '\r') {
        stop++;
      }
      readLine(bytes, line, stop);
      line = stop + 2;
    }
  }

  private void readLine(byte[] bytes, int from, int to) {
    if (is(bytes, from, to, "content-length:")) {
      length = 0;
      for (int i = from + "content-length:".length(); i < to; i++) {
        if (bytes[i] >= '0' && bytes[i] <= '9') {
          length = length * 10 + bytes[i] - '0';
        }
      }
    } else if (is(bytes, from, to, "transfer-encoding: chunked")) {
      length = CHUNKED;
    } else if (is(bytes, from, to, "connection: close")) {
      closes = true;
    }
  }

  private static boolean is(byte[] bytes, int from, int to, String name) {
    if (to - from < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      byte is = bytes[from + i];
      if ((is >= 'A' && is <= 'Z' ? is + 32 : is) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the last chunk ends; 0 when it isn't there yet. */
  private int endOfChunks() {
    byte[] bytes = in.array();
    int at = bodyAt;
    while (true) {
      int size = 0;
      int i = at;
      while (i < in.position() && bytes[i] != '\r') {
        size = size * 16 + Character.digit(bytes[i++], 16);
      }
      int after = i + 2 + size + 2;
      if (i >= in.position() || after > in.position()) {
        return 0;
      }
      if (size == 0) {
        return after;
      }
      at = after;
    }
  }

  /** Returns the body as text, without the lengths between chunks. */
  String text() {
    if (length != CHUNKED) {
      return StandardCharsets.UTF_8.decode(body()).toString();
    }
    byte[] bytes = in.array();
    ByteBuffer whole = ByteBuffer.allocate(in.position());
    int at = bodyAt;
    while (true) {
      int size = 0;
      int i = at;
      while (bytes[i] != '\r') {
        size = size * 16 + Character.digit(bytes[i++], 16);
      }
      if (size == 0) {
        return StandardCharsets.UTF_8.decode(whole.flip()).toString();
      }
      whole.put(bytes, i + 2, size);
      at = i + 2 + size + 2;
    }
  }
}
