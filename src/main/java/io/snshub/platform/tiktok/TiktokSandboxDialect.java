package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * TikTok's envelope, which stands around successes and refusals alike. The upload host speaks by
 * its status alone, and OAuth has a flat body of its own.
 */
final class TiktokSandboxDialect implements Dialect {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private Function<Call, @Nullable String> uploader = call -> null;

  /** Tells whose upload a call to the upload host belongs to: it carries no token of its own. */
  void uploads(Function<Call, @Nullable String> tokenOfUpload) {
    uploader = tokenOfUpload;
  }

  @Override
  public @Nullable String token(Call call) {
    String token = call.bearer();
    return token == null && upload(call) ? uploader.apply(call) : token;
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    return error(
        call,
        401,
        "access_token_invalid",
        "The access token is invalid or not found in the request.");
  }

  @Override
  public Reply refreshRefused(Call call) {
    return oauth(call, 200, "invalid_grant", "Refresh token is invalid or expired.");
  }

  /** The platform tells no time to wait; a fault that names one is a gateway's. */
  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    return tooMany(call).header("Retry-After", Long.toString(retryAfterSeconds));
  }

  @Override
  public Reply failed(Call call, int status) {
    if (upload(call)) {
      return Reply.empty(status);
    }
    if (call.path().startsWith("/v2/oauth/")) {
      return status >= 500
          ? oauth(call, status, "server_error", "Something went wrong. Please try again later.")
          : oauth(call, status, "invalid_request", "The request parameters are malformed.");
    }
    return switch (status) {
      case 401 -> unauthorized(call, TokenState.UNKNOWN);
      case 403 ->
          error(call, 403, "scope_not_authorized", "The user did not authorize the scope required");
      case 404 -> notFound(call);
      case 429 -> tooMany(call);
      default ->
          status >= 500
              ? error(call, status, "internal_error", "Something went wrong. Please try again.")
              : error(call, status, "invalid_params", "Request parameters are invalid");
    };
  }

  @Override
  public Reply notFound(Call call) {
    return upload(call)
        ? Reply.empty(404)
        : error(call, 404, "unsupported_path", "Unsupported path(Janus)");
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    return reply.header("x-tt-logid", logId(call));
  }

  static Reply tooMany(Call call) {
    return error(
        call,
        429,
        "rate_limit_exceeded",
        "The API rate limit was exceeded. Please try again later.");
  }

  static Reply data(Call call, JsonObject data) {
    return answer(call, 200, data, "ok", "");
  }

  static Reply error(Call call, int status, String code, String message) {
    return answer(call, status, new JsonObject(), code, message);
  }

  static RefusedCall refused(Call call, int status, String code, String message) {
    return new RefusedCall(error(call, status, code, message));
  }

  /** A parameter that TikTok refuses, under the name that is seen on the wire. */
  static RefusedCall invalid(Call call, String message) {
    return refused(call, 400, "invalid_params", message);
  }

  static Reply oauth(Call call, int status, String error, String description) {
    return Reply.json(
        status,
        new JsonObject()
            .put("error", error)
            .put("error_description", description)
            .put("log_id", logId(call)));
  }

  private static boolean upload(Call call) {
    return call.method().equals("PUT");
  }

  private static Reply answer(Call call, int status, JsonObject data, String code, String message) {
    JsonObject error =
        new JsonObject().put("code", code).put("message", message).put("log_id", logId(call));
    return Reply.json(status, new JsonObject().put("data", data).put("error", error));
  }

  /** The same for one call however often it is asked for: it stands in header and body. */
  private static String logId(Call call) {
    String seed = call.at() + "/" + System.identityHashCode(call) + call.path();
    String hex =
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return STAMP.format(call.at()) + hex.substring(0, 18).toUpperCase(Locale.ROOT);
  }
}
