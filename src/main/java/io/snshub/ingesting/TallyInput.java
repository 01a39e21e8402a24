package io.snshub.ingesting;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read through it. */
final class TallyInput extends FilterInputStream {
  private long tally;

  TallyInput(InputStream in) {
    super(in);
  }

  long tally() {
    return tally;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    tally += one < 0 ? 0 : 1;
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    tally += Math.max(0, read);
    return read;
  }
}
