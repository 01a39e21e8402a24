package io.snshub.platform.facebook;

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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Graph API's error envelope. The code tells what is wrong; the HTTP status seldom does. */
final class FacebookSandboxDialect implements Dialect {
  private static final int OLDEST = 21;
  private static final int NEWEST = 26;
  private static final Pattern VERSION = Pattern.compile("/v(\\d{1,3})\\.0(?:/.*)?");
  private static final String OAUTH = "OAuthException";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'PDT'", Locale.ENGLISH)
          .withZone(ZoneOffset.ofHours(-7));

  private final FacebookSandboxUsage usage;
  private Predicate<@Nullable String> removed = token -> false;

  FacebookSandboxDialect(FacebookSandboxUsage usage) {
    this.usage = usage;
  }

  /** Tells which tokens' persons have removed the app. */
  void removed(Predicate<@Nullable String> test) {
    removed = test;
  }

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
          challenge(
              error(400, 2500, 0, "An active access token must be used to query information."));
      case EXPIRED ->
          challenge(
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
          removed.test(token(call))
              ? removed()
              : challenge(
                  error(400, 190, 0, "Invalid OAuth access token - Cannot parse access token"));
    };
  }

  /** The person took the permission back. */
  static Reply removed() {
    return challenge(
        error(
            400,
            190,
            458,
            "Error validating access token: The user has not authorized application"
                + " sandbox-client."));
  }

  @Override
  public Reply refreshRefused(Call call) {
    return unauthorized(call, TokenState.EXPIRED);
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    return error(
            400,
            80001,
            0,
            "(#80001) There have been too many calls to this Page account. Wait a bit and try"
                + " again. For more info, please refer to"
                + " https://developers.facebook.com/docs/graph-api/overview/rate-limiting.")
        .header(
            FacebookSandboxUsage.BUSINESS,
            FacebookSandboxUsage.business(100, Math.max(1, (retryAfterSeconds + 59) / 60)));
  }

  @Override
  public Reply failed(Call call, int status) {
    if (status >= 500) {
      return passing(
          status, 2, 0, "An unexpected error has occurred. Please retry your request later.");
    }
    return switch (status) {
      case 401 -> unauthorized(call, TokenState.UNKNOWN);
      case 403 ->
          error(
              403,
              200,
              0,
              "(#200) The user hasn't authorized the application to perform this action");
      case 413 -> error(413, 1, 0, "The request is too large.");
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
    Reply with =
        reply
            .header("facebook-api-version", version(call.path()))
            .header("x-fb-request-id", "A" + trace())
            .header("X-App-Usage", usage.app());
    return reply.status() >= 400 || call.account().isEmpty()
        ? with
        : with.header(FacebookSandboxUsage.BUSINESS, usage.business());
  }

  /** A dead version is served by the oldest living one. */
  private static String version(String path) {
    Matcher named = VERSION.matcher(path);
    int asked = named.matches() ? Integer.parseInt(named.group(1)) : NEWEST;
    return "v" + Math.max(OLDEST, asked) + ".0";
  }

  /** No such object, or none that this token may see. */
  static RefusedCall missing(Call call, String id) {
    String verb = call.method().toLowerCase(Locale.ROOT);
    JsonObject body =
        body(
            100,
            33,
            "Unsupported "
                + verb
                + " request. Object with ID '"
                + id
                + "' does not exist, cannot be loaded due to missing permissions, or does not"
                + " support this operation. Please read the Graph API documentation at"
                + " https://developers.facebook.com/docs/graph-api",
            false);
    return new RefusedCall(envelope(400, body.put("type", "GraphMethodException")));
  }

  static RefusedCall parameter(String message) {
    return refused(100, 0, "(#100) " + message);
  }

  static RefusedCall refused(int code, int subcode, String message) {
    return new RefusedCall(error(400, code, subcode, message));
  }

  static RefusedCall refusedForNow(int code, int subcode, String message) {
    return new RefusedCall(passing(400, code, subcode, message));
  }

  /** A piece of a video that begins elsewhere than expected; tells where to go on. */
  static RefusedCall offset(long start, long end) {
    JsonObject body =
        body(6001, 1363037, "There was a problem uploading your video file.", true)
            .put(
                "error_data",
                new JsonObject()
                    .put("start_offset", Long.toString(start))
                    .put("end_offset", Long.toString(end)));
    return new RefusedCall(envelope(400, body));
  }

  /** The upload host has an envelope of its own. */
  static Reply uploadError(String type, String message) {
    JsonObject info =
        new JsonObject().put("retriable", false).put("type", type).put("message", message);
    return Reply.json(400, new JsonObject().put("debug_info", info));
  }

  static Reply error(int status, int code, int subcode, String message) {
    return envelope(status, body(code, subcode, message, false));
  }

  static Reply success() {
    return Reply.json(200, new JsonObject().put("success", true));
  }

  static JsonObject list(JsonArray data) {
    return new JsonObject().put("data", data);
  }

  private static Reply passing(int status, int code, int subcode, String message) {
    return envelope(status, body(code, subcode, message, true));
  }

  private static Reply envelope(int status, JsonObject error) {
    return Reply.json(status, new JsonObject().put("error", error));
  }

  private static Reply challenge(Reply reply) {
    return reply.header(
        "WWW-Authenticate",
        "OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid OAuth access token.\"");
  }

  private static JsonObject body(int code, int subcode, String message, boolean later) {
    JsonObject error =
        new JsonObject().put("message", message).put("type", OAUTH).put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode).put("is_transient", later);
      if (code != 190) {
        error.put("error_user_title", "Can't do this").put("error_user_msg", message);
      }
    } else if (later) {
      error.put("is_transient", true);
    }
    return error.put("fbtrace_id", "A" + trace());
  }

  private static String trace() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
  }
}
