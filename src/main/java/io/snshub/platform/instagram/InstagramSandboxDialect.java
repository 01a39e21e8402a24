package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The Graph API's error envelope. The code tells what is wrong; the HTTP status seldom does. */
final class InstagramSandboxDialect implements Dialect {
  private static final String OAUTH = "OAuthException";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'PDT'", Locale.ENGLISH)
          .withZone(ZoneOffset.ofHours(-7));

  @Override
  public @Nullable String token(Call call) {
    String token = call.bearer();
    if (token == null) {
      token = call.credentials("OAuth ");
    }
    return token == null ? call.input("access_token") : token;
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    return switch (why) {
      case MISSING ->
          invalidToken(
              error(
                  400,
                  2500,
                  0,
                  "An active access token must be used to query information about"
                      + " the current user."));
      case EXPIRED ->
          invalidToken(
              error(
                  400,
                  190,
                  463,
                  "Error validating access token: Session has expired on "
                      + DAY.format(call.at().minusSeconds(60))
                      + ". The current time is "
                      + DAY.format(call.at())
                      + "."));
      default ->
          invalidToken(
              error(400, 190, 0, "Invalid OAuth access token - Cannot parse access" + " token"));
    };
  }

  @Override
  public Reply refreshRefused(Call call) {
    return unauthorized(call, TokenState.EXPIRED);
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    JsonObject usage =
        new JsonObject()
            .put("type", "instagram")
            .put("call_count", 100)
            .put("total_cputime", 25)
            .put("total_time", 25)
            .put("estimated_time_to_regain_access", retryAfterSeconds / 60);
    JsonObject usages = new JsonObject().put(InstagramSandbox.ACCOUNT, new JsonArray().add(usage));
    return error(
            400,
            80002,
            0,
            "(#80002) There have been too many calls to this Instagram account."
                + " Wait a bit and try again.")
        .header("X-Business-Use-Case-Usage", usages.encode());
  }

  @Override
  public Reply failed(Call call, int status) {
    if (status >= 500) {
      return transientError(
          status, 2, 0, "An unexpected error has occurred. Please retry your request later.");
    }
    return switch (status) {
      case 401 -> unauthorized(call, TokenState.UNKNOWN);
      case 403 -> error(403, 10, 0, "(#10) Application does not have permission for this action");
      case 429 -> error(429, 4, 0, "(#4) Application request limit reached");
      default -> error(status, 100, 0, "(#100) Invalid parameter");
    };
  }

  @Override
  public Reply notFound(Call call) {
    return error(400, 2500, 0, "Unknown path components: " + call.path());
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    return reply
        .header("facebook-api-version", "v25.0")
        .header("X-App-Usage", "{\"call_count\":1,\"total_cputime\":1,\"total_time\":1}");
  }

  /** No such object, or none that this token may see. */
  static RefusedCall missing(Call call, String id) {
    String verb = call.method().toLowerCase(Locale.ROOT);
    return new RefusedCall(
        envelope(
            400,
            body(
                    100,
                    33,
                    "Unsupported "
                        + verb
                        + " request. Object with ID '"
                        + id
                        + "' does not"
                        + " exist, cannot be loaded due to missing permissions, or does not support"
                        + " this operation.",
                    false)
                .put("type", "GraphMethodException")));
  }

  static RefusedCall refused(int code, int subcode, String message) {
    return new RefusedCall(error(400, code, subcode, message));
  }

  static RefusedCall refusedForNow(int code, int subcode, String message) {
    return new RefusedCall(transientError(400, code, subcode, message));
  }

  static Reply error(int status, int code, int subcode, String message) {
    return envelope(status, body(code, subcode, message, false));
  }

  private static Reply transientError(int status, int code, int subcode, String message) {
    return envelope(status, body(code, subcode, message, true));
  }

  private static Reply envelope(int status, JsonObject error) {
    return Reply.json(status, new JsonObject().put("error", error));
  }

  private static Reply invalidToken(Reply reply) {
    return reply.header(
        "WWW-Authenticate", "OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid token\"");
  }

  private static JsonObject body(int code, int subcode, String message, boolean later) {
    JsonObject error =
        new JsonObject().put("message", message).put("type", OAUTH).put("code", code);
    if (subcode != 0) {
      error
          .put("error_subcode", subcode)
          .put("is_transient", later)
          .put("error_user_title", message)
          .put("error_user_msg", message);
    } else if (later) {
      error.put("is_transient", true);
    }
    String trace = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    return error.put("fbtrace_id", "A" + trace);
  }
}
