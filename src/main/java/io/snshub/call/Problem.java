package io.snshub.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457). Members that are null are not written.
 *
 * @param type a stable URN made of the code
 * @param title the problem in general
 * @param status the HTTP status
 * @param detail this occurrence, for a person; never a class name, a token or a foreign body
 * @param instance the path that was asked for; the door fills it in
 * @param code the stable word that programs compare
 * @param retryable sending the same request again later may succeed
 * @param errors the fields that are wrong, if it is about fields
 * @param traceId the id under which the log knows this request; the door fills it in
 */
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    String code,
    boolean retryable,
    @Nullable List<FieldError> errors,
    @Nullable String traceId) {

  /** Starts a problem without fields. */
  public static Problem of(int status, String code, String title, @Nullable String detail) {
    boolean retryable = status == 429 || status == 502 || status == 503 || status == 504;
    return new Problem(
        "urn:sns-hub:problem:" + code, title, status, detail, null, code, retryable, null, null);
  }

  /** Returns the same problem about these fields. */
  public Problem about(List<FieldError> fields) {
    return new Problem(
        type, title, status, detail, instance, code, retryable, List.copyOf(fields), traceId);
  }

  /** Returns the same problem, worth or not worth trying again. */
  public Problem retryable(boolean worth) {
    return new Problem(type, title, status, detail, instance, code, worth, errors, traceId);
  }

  /** Returns the same problem with where it happened. */
  public Problem at(@Nullable String path, String trace) {
    return new Problem(type, title, status, detail, path, code, retryable, errors, trace);
  }
}
