package io.snshub.platform.linkedin;

import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Why a resource says no, in LinkedIn's words. */
final class LinkedinSandboxRefusals {
  private static final String BAD_REQUEST = "com.linkedin.common.error.BadRequest";

  private LinkedinSandboxRefusals() {}

  /** What the token may not do. */
  static RefusedCall denied(String message) {
    return new RefusedCall(LinkedinSandboxDialect.gateway(403, 100, "ACCESS_DENIED", message));
  }

  static RefusedCall missingEntity() {
    return new RefusedCall(LinkedinSandboxDialect.error(404, "NOT_FOUND", "Could not find entity"));
  }

  /** The address or its parameters can't be read. */
  static RefusedCall unreadable(String message) {
    return new RefusedCall(LinkedinSandboxDialect.error(400, "ILLEGAL_ARGUMENT", message));
  }

  /** A field of the body is wrong; the path is as in {@code /content/media/id}. */
  static RefusedCall invalid(String code, String field, String message) {
    return new RefusedCall(input(400, code, field, message, message));
  }

  static RefusedCall invalid(String code, String message) {
    return new RefusedCall(LinkedinSandboxDialect.error(400, code, message));
  }

  /** The body doesn't fit the schema. */
  static RefusedCall unfit(String field, String what) {
    return new RefusedCall(
        LinkedinSandboxDialect.error(422, null, "ERROR :: " + field + " :: " + what + "\n"));
  }

  static RefusedCall duplicate(String urn) {
    String message =
        "com.linkedin.content.common.exception.BadRequestResponseException:"
            + " Content is a duplicate of "
            + urn;
    return new RefusedCall(input(422, "DUPLICATE_POST", "", message, "Duplicate post is detected"));
  }

  private static Reply input(
      int status, String code, String field, String message, String description) {
    JsonObject input = new JsonObject();
    if (!field.isEmpty()) {
      input.put("inputPath", new JsonObject().put("fieldPath", field));
    }
    JsonObject one =
        new JsonObject().put("description", description).put("input", input).put("code", code);
    JsonObject body = new JsonObject().put("errorDetailType", BAD_REQUEST);
    if (!field.isEmpty()) {
      body.put("code", code);
    }
    return LinkedinSandboxDialect.json(
        status,
        body.put("message", message)
            .put("errorDetails", new JsonObject().put("inputErrors", new JsonArray().add(one)))
            .put("status", status));
  }
}
