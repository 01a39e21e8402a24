package io.snshub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a load generator sends. Asked by one thread only. */
interface Requests {
  /** Returns the next request; null when there are no more. */
  @Nullable Shot next();

  /** Hears each answer, with its body from the position to the limit. */
  default void answered(Shot shot, int status, ByteBuffer body) {}

  /**
   * One request.
   *
   * @param bytes head and body
   * @param kind what its latency is counted under
   */
  record Shot(byte[] bytes, String kind) {
    static Shot get(String path, String key) {
      return new Shot(head("GET", path, key, -1).getBytes(StandardCharsets.US_ASCII), "read");
    }

    static Shot post(String path, String key, String body) {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      byte[] head = head("POST", path, key, content.length).getBytes(StandardCharsets.US_ASCII);
      byte[] all = new byte[head.length + content.length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(content, 0, all, head.length, content.length);
      return new Shot(all, "write");
    }

    private static String head(String method, String path, String key, int length) {
      return method
          + " "
          + path
          + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
          + key
          + "\r\nAccept: application/json\r\n"
          + (length < 0
              ? ""
              : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n")
          + "\r\n";
    }
  }

  /** The same request for ever. */
  static Requests same(Shot shot) {
    return () -> shot;
  }
}
