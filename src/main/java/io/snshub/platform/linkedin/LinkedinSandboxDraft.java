package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Checks what somebody wants to post, in the order in which LinkedIn does. */
final class LinkedinSandboxDraft {
  private static final int LONGEST = 3_000;
  private static final int LONGEST_ALT = 4_086;
  private static final int LONGEST_TITLE = 400;
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

  private final LinkedinSandboxMedia media;
  private final LinkedinSandboxMember member;
  private final BooleanSupplier cuts;
  private final BooleanSupplier countsEscapes;

  LinkedinSandboxDraft(
      LinkedinSandboxMedia media,
      LinkedinSandboxMember member,
      BooleanSupplier cuts,
      BooleanSupplier countsEscapes) {
    this.media = media;
    this.member = member;
    this.cuts = cuts;
    this.countsEscapes = countsEscapes;
  }

  /** Refuses a body that can't become a post. */
  void check(JsonObject body, Instant now) {
    for (String key : body.fieldNames()) {
      if (!KEYS.contains(key)) {
        throw LinkedinSandboxDialect.unfit("/" + key, "unrecognized field found but not allowed");
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
      content(content, author, now);
    } else if (body.containsKey("content")) {
      throw LinkedinSandboxDialect.unfit("/content", "is not a valid union");
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
      throw LinkedinSandboxDialect.invalid(
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
      throw LinkedinSandboxDialect.invalid(
          "MISSING_REQUIRED_FIELD_FOR_DSC",
          field,
          "Field "
              + field
              + " is required when the post is a Direct Sponsored Content, but missing in the"
              + " request");
    }
  }

  private void content(JsonObject content, String author, Instant now) {
    if (content.size() != 1) {
      throw LinkedinSandboxDialect.unfit(
          "/content", "DataMap should have one entry for a union type");
    }
    String kind = content.fieldNames().iterator().next();
    if (!(content.getValue(kind) instanceof JsonObject what)) {
      throw LinkedinSandboxDialect.unfit("/content/" + kind, "cannot be coerced to DataMap");
    }
    switch (kind) {
      case "media" -> single(what, author, now);
      case "multiImage" -> several(what, author, now);
      case "article" -> article(what, author, now);
      case "poll" -> LinkedinSandboxPoll.check(what);
      default ->
          throw LinkedinSandboxDialect.unfit(
              "/content/" + kind, "is not a member type of the union");
    }
  }

  private void single(JsonObject one, String author, Instant now) {
    String urn = text(one, "id", "/content/media");
    atMost("/content/media/altText", length(one, "altText"), LONGEST_ALT);
    atMost("/content/media/title", length(one, "title"), LONGEST_TITLE);
    media.attach(urn, author, "/content/media/id", now, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT);
    if (urn.startsWith("urn:li:document:") && length(one, "title") == 0) {
      throw missing("/content/media/title");
    }
  }

  private void several(JsonObject what, String author, Instant now) {
    JsonArray images = what.getValue("images") instanceof JsonArray list ? list : new JsonArray();
    if (images.size() < 2 || images.size() > 20) {
      throw LinkedinSandboxDialect.invalid(
          "INVALID_VALUE_FOR_FIELD",
          "/content/multiImage/images",
          "MultiImage posts take 2 to 20 images, found " + images.size());
    }
    for (int i = 0; i < images.size(); i++) {
      String field = "/content/multiImage/images/" + i;
      JsonObject image = images.getValue(i) instanceof JsonObject found ? found : new JsonObject();
      atMost(field + "/altText", length(image, "altText"), LONGEST_ALT);
      media.attach(text(image, "id", field), author, field + "/id", now, Kind.IMAGE);
    }
  }

  private void article(JsonObject what, String author, Instant now) {
    String source = text(what, "source", "/content/article");
    text(what, "title", "/content/article");
    atMost("/content/article/title", length(what, "title"), LONGEST_TITLE);
    atMost("/content/article/description", length(what, "description"), LONGEST_ALT);
    if (!source.matches("https?://[^\\s]+")) {
      throw LinkedinSandboxDialect.invalid(
          "INVALID_VALUE_FOR_FIELD", "/content/article/source", "Invalid URL: " + source);
    }
    if (what.getValue("thumbnail") instanceof String urn) {
      media.attach(urn, author, "/content/article/thumbnail", now, Kind.IMAGE);
    }
  }

  private static void oneOf(JsonObject body, String path, String field, Set<String> allowed) {
    String value = text(body, field, path);
    if (!allowed.contains(value)) {
      throw LinkedinSandboxDialect.invalid(
          "INVALID_VALUE_FOR_FIELD",
          path + "/" + field,
          "Invalid value for field " + path + "/" + field + ": " + value);
    }
  }

  private static int length(JsonObject body, String field) {
    return body.getValue(field) instanceof String text ? text.length() : 0;
  }

  private static String text(JsonObject body, String field) {
    return text(body, field, "");
  }

  private static String text(JsonObject body, String field, String path) {
    Object value = body.getValue(field);
    if (value == null) {
      throw missing(path + "/" + field);
    }
    if (value instanceof String text) {
      return text;
    }
    throw LinkedinSandboxDialect.unfit(path + "/" + field, value + " cannot be coerced to String");
  }

  static RuntimeException missing(String field) {
    String name = field.substring(field.lastIndexOf('/') + 1);
    return LinkedinSandboxDialect.invalid("MISSING_FIELD", field, name + " field is required");
  }

  static void atMost(String field, int length, int most) {
    if (length > most) {
      throw LinkedinSandboxDialect.invalid(
          "FIELD_LENGTH_TOO_LONG",
          field,
          "%s length %d exceeds the maximum of %d characters".formatted(field, length, most));
    }
  }
}
