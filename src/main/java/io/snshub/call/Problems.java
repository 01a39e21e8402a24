package io.snshub.call;

import java.time.Duration;
import java.util.List;

/** The refusals of the API, by name: {@code throw Problems.notFound("post", 7)}. */
public final class Problems {
  private Problems() {}

  /** 400: fields are wrong; all of them at once. */
  public static ProblemException validation(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.get(0).field() + ": " + errors.get(0).message()
            : errors.size() + " fields are wrong";
    return new ProblemException(
        Problem.of(400, "validation_failed", "The request is not valid", detail).about(errors));
  }

  /** 400: one field is wrong. */
  public static ProblemException validation(String field, String message) {
    return validation(List.of(new FieldError(field, message)));
  }

  /** 400: the request can't be read. */
  public static ProblemException badRequest(String code, String detail) {
    return of(400, code, "The request can't be understood", detail);
  }

  /** 401: no key, or one that is not valid. */
  public static ProblemException unauthorized(String detail) {
    return of(401, "unauthorized", "An API key is needed", detail)
        .header("WWW-Authenticate", "Bearer");
  }

  /** 403: known, but not allowed. */
  public static ProblemException forbidden(String detail) {
    return of(403, "forbidden", "Not allowed", detail);
  }

  /** 404: no such object, or another user's. */
  public static ProblemException notFound(String what, Object id) {
    return of(404, "not_found", "Not found", "no " + what + " " + id);
  }

  /** 409: the object's state forbids it. */
  public static ProblemException conflict(String code, String detail) {
    return of(409, code, "In conflict with the present state", detail);
  }

  /** 412: the object has changed since the version named by {@code If-Match}. */
  public static ProblemException stale(String detail) {
    return of(412, "version_mismatch", "The object has changed", detail);
  }

  /** 422: well-formed, but can't be done. */
  public static ProblemException unprocessable(String code, String detail) {
    return of(422, code, "The request can't be carried out", detail);
  }

  /** 429: too many requests; with {@code Retry-After} in whole seconds, rounded up. */
  public static ProblemException tooMany(String detail, Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return of(429, "rate_limited", "Too many requests", detail)
        .header("Retry-After", Long.toString(seconds));
  }

  /** 503: passes by itself. */
  public static ProblemException unavailable(String detail) {
    return of(503, "unavailable", "Not available for the moment", detail)
        .header("Retry-After", "1");
  }

  /** Any other refusal. */
  public static ProblemException of(int status, String code, String title, String detail) {
    return new ProblemException(Problem.of(status, code, title, detail));
  }
}
