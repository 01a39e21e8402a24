package io.snshub.sandbox;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An armed fault.
 *
 * @param id its number
 * @param platform the prefix it is for, or null for all
 * @param operation the operation it is for, or null for all
 * @param kind what happens
 * @param remaining how many calls it still meets; 0 = until cleared
 * @param ms for latency, late_answer and slow_processing
 * @param code for status and a garbled answer
 * @param body for status: JSON or text, or null for the platform's own envelope; for a garbled
 *     answer its bytes, or null for none
 * @param retryAfter for rate_limit, seconds
 * @param bytes for cut_after: how much of the answer is written, its head included
 * @param disguise for a garbled answer
 */
record Fault(
    long id,
    @Nullable String platform,
    @Nullable Operation operation,
    FaultKind kind,
    int remaining,
    long ms,
    int code,
    @Nullable Object body,
    long retryAfter,
    int bytes,
    Disguise disguise) {

  /**
   * What a garbled answer looks like beside its status and body.
   *
   * @param contentType its Content-Type
   * @param location where it sends the caller, or null
   * @param endless its body goes on until the caller hangs up
   */
  record Disguise(String contentType, @Nullable String location, boolean endless) {}

  boolean meets(String prefix, Operation call) {
    return (platform == null || platform.equals(prefix)) && meets(call);
  }

  private boolean meets(Operation call) {
    if (kind == FaultKind.EXPIRE_TOKEN && call == Operation.TOKEN) {
      // a refresh cures an expired token, unless someone asks for the contrary by name
      return operation == Operation.TOKEN;
    }
    return operation == null || operation == call;
  }

  Fault numbered(long newId) {
    return copy(newId, remaining);
  }

  Fault withRemaining(int newRemaining) {
    return copy(id, newRemaining);
  }

  private Fault copy(long newId, int newRemaining) {
    return new Fault(
        newId,
        platform,
        operation,
        kind,
        newRemaining,
        ms,
        code,
        body,
        retryAfter,
        bytes,
        disguise);
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("platform", platform == null ? "any" : platform)
            .put("operation", operation == null ? "any" : operation.word())
            .put("kind", kind.word())
            .put("times", remaining);
    switch (kind) {
      case LATENCY, LATE_ANSWER, SLOW_PROCESSING -> json.put("ms", ms);
      case CUT_AFTER -> json.put("bytes", bytes);
      case GARBLE_AFTER, GARBLE_BEFORE ->
          json.put("code", code)
              .put("body", body)
              .put("content_type", disguise.contentType())
              .put("location", disguise.location())
              .put("endless", disguise.endless());
      case STATUS -> json.put("code", code).put("body", body);
      case RATE_LIMIT -> json.put("retry_after", retryAfter);
      default -> {}
    }
    return json;
  }
}
