package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Checks what a post is to carry beside its text. */
final class LinkedinSandboxContent {
  private static final int LONGEST_ALT = 4_086;
  private static final int LONGEST_TITLE = 400;

  private final LinkedinSandboxMedia media;

  LinkedinSandboxContent(LinkedinSandboxMedia media) {
    this.media = media;
  }

  /** Refuses what can't be attached. */
  void check(JsonObject content, String author, Instant now) {
    if (content.size() != 1) {
      throw LinkedinSandboxRefusals.unfit(
          "/content", "DataMap should have one entry for a union type");
    }
    String kind = content.fieldNames().iterator().next();
    if (!(content.getValue(kind) instanceof JsonObject what)) {
      throw LinkedinSandboxRefusals.unfit("/content/" + kind, "cannot be coerced to DataMap");
    }
    switch (kind) {
      case "media" -> single(what, author, now);
      case "multiImage" -> several(what, author, now);
      case "article" -> article(what, author, now);
      case "poll" -> LinkedinSandboxPoll.check(what);
      default ->
          throw LinkedinSandboxRefusals.unfit(
              "/content/" + kind, "is not a member type of the union");
    }
  }

  private void single(JsonObject one, String author, Instant now) {
    String urn = LinkedinSandboxDraft.text(one, "id", "/content/media");
    LinkedinSandboxDraft.atMost("/content/media/altText", length(one, "altText"), LONGEST_ALT);
    LinkedinSandboxDraft.atMost("/content/media/title", length(one, "title"), LONGEST_TITLE);
    media.attach(urn, author, "/content/media/id", now, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT);
    if (urn.startsWith("urn:li:document:") && length(one, "title") == 0) {
      throw LinkedinSandboxDraft.missing("/content/media/title");
    }
  }

  private void several(JsonObject what, String author, Instant now) {
    JsonArray images = what.getValue("images") instanceof JsonArray list ? list : new JsonArray();
    if (images.size() < 2 || images.size() > 20) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_FOR_FIELD",
          "/content/multiImage/images",
          "MultiImage posts take 2 to 20 images, found " + images.size());
    }
    for (int i = 0; i < images.size(); i++) {
      String field = "/content/multiImage/images/" + i;
      JsonObject image = images.getValue(i) instanceof JsonObject found ? found : new JsonObject();
      LinkedinSandboxDraft.atMost(field + "/altText", length(image, "altText"), LONGEST_ALT);
      media.attach(
          LinkedinSandboxDraft.text(image, "id", field), author, field + "/id", now, Kind.IMAGE);
    }
  }

  private void article(JsonObject what, String author, Instant now) {
    String source = LinkedinSandboxDraft.text(what, "source", "/content/article");
    LinkedinSandboxDraft.text(what, "title", "/content/article");
    LinkedinSandboxDraft.atMost("/content/article/title", length(what, "title"), LONGEST_TITLE);
    LinkedinSandboxDraft.atMost(
        "/content/article/description", length(what, "description"), LONGEST_ALT);
    if (!source.matches("https?://[^\\s]+")) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_FOR_FIELD", "/content/article/source", "Invalid URL: " + source);
    }
    if (what.getValue("thumbnail") instanceof String urn) {
      media.attach(urn, author, "/content/article/thumbnail", now, Kind.IMAGE);
    }
  }

  private static int length(JsonObject body, String field) {
    return body.getValue(field) instanceof String text ? text.length() : 0;
  }
}
