package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The Graph API's error envelope as Threads uses it: the code counts, the HTTP status seldom. */
final class ThreadsSandboxDialect implements Dialect {
  static final String OAUTH = "OAuthException";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'PDT'", Locale.ENGLISH)
          .withZone(ZoneOffset.ofHours(-7));

  private BooleanSupplier unauthorized401 = () -> false;
  private BooleanSupplier usageHeaders = () -> false;

  /** Some of its words are not known for sure. */
  void switches(ThreadsSandboxSwitches switches) {
    unauthorized401 = switches.tokenErrorsAre401;
    usageHeaders = switches.usageHeaders;
  }

  @Override
  public @Nullable String token(Call call) {
    String token = call.bearer();
    return token == null ? call.input("access_token") : token;
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    int status = unauthorized401.getAsBoolean() ? 401 : 400;
    return switch (why) {
      case MISSING ->
          error(status, OAUTH, 104, 0, "An access token is required to request this resource.");
      case EXPIRED ->
          error(
              status,
              OAUTH,
              190,
              463,
              "Error validating access token: Session has expired on %s. The current time is %s."
                  .formatted(DAY.format(call.at().minusSeconds(60)), DAY.format(call.at())));
      default ->
          error(status, OAUTH, 190, 0, "Invalid OAuth access token - Cannot parse access token");
    };
  }

  @Override
  public Reply refreshRefused(Call call) {
    return unauthorized(call, TokenState.EXPIRED);
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    Reply reply = ThreadsSandboxRefusals.tooMany();
    if (!usageHeaders.getAsBoolean()) {
      return reply;
    }
    JsonObject usage =
        new JsonObject()
            .put("type", "threads")
            .put("call_count", 100)
            .put("total_cputime", 25)
            .put("total_time", 25)
            .put("estimated_time_to_regain_access", Math.max(1, retryAfterSeconds / 60));
    JsonObject usages = new JsonObject().put(ThreadsSandbox.ACCOUNT, new JsonArray().add(usage));
    return reply.header("X-Business-Use-Case-Usage", usages.encode());
  }

  @Override
  public Reply failed(Call call, int status) {
    if (status >= 500) {
      JsonObject error =
          body(OAUTH, 2, 0, "An unexpected error has occurred. Please retry your request later.");
      return envelope(status, error.put("is_transient", true));
    }
    return switch (status) {
      case 401 -> unauthorized(call, TokenState.UNKNOWN);
      case 403 -> error(403, OAUTH, 10, 0, "Application does not have permission for this action");
      case 429 -> error(429, OAUTH, 4, 0, "Application request limit reached");
      default -> error(status, OAUTH, 100, 0, "Invalid parameter");
    };
  }

  @Override
  public Reply notFound(Call call) {
    return error(400, OAUTH, 2500, 0, "Unknown path components: " + call.path());
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    String trace = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    Reply traced = reply.header("x-fb-trace-id", trace).header("x-fb-request-id", "A" + trace);
    return usageHeaders.getAsBoolean()
        ? traced.header("X-App-Usage", "{\"call_count\":1,\"total_cputime\":1,\"total_time\":1}")
        : traced;
  }

  static Reply error(int status, String type, int code, int subcode, String message) {
    return envelope(status, body(type, code, subcode, message));
  }

  static Reply envelope(int status, JsonObject error) {
    String trace = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    return Reply.json(status, new JsonObject().put("error", error.put("fbtrace_id", "A" + trace)));
  }

  static JsonObject body(String type, int code, int subcode, String message) {
    JsonObject error = new JsonObject().put("message", message).put("type", type).put("code", code);
    return subcode == 0 ? error : error.put("error_subcode", subcode);
  }
}
