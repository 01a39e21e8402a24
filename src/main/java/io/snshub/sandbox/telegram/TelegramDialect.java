package io.snshub.sandbox.telegram;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;

/** The Bot API's envelope; the HTTP status equals the error code. */
final class TelegramDialect implements Dialect {
  private BooleanSupplier header = () -> true;

  /** It is not known whether the public front keeps the header that the server sends. */
  void open(Site site) {
    header = site.choice("retry_after_header", true, "429 comes with Retry-After");
  }

  /** The token stands in the path; the one bot's is the seeded token by another name. */
  @Override
  public String token(Call call) {
    String token = call.param("token");
    return token.equals("1:sandbox") ? "sandbox-telegram-token" : "unknown";
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    boolean wellFormed = call.param("token").matches("\\d+:[\\w-]+");
    return error(401, wellFormed ? "Unauthorized" : "Unauthorized: invalid token specified");
  }

  @Override
  public Reply refreshRefused(Call call) {
    return unauthorized(call, TokenState.EXPIRED);
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    JsonObject body =
        body(429, "Too Many Requests: retry after " + retryAfterSeconds)
            .put("parameters", new JsonObject().put("retry_after", retryAfterSeconds));
    Reply reply = Reply.json(429, body);
    return header.getAsBoolean()
        ? reply.header("Retry-After", Long.toString(retryAfterSeconds))
        : reply;
  }

  @Override
  public Reply failed(Call call, int status) {
    return error(status, HttpResponseStatus.valueOf(status).reasonPhrase());
  }

  @Override
  public Reply notFound(Call call) {
    return error(404, "Not Found");
  }

  /** The group goes on under another id. */
  static Reply migrated(long chat) {
    JsonObject body =
        body(400, "Bad Request: group chat was upgraded to a supergroup chat")
            .put("parameters", new JsonObject().put("migrate_to_chat_id", chat));
    return Reply.json(400, body);
  }

  static RefusedCall bad(String description) {
    return new RefusedCall(error(400, "Bad Request: " + description));
  }

  static Reply error(int status, String description) {
    return Reply.json(status, body(status, description));
  }

  private static JsonObject body(int status, String description) {
    return new JsonObject()
        .put("ok", false)
        .put("error_code", status)
        .put("description", description);
  }
}
