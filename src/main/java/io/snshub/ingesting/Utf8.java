package io.snshub.ingesting;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Watches bytes go by and remembers the first that is no UTF-8 text: malformed, or U+0000, which
 * only texts of another encoding contain. Not thread-safe.
 */
final class Utf8 {
  private static final int PIECE = 8_192;
  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer out = CharBuffer.allocate(PIECE + LONGEST_CHARACTER);
  private final ByteBuffer in = ByteBuffer.allocate(PIECE + LONGEST_CHARACTER);
  private long seen;
  private long wrongAt = -1;

  /** Returns the position of the first wrong byte, or -1. */
  static long firstWrong(byte[] bytes) {
    Utf8 utf8 = new Utf8();
    utf8.add(bytes, bytes.length);
    return utf8.end();
  }

  /** Takes the next bytes. */
  void add(byte[] bytes, int length) {
    int from = 0;
    while (from < length && wrongAt < 0) {
      int some = Math.min(PIECE, length - from);
      in.put(bytes, from, some).flip();
      decode(false);
      from += some;
    }
  }

  /** Returns the position of the first wrong byte, or -1, after the last was taken. */
  long end() {
    if (wrongAt < 0) {
      in.flip();
      decode(true);
    }
    return wrongAt;
  }

  private void decode(boolean last) {
    for (int i = in.position(); i < in.limit(); i++) {
      if (in.get(i) == 0) {
        wrongAt = seen + i;
        in.limit(i);
        break;
      }
    }
    out.clear();
    // out holds a character a byte, so it can't overflow
    CoderResult result = decoder.decode(in, out, last);
    if (result.isError()) {
      wrongAt = seen + in.position();
    }
    seen += in.position();
    in.compact();
  }
}
