package io.snshub.web;

import io.snshub.call.Problems;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that ends in an exception at the first byte over the limit, or when it takes too
 * long.
 */
final class CountedStream extends FilterInputStream {
  private final long limit;
  private final @Nullable Duration patience;
  private final long begun = System.nanoTime();
  private long read;

  CountedStream(InputStream body, long limit, @Nullable Duration patience) {
    super(body);
    this.limit = limit;
    this.patience = patience;
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
    if (patience != null && System.nanoTime() - begun > patience.toNanos()) {
      // a byte now and then would hold the thread for ever
      throw Problems.of(
              408,
              "request_timeout",
              "The request took too long",
              "the body must arrive within " + patience.toMillis() + " ms")
          .header("Connection", "close");
    }
    read += many;
    if (read > limit) {
      throw new BodyTooLargeException(limit);
    }
  }
}
