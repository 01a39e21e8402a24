package io.snshub.platform.pinterest;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonObject;

/** Pinterest's error envelope: a number of its own beside the HTTP status, and a sentence. */
final class PinterestSandboxDialect implements Dialect {
  private static final String LIMIT = "You have exceeded your rate limit. Try again later.";

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    return error(401, 2, "Authentication failed.");
  }

  @Override
  public Reply refreshRefused(Call call) {
    return error(401, 2, "Authentication failed.");
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    return error(429, 8, LIMIT)
        .header("x-ratelimit-limit", PinterestSandboxLimits.Category.of(call).told())
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", Long.toString(retryAfterSeconds));
  }

  @Override
  public Reply failed(Call call, int status) {
    return error(status, status, HttpResponseStatus.valueOf(status).reasonPhrase());
  }

  @Override
  public Reply notFound(Call call) {
    return error(404, 404, "Not Found");
  }

  /** Too many calls of a window. */
  static Reply overLimit() {
    return error(429, 8, LIMIT);
  }

  static Reply error(int status, int code, String message) {
    return Reply.json(status, new JsonObject().put("code", code).put("message", message));
  }

  static RefusedCall refused(int status, int code, String message) {
    return new RefusedCall(error(status, code, message));
  }

  /** Something that breaks a rule of the description. */
  static RefusedCall invalid(String what) {
    return refused(400, 1, "Invalid request: " + what);
  }

  static RefusedCall noBoard() {
    return refused(404, 40, "Board not found.");
  }

  static RefusedCall noSection() {
    return refused(404, 2031, "Sorry! We couldn't find this board section.");
  }

  static RefusedCall noPin() {
    return refused(404, 50, "Pin not found.");
  }
}
