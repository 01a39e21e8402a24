package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Answers of a kind that many calls get: refusals in the envelope of their host, and success. */
final class FacebookSandboxAnswers {
  private static final String OAUTH = "OAuthException";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private FacebookSandboxAnswers() {}

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

  static Reply passing(int status, int code, int subcode, String message) {
    return envelope(status, body(code, subcode, message, true));
  }

  private static Reply envelope(int status, JsonObject error) {
    return Reply.json(status, new JsonObject().put("error", error));
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

  static String trace() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
  }

  /** Writes a time as the Graph API does. */
  static String time(Instant at) {
    return TIME.format(at);
  }
}
