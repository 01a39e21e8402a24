package io.snshub.ingesting;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a first pass over a file tells.
 *
 * @param hash SHA-256 of its bytes, hex
 * @param size its bytes
 * @param wrongAt position of the first byte that is no UTF-8 text, or -1
 */
record ContentPrint(String hash, long size, long wrongAt) {
  private static final int PIECE = 65_536;

  /** Reads a stream to its end. */
  static ContentPrint of(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    Utf8 utf8 = new Utf8();
    byte[] piece = new byte[PIECE];
    long size = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      digest.update(piece, 0, read);
      utf8.add(piece, read);
      size += read;
    }
    return new ContentPrint(HexFormat.of().formatHex(digest.digest()), size, utf8.end());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
