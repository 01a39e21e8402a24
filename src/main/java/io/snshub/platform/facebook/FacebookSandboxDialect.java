package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Graph API's error envelope. The code tells what is wrong; the HTTP status seldom does. */
final class FacebookSandboxDialect implements Dialect {
  private static final int OLDEST = 21;
  private static final int NEWEST = 26;
  private static final Pattern VERSION = Pattern.compile("/v(\\d{1,3})\\.0(?:/.*)?");
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
              FacebookSandboxAnswers.error(
                  400, 2500, 0, "An active access token must be used to query information."));
      case EXPIRED ->
          challenge(
              FacebookSandboxAnswers.error(
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
                  FacebookSandboxAnswers.error(
                      400, 190, 0, "Invalid OAuth access token - Cannot parse access token"));
    };
  }

  /** The person took the permission back. */
  static Reply removed() {
    return challenge(
        FacebookSandboxAnswers.error(
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
    return FacebookSandboxAnswers.error(
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
      return FacebookSandboxAnswers.passing(
          status, 2, 0, "An unexpected error has occurred. Please retry your request later.");
    }
    return switch (status) {
      case 401 -> unauthorized(call, TokenState.UNKNOWN);
      case 403 ->
          FacebookSandboxAnswers.error(
              403,
              200,
              0,
              "(#200) The user hasn't authorized the application to perform this action");
      case 413 -> FacebookSandboxAnswers.error(413, 1, 0, "The request is too large.");
      case 429 -> FacebookSandboxAnswers.error(429, 4, 0, "(#4) Application request limit reached");
      default -> FacebookSandboxAnswers.error(status, 100, 0, "(#100) Invalid parameter");
    };
  }

  @Override
  public Reply notFound(Call call) {
    return FacebookSandboxAnswers.error(400, 2500, 0, "Unknown path components: " + call.path());
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    Reply with =
        reply
            .header("facebook-api-version", version(call.path()))
            .header("x-fb-request-id", "A" + FacebookSandboxAnswers.trace())
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

  private static Reply challenge(Reply reply) {
    return reply.header(
        "WWW-Authenticate",
        "OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid OAuth access token.\"");
  }
}
