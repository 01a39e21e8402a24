package io.snshub.platform.linkedin;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Checks what somebody wants to post, in the order in which LinkedIn does. */
final class LinkedinSandboxDraft {
  private static final int LONGEST = 3_000;
  private static final Set<String> KEYS =
      Set.of(
          "adContext",
          "author",
          "commentary",
          "container",
          "content",
          "contentCallToActionLabel",
          "contentLandingPage",
          "distribution",
          "isReshareDisabledByAuthor",
          "lifecycleState",
          "lifecycleStateInfo",
          "reshareContext",
          "visibility");

  private final LinkedinSandboxContent attached;
  private final LinkedinSandboxMember member;
  private final BooleanSupplier cuts;
  private final BooleanSupplier countsEscapes;

  LinkedinSandboxDraft(
      LinkedinSandboxMedia media,
      LinkedinSandboxMember member,
      BooleanSupplier cuts,
      BooleanSupplier countsEscapes) {
    this.attached = new LinkedinSandboxContent(media);
    this.member = member;
    this.cuts = cuts;
    this.countsEscapes = countsEscapes;
  }

  /** Refuses a body that can't become a post. */
  void check(JsonObject body, Instant now) {
    for (String key : body.fieldNames()) {
      if (!KEYS.contains(key)) {
        throw LinkedinSandboxRefusals.unfit("/" + key, "unrecognized field found but not allowed");
      }
    }
    String author = text(body, "author");
    member.mayWriteAs(author, "/author");
    boolean reshare = body.getValue("reshareContext") instanceof JsonObject;
    commentary(body, body.containsKey("content") || reshare);
    oneOf(body, "", "visibility", Set.of("PUBLIC", "CONNECTIONS", "LOGGED_IN", "CONTAINER"));
    oneOf(body, "", "lifecycleState", Set.of("PUBLISHED"));
    distribution(body);
    if (body.getValue("content") instanceof JsonObject content) {
      attached.check(content, author, now);
    } else if (body.containsKey("content")) {
      throw LinkedinSandboxRefusals.unfit("/content", "is not a valid union");
    }
    if (reshare && !body.getJsonObject("reshareContext").containsKey("parent")) {
      throw missing("/reshareContext/parent");
    }
  }

  /** Returns the commentary as it will be shown and stored. */
  LinkedinSandboxText text(JsonObject body) {
    String given = body.getValue("commentary") instanceof String text ? text : "";
    return LinkedinSandboxText.read(given, cuts.getAsBoolean());
  }

  /** Refuses a commentary that is missing, blank or too long. */
  void commentary(JsonObject body, boolean mayBeEmpty) {
    String given = text(body, "commentary");
    if (given.isBlank() && !mayBeEmpty) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_BLANK_FIELD", "/commentary", "commentary can not be blank");
    }
    int length =
        countsEscapes.getAsBoolean()
            ? given.length()
            : LinkedinSandboxText.read(given, false).shown().length();
    atMost("/commentary", length, LONGEST);
  }

  private static void distribution(JsonObject body) {
    if (!(body.getValue("distribution") instanceof JsonObject distribution)) {
      throw missing("/distribution");
    }
    oneOf(distribution, "/distribution", "feedDistribution", Set.of("MAIN_FEED", "NONE"));
    boolean dark = "NONE".equals(distribution.getValue("feedDistribution"));
    if (dark && !(body.getValue("adContext") instanceof JsonObject)) {
      String field = "/adContext/dscAdAccount";
      throw LinkedinSandboxRefusals.invalid(
          "MISSING_REQUIRED_FIELD_FOR_DSC",
          field,
          "Field "
              + field
              + " is required when the post is a Direct Sponsored Content, but missing in the"
              + " request");
    }
  }

  private static void oneOf(JsonObject body, String path, String field, Set<String> allowed) {
    String value = text(body, field, path);
    if (!allowed.contains(value)) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_FOR_FIELD",
          path + "/" + field,
          "Invalid value for field " + path + "/" + field + ": " + value);
    }
  }

  private static String text(JsonObject body, String field) {
    return text(body, field, "");
  }

  static String text(JsonObject body, String field, String path) {
    Object value = body.getValue(field);
    if (value == null) {
      throw missing(path + "/" + field);
    }
    if (value instanceof String text) {
      return text;
    }
    throw LinkedinSandboxRefusals.unfit(path + "/" + field, value + " cannot be coerced to String");
  }

  static RuntimeException missing(String field) {
    String name = field.substring(field.lastIndexOf('/') + 1);
    return LinkedinSandboxRefusals.invalid("MISSING_FIELD", field, name + " field is required");
  }

  static void atMost(String field, int length, int most) {
    if (length > most) {
      throw LinkedinSandboxRefusals.invalid(
          "FIELD_LENGTH_TOO_LONG",
          field,
          "%s length %d exceeds the maximum of %d characters".formatted(field, length, most));
    }
  }
}
