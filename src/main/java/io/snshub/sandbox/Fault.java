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
 * @param ms for latency and slow_processing
 * @param code for status
 * @param body for status: JSON or text, or null for the platform's own envelope
 * @param retryAfter for rate_limit, seconds
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
    long retryAfter) {

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

  Fault withRemaining(int newRemaining) {
    return new Fault(id, platform, operation, kind, newRemaining, ms, code, body, retryAfter);
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
      case LATENCY, SLOW_PROCESSING -> json.put("ms", ms);
      case STATUS -> json.put("code", code).put("body", body);
      case RATE_LIMIT -> json.put("retry_after", retryAfter);
      default -> {}
    }
    return json;
  }
}
