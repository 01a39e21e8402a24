package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The refusals that the Threads API has words of its own for. */
final class ThreadsSandboxRefusals {
  private static final String THREADS = "THApiException";

  private ThreadsSandboxRefusals() {}

  /** A parameter is wrong. */
  static RefusedCall invalid(String message) {
    return new RefusedCall(ThreadsSandboxDialect.error(400, THREADS, 100, 0, message));
  }

  /** A parameter is missing. */
  static RefusedCall required(String name) {
    return invalid("The parameter " + name + " is required");
  }

  /** One of the named rules of the Threads API is broken. */
  static RefusedCall rule(String name) {
    return new RefusedCall(
        ThreadsSandboxDialect.error(400, THREADS, 100, 0, "THREADS_API__" + name));
  }

  /** A path names something that isn't there, or isn't there for this token. */
  static RefusedCall unsupported(Call call, String id) {
    return new RefusedCall(
        ThreadsSandboxDialect.error(
            400,
            THREADS,
            100,
            33,
            "Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to"
                    .formatted(call.method().toLowerCase(Locale.ROOT), id)
                + " missing permissions, or does not support this operation"));
  }

  /** A medium or container that a call names can't be found, or not yet. */
  static RefusedCall mediaNotFound(String id) {
    return titled(
        24,
        4279009,
        "The requested resource does not exist",
        "Media Not Found",
        "The media with id " + id + " cannot be found.");
  }

  static RefusedCall children(List<String> ids) {
    return titled(
        100,
        4279004,
        "Invalid parameter",
        "Invalid Carousel Children",
        "The children with IDs %s are invalid, nonexistent, or expired."
            .formatted(String.join(", ", ids)));
  }

  static RefusedCall notFetched(String url) {
    return titled(
        1,
        2207052,
        "An unknown error occurred",
        "Media download has failed.",
        "The media could not be fetched from this URI: " + url);
  }

  static RefusedCall linkRefused() {
    return titled(
        -1,
        4279047,
        "Fatal",
        "Invalid Link Attachment",
        "The link attachment is not a valid, publicly accessible URL.");
  }

  static RefusedCall quotaReached() {
    return new RefusedCall(tooMany());
  }

  static Reply tooMany() {
    return ThreadsSandboxDialect.error(
        400,
        ThreadsSandboxDialect.OAUTH,
        613,
        4279002,
        "Calls to this api have exceeded the rate limit.");
  }

  private static RefusedCall titled(
      int code, int subcode, String message, String title, String explanation) {
    JsonObject error =
        ThreadsSandboxDialect.body(ThreadsSandboxDialect.OAUTH, code, subcode, message)
            .put("is_transient", false)
            .put("error_user_title", title)
            .put("error_user_msg", explanation);
    return new RefusedCall(ThreadsSandboxDialect.envelope(400, error));
  }
}
