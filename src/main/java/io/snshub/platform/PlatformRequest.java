package io.snshub.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to a platform, whole: what is not in here is not sent.
 *
 * @param method upper-case HTTP method
 * @param uri absolute URI, path and query already encoded
 * @param headers header lines to send
 * @param body bytes to send, or null for none
 * @param timeout how long to wait for the answer; null for the hub's default
 * @param file a body streamed from a file instead, or null
 * @param last with this call a post becomes visible: it is made at once or not at all
 */
public record PlatformRequest(
    String method,
    String uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    @Nullable Duration timeout,
    @Nullable FileBody file,
    boolean last) {

  /** A request whose body, if any, is in memory. */
  public PlatformRequest(
      String method,
      String uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      @Nullable Duration timeout) {
    this(method, uri, headers, body, timeout, null, false);
  }

  /** Starts a request without a body. */
  public static PlatformRequest of(String method, String uri) {
    return new PlatformRequest(method, uri, Map.of(), null, null);
  }

  /** Returns the same request with one more header line. */
  public PlatformRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PlatformRequest(method, uri, Map.copyOf(more), body, timeout, file, last);
  }

  /** Returns the same request with {@code Authorization: Bearer}. */
  public PlatformRequest bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** Returns the same request with a body. */
  public PlatformRequest body(String contentType, byte[] bytes) {
    PlatformRequest typed = header("Content-Type", contentType);
    return new PlatformRequest(typed.method, typed.uri, typed.headers, bytes, timeout, null, last);
  }

  /** Returns the same request with a body from a file. */
  public PlatformRequest body(String contentType, FileBody piece) {
    PlatformRequest typed = header("Content-Type", contentType);
    return new PlatformRequest(typed.method, typed.uri, typed.headers, null, timeout, piece, last);
  }

  /** Returns the same request with its own limit of time. */
  public PlatformRequest within(Duration limit) {
    return new PlatformRequest(method, uri, headers, body, limit, file, last);
  }

  /** Returns the same request, marked as the one that makes a post visible. */
  public PlatformRequest visible() {
    return new PlatformRequest(method, uri, headers, body, timeout, file, true);
  }

  /** Returns the same request with a JSON body. */
  public PlatformRequest json(String json) {
    return body("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the same request with an urlencoded form body. */
  public PlatformRequest form(String urlencoded) {
    return body("application/x-www-form-urlencoded", urlencoded.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps headers and queries, which may carry tokens, out of logs. */
  @Override
  public String toString() {
    int query = uri.indexOf('?');
    return method + " " + (query < 0 ? uri : uri.substring(0, query));
  }
}
