package io.snshub.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends in an exception at the first byte over the limit. */
final class CountedStream extends FilterInputStream {
  private final long limit;
  private long read;

  CountedStream(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int many = super.read(bytes, offset, length);
    count(Math.max(0, many));
    return many;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long many = super.skip(wanted);
    count(many);
    return many;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long many) throws IOException {
    read += many;
    if (read > limit) {
      throw new BodyTooLargeException(limit);
    }
  }
}
