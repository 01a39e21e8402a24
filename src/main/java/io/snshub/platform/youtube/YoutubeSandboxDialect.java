package io.snshub.platform.youtube;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Google's error envelope: the reason tells what is wrong. */
final class YoutubeSandboxDialect implements Dialect {
  private static final long A_LONG_WAIT = 3_600;

  @Override
  public @Nullable String token(Call call) {
    String token = call.bearer();
    return token == null ? call.query("access_token") : token;
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    boolean missing = why == TokenState.MISSING;
    String top =
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
            + " cookie or other valid authentication credential.";
    return envelope(
            401,
            missing ? "Login Required." : top,
            missing ? "Login Required." : "Invalid Credentials",
            "global",
            missing ? "required" : "authError",
            "Authorization",
            "header",
            "UNAUTHENTICATED")
        .header("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"");
  }

  @Override
  public Reply refreshRefused(Call call) {
    return oauth(400, "invalid_grant", "Token has been expired or revoked.");
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    String wait = Long.toString(retryAfterSeconds);
    if (retryAfterSeconds < A_LONG_WAIT) {
      return envelope(
              403,
              "User Rate Limit Exceeded",
              "User Rate Limit Exceeded",
              "usageLimits",
              "userRateLimitExceeded",
              null,
              null,
              null)
          .header("Retry-After", wait);
    }
    return bucketExceeded("Video Uploads").header("Retry-After", wait);
  }

  /** A bucket of its own is used up for today. */
  static Reply bucketExceeded(String bucket) {
    String message =
        "Quota exceeded for quota metric '%1$s' and limit '%1$s per day' of service"
                .formatted(bucket)
            + " 'youtube.googleapis.com' for consumer 'project_number:1'.";
    return envelope(
        429, message, message, "global", "rateLimitExceeded", null, null, "RESOURCE_EXHAUSTED");
  }

  /** The units of today are used up. */
  static Reply quotaExceeded() {
    String message =
        "The request cannot be completed because you have exceeded your"
            + " <a href=\"/youtube/v3/getting-started#quota\">quota</a>.";
    return envelope(403, message, message, "youtube.quota", "quotaExceeded", null, null, null);
  }

  @Override
  public Reply failed(Call call, int status) {
    if (status == 401) {
      return unauthorized(call, TokenState.UNKNOWN);
    }
    String phrase = HttpResponseStatus.valueOf(status).reasonPhrase();
    if (status >= 500) {
      return envelope(
          status, "Backend Error", "Backend Error", "global", "backendError", null, null, null);
    }
    String reason =
        switch (status) {
          case 403 -> "forbidden";
          case 404 -> "notFound";
          case 429 -> "rateLimitExceeded";
          default -> "badRequest";
        };
    return envelope(status, phrase, phrase, "global", reason, null, null, null);
  }

  @Override
  public Reply notFound(Call call) {
    return failed(call, 404);
  }

  static RefusedCall refused(int status, String domain, String reason, String message) {
    return new RefusedCall(envelope(status, message, message, domain, reason, null, null, null));
  }

  static RefusedCall refused(
      int status, String domain, String reason, String message, String parameter) {
    return new RefusedCall(
        envelope(status, message, message, domain, reason, parameter, "parameter", null));
  }

  /** The request can't be read. */
  static RefusedCall malformed(String message) {
    return new RefusedCall(
        envelope(400, message, message, "global", "badRequest", null, null, "INVALID_ARGUMENT"));
  }

  /** Neither a token nor a key. */
  static RefusedCall unregistered() {
    String message =
        "Method doesn't allow unregistered callers (callers without established identity). Please"
            + " use API Key or other form of API consumer identity to call this API.";
    return new RefusedCall(
        envelope(403, message, message, "global", "forbidden", null, null, "PERMISSION_DENIED"));
  }

  static RefusedCall videoNotFound() {
    return refused(
        404,
        "youtube.video",
        "videoNotFound",
        "The video that you are trying to reach cannot be found.",
        "id");
  }

  static Reply oauth(int status, String error, String description) {
    return Reply.json(
        status, new JsonObject().put("error", error).put("error_description", description));
  }

  private static Reply envelope(
      int status,
      String top,
      String inner,
      String domain,
      String reason,
      @Nullable String location,
      @Nullable String locationType,
      @Nullable String name) {
    JsonObject one =
        new JsonObject().put("message", inner).put("domain", domain).put("reason", reason);
    if (location != null) {
      one.put("location", location).put("locationType", locationType);
    }
    JsonObject error =
        new JsonObject()
            .put("code", status)
            .put("message", top)
            .put("errors", new JsonArray().add(one));
    if (name != null) {
      error.put("status", name);
    }
    return Reply.json(status, new JsonObject().put("error", error));
  }
}
