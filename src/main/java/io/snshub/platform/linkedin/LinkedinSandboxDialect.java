package io.snshub.platform.linkedin;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn's ways of saying no: the gateway's short envelope, the long one of the versioned APIs,
 * and that of OAuth.
 */
final class LinkedinSandboxDialect implements Dialect {
  private static final String JSON = "application/json";

  private final LinkedinSandboxVersions versions;

  LinkedinSandboxDialect(LinkedinSandboxVersions versions) {
    this.versions = versions;
  }

  @Override
  public @Nullable String token(Call call) {
    String bearer = call.bearer();
    return bearer == null ? call.query("oauth2_access_token") : bearer;
  }

  /** The version is looked at first: a call without one never gets as far as its token. */
  @Override
  public Reply unauthorized(Call call, TokenState why) {
    Reply old = call.path().startsWith("/rest/") ? versions.refusal(call) : null;
    if (old != null) {
      return old;
    }
    String token = token(call);
    boolean ours = token != null && token.startsWith("sandbox-linkedin-token");
    return switch (why) {
      case MISSING -> gateway(401, 401, "EMPTY_ACCESS_TOKEN", "Empty oauth2_access_token");
      case EXPIRED ->
          gateway(401, 65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
      default ->
          ours
              ? gateway(
                  401,
                  65601,
                  "REVOKED_ACCESS_TOKEN",
                  "The token used in the request has been revoked by the user")
              : gateway(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
    };
  }

  @Override
  public Reply refreshRefused(Call call) {
    return oauth(
        400,
        "invalid_request",
        "The provided authorization grant or refresh token is invalid, expired or revoked");
  }

  /** LinkedIn names no time: a quota comes back at midnight UTC. */
  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    return throttled("MEMBER");
  }

  static Reply throttled(String whose) {
    return gateway(
        429,
        101,
        "TOO_MANY_REQUESTS",
        "Resource level throttle " + whose + " DAY limit for calls to this resource is reached.");
  }

  @Override
  public Reply failed(Call call, int status) {
    if (call.path().startsWith("/oauth/")) {
      return oauth(status, status < 500 ? "invalid_request" : "server_error", "Request failed");
    }
    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
    return status >= 500
        ? error(
            status,
            status == 500 ? "INTERNAL_SERVER_ERROR" : null,
            status == 500 ? "Unable to obtain activity" : reason)
        : error(status, null, reason);
  }

  @Override
  public Reply notFound(Call call) {
    return gateway(404, 0, "RESOURCE_NOT_FOUND", "No virtual resource found")
        .header("X-RestLi-Gateway-Error", "true");
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    UUID id = UUID.randomUUID();
    Reply signed =
        reply
            .header("x-li-fabric", "prod-lva1")
            .header("x-li-pop", "prod-lva1-x")
            .header("x-li-proto", "http/1.1")
            .header("x-li-request-id", id.toString().replace("-", "").substring(0, 16))
            .header("x-li-uuid", uuid(id));
    if (call.path().startsWith("/oauth/") || call.path().startsWith("/dms-uploads/")) {
      return signed;
    }
    return signed.header("x-li-format", "v2").header("x-restli-protocol-version", "2.0.0");
  }

  private static String uuid(UUID id) {
    String text = id.toString().substring(0, 16);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  static Reply ok(JsonObject body) {
    return Reply.of(200, JSON, body.toBuffer());
  }

  static Reply json(int status, JsonObject body) {
    return Reply.of(status, JSON, body.toBuffer());
  }

  static Reply gateway(int status, int service, String code, String message) {
    return json(
        status,
        new JsonObject()
            .put("status", status)
            .put("serviceErrorCode", service)
            .put("code", code)
            .put("message", message));
  }

  static Reply error(int status, @Nullable String code, String message) {
    JsonObject body = new JsonObject().put("status", status);
    if (code != null) {
      body.put("code", code);
    }
    return json(status, body.put("message", message));
  }

  static Reply oauth(int status, String error, String description) {
    return json(status, new JsonObject().put("error", error).put("error_description", description));
  }
}
