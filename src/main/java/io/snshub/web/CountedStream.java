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
    int one;
    try {
      one = super.read();
    } catch (IllegalStateException e) {
      throw tooManyTrailers(e);
    }
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int many;
    try {
      many = super.read(bytes, offset, length);
    } catch (IllegalStateException e) {
      throw tooManyTrailers(e);
    }
    count(Math.max(0, many));
    return many;
  }

  /** How Tomcat ends a chunked body that is followed by more header lines than it takes. */
  private static IOException tooManyTrailers(IllegalStateException e) {
    return new IOException("the body does not end as it should", e);
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
