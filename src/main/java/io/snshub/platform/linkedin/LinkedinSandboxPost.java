package io.snshub.platform.linkedin;

import io.snshub.sandbox.SandboxPost;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A post that is up.
 *
 * @param number its number, which carries the time it was made at
 * @param urn its id
 * @param text its commentary
 * @param fields what the author gave
 * @param edited the author has changed it
 * @param createdAt when it was made
 * @param modifiedAt when it was changed last
 */
record LinkedinSandboxPost(
    long number,
    String urn,
    LinkedinSandboxText text,
    JsonObject fields,
    boolean edited,
    Instant createdAt,
    Instant modifiedAt) {

  String author() {
    return fields.getString("author");
  }

  /** What has to differ for LinkedIn not to call a post a duplicate. */
  String print() {
    return author() + "\n" + text.shown() + "\n" + fields.getValue("content");
  }

  LinkedinSandboxPost changed(JsonObject newFields, LinkedinSandboxText newText, Instant at) {
    return new LinkedinSandboxPost(number, urn, newText, newFields, true, createdAt, at);
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("id", urn);
    json.put("isReshareDisabledByAuthor", false).mergeIn(fields.copy());
    return json.put("commentary", text.stored())
        .put("lifecycleState", "PUBLISHED")
        .put("lifecycleStateInfo", new JsonObject().put("isEditedByAuthor", edited))
        .put("createdAt", createdAt.toEpochMilli())
        .put("publishedAt", createdAt.toEpochMilli() + 1)
        .put("lastModifiedAt", modifiedAt.toEpochMilli() + 2);
  }

  SandboxPost shown(String platform) {
    return new SandboxPost(
        platform, urn, author(), text.shown(), media(fields), permalink(), createdAt);
  }

  String permalink() {
    return "https://www.linkedin.com/feed/update/" + urn + "/";
  }

  /** Returns the media and addresses in a post's content. */
  static List<String> media(JsonObject fields) {
    List<String> found = new ArrayList<>();
    JsonObject content = fields.getJsonObject("content", new JsonObject());
    if (content.getValue("media") instanceof JsonObject one) {
      found.add(one.getString("id"));
    }
    if (content.getValue("multiImage") instanceof JsonObject several) {
      JsonArray images = several.getJsonArray("images", new JsonArray());
      images.forEach(image -> found.add(((JsonObject) image).getString("id")));
    }
    if (content.getValue("article") instanceof JsonObject article) {
      found.add(article.getString("source"));
    }
    return found;
  }
}
