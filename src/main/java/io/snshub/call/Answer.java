package io.snshub.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a REST route answers when "200 and this record" is not enough.
 *
 * @param status the HTTP status
 * @param headers header lines; only those on the door's list go out
 * @param body a record, map or list to write as JSON; or text, bytes or a stream to send as they
 *     are, with a {@code Content-Type} among the headers; or null for none
 * @param confidential the body holds a secret that is shown once: when the answer is kept for an
 *     idempotency key, it is sealed
 */
public record Answer(
    int status, Map<String, String> headers, @Nullable Object body, boolean confidential) {

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return of(200, body);
  }

  /** 201 with the new object and where to find it. */
  public static Answer created(String location, Object body) {
    return of(201, body).header("Location", location);
  }

  /** 204, nothing to say. */
  public static Answer noContent() {
    return of(204, null);
  }

  /** Any status. */
  public static Answer of(int status, @Nullable Object body) {
    return new Answer(status, Map.of(), body, false);
  }

  /** Returns the same answer with one more header line. */
  public Answer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, Map.copyOf(more), body, confidential);
  }

  /** Returns the same answer, marked as holding a secret. */
  public Answer secret() {
    return new Answer(status, headers, body, true);
  }
}
