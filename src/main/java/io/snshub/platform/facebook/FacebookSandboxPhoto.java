package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A picture of the Page. An unpublished one lives for a day unless a post takes it up. */
final class FacebookSandboxPhoto implements FacebookSandboxFields.Node {
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final long id;
  private final String caption;
  private final String alt;
  private final String medium;
  private final Instant createdAt;
  private @Nullable FacebookSandboxPost post;

  FacebookSandboxPhoto(long id, String caption, String alt, String medium, Instant createdAt) {
    this.id = id;
    this.caption = caption;
    this.alt = alt;
    this.medium = medium;
    this.createdAt = createdAt;
  }

  void usedIn(FacebookSandboxPost user) {
    post = user;
  }

  boolean used() {
    return post != null;
  }

  boolean gone(Instant now) {
    return post == null && !now.isBefore(createdAt.plus(LIFETIME));
  }

  @Nullable FacebookSandboxPost post() {
    return post;
  }

  String id() {
    return Long.toString(id);
  }

  long number() {
    return id;
  }

  String medium() {
    return medium;
  }

  Instant createdAt() {
    return createdAt;
  }

  String link() {
    return "https://www.facebook.com/photo.php?fbid=" + id + "&set=a.1&type=3";
  }

  /** The picture as an attachment of a post. */
  JsonObject attachment() {
    return new JsonObject()
        .put("media_type", "photo")
        .put("type", "photo")
        .put("media", new JsonObject().put("image", image()))
        .put("target", new JsonObject().put("id", id()).put("url", link()))
        .put("url", link());
  }

  JsonObject image() {
    return new JsonObject()
        .put("height", 640)
        .put("width", 640)
        .put("src", "https://scontent.xx.fbcdn.net/v/" + id + "_n.jpg");
  }

  @Override
  public String type() {
    return "Photo";
  }

  @Override
  public Set<String> known() {
    return FacebookSandboxNames.PHOTO;
  }

  @Override
  public List<String> usual() {
    return List.of("created_time", "name", "id");
  }

  @Override
  public @Nullable Object value(Field field) {
    FacebookSandboxPost user = post;
    return switch (field.name()) {
      case "id" -> id();
      case "name" -> caption;
      case "alt_text" -> alt.isEmpty() ? "May be an image of text" : alt;
      case "alt_text_custom" -> alt;
      case "created_time", "updated_time" -> FacebookSandboxAnswers.time(createdAt);
      case "from" -> FacebookSandboxPage.from();
      case "height", "width" -> 640;
      case "link" -> link();
      case "picture", "source" -> image().getString("src");
      case "images" ->
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("height", 640)
                      .put("width", 640)
                      .put("source", image().getString("src")));
      case "page_story_id" -> user == null ? null : user.id();
      case "can_delete" -> true;
      case "comments", "likes", "reactions" -> user == null ? null : user.value(field);
      default -> null;
    };
  }
}
