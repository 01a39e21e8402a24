package io.snshub.platform.twitter;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** X's error envelopes. */
final class TwitterSandboxDialect implements Dialect {
  private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

  @Override
  public @Nullable String token(Call call) {
    return TwitterSandboxLogins.token(call);
  }

  @Override
  public Reply unauthorized(Call call, TokenState why) {
    return counted(call, problem(401, "Unauthorized", "Unauthorized", "about:blank"));
  }

  @Override
  public Reply refreshRefused(Call call) {
    return oauth(400, "invalid_request", "Value passed for the token was invalid.");
  }

  @Override
  public Reply rateLimited(Call call, long retryAfterSeconds) {
    long reset = call.at().plusMillis(999).getEpochSecond() + retryAfterSeconds;
    return problem(429, "Too Many Requests", "Too Many Requests", "about:blank")
        .header("x-rate-limit-limit", "100")
        .header("x-rate-limit-remaining", "0")
        .header("x-rate-limit-reset", Long.toString(reset));
  }

  @Override
  public Reply failed(Call call, int status) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    String detail =
        status == 500
            ? "Something is broken. This is usually a temporary error, for example in a high load"
                + " situation or if an endpoint is temporarily having issues."
            : title;
    Reply reply = problem(status, title, detail, "about:blank");
    // what a gateway answers for X is not counted; how long to wait is a fault of its own
    return status < 500 && status != 429 ? counted(call, reply) : reply;
  }

  /** A call that never came to its handler tells of a budget, too. */
  private static Reply counted(Call call, Reply reply) {
    return reply
        .header("x-rate-limit-limit", "900")
        .header("x-rate-limit-remaining", "899")
        .header("x-rate-limit-reset", Long.toString(call.at().getEpochSecond() + 900));
  }

  @Override
  public Reply notFound(Call call) {
    return problem(404, "Not Found", "Not Found", "about:blank");
  }

  @Override
  public Reply finish(Call call, Reply reply) {
    return reply
        .header("api-version", "2.166")
        .header("x-access-level", "read-write")
        .header("x-transaction-id", Long.toHexString(ThreadLocalRandom.current().nextLong()))
        .header("x-response-time", "12");
  }

  static Reply data(int status, JsonObject data) {
    return Reply.json(status, new JsonObject().put("data", data));
  }

  static Reply problem(int status, String title, String detail, String type) {
    boolean named = type.contains(":");
    return Reply.json(
        status,
        new JsonObject()
            .put("detail", detail)
            .put("type", named ? type : PROBLEMS + type)
            .put("title", title)
            .put("status", status));
  }

  static Reply oauth(int status, String error, String description) {
    return Reply.json(
        status, new JsonObject().put("error", error).put("error_description", description));
  }

  static RefusedCall forbidden(String detail) {
    return new RefusedCall(problem(403, "Forbidden", detail, "about:blank"));
  }

  /** The envelope of X's first API, which gateways still use. */
  static Reply legacy(int status, int code, String message) {
    JsonObject error = new JsonObject().put("code", code).put("message", message);
    return Reply.json(status, new JsonObject().put("errors", new JsonArray().add(error)));
  }

  /** A parameter that X refuses. */
  static RefusedCall invalid(String parameter, String value, String message) {
    JsonObject parameters = new JsonObject().put(parameter, new JsonArray().add(value));
    return invalid(
        new JsonArray()
            .add(new JsonObject().put("parameters", parameters).put("message", message)));
  }

  /** A body that hasn't the shape it should have. */
  static RefusedCall malformed(List<String> faults) {
    JsonArray errors = new JsonArray();
    for (String fault : faults) {
      errors.add(new JsonObject().put("parameters", new JsonObject()).put("message", fault));
    }
    return invalid(errors);
  }

  private static RefusedCall invalid(JsonArray errors) {
    return new RefusedCall(
        Reply.json(
            400,
            new JsonObject()
                .put("errors", errors)
                .put("title", "Invalid Request")
                .put("detail", "One or more parameters to your request was invalid.")
                .put("type", PROBLEMS + "invalid-request")));
  }

  /** Text over the limit. */
  static RefusedCall tooLong(boolean forbidden) {
    return new RefusedCall(
        problem(
            forbidden ? 403 : 400,
            forbidden ? "Forbidden" : "Invalid Request",
            "Your Tweet text is too long. For more information on how Twitter determines text"
                + " length see https://github.com/twitter/twitter-text.",
            forbidden ? "about:blank" : "invalid-request"));
  }

  /** An entry of {@code errors} for an id that is not there. */
  static JsonObject missing(String kind, String parameter, String id) {
    return new JsonObject()
        .put("value", id)
        .put("detail", "Could not find " + kind + " with " + parameter + ": [" + id + "].")
        .put("title", "Not Found Error")
        .put("resource_type", kind)
        .put("parameter", parameter)
        .put("resource_id", id)
        .put("type", PROBLEMS + "resource-not-found");
  }

  static Reply notFound(String kind, String id) {
    return problem(
        404,
        "Not Found Error",
        "Could not find " + kind + " with id: [" + id + "].",
        "resource-not-found");
  }

  /** An entry of {@code errors} for a field that only a post's author may see. */
  static JsonObject unauthorizedField(String field, String id) {
    return new JsonObject()
        .put("resource_id", id)
        .put("parameter", "tweet.fields")
        .put("resource_type", "tweet")
        .put("section", "data")
        .put("field", field)
        .put("value", id)
        .put("title", "Field Authorization Error")
        .put(
            "detail",
            "Sorry, you are not authorized to access '"
                + field
                + "' on the Tweet with id: ["
                + id
                + "].")
        .put("type", PROBLEMS + "not-authorized-for-field");
  }
}
