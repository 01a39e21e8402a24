package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.snshub.sandbox.Growth;
import io.snshub.sandbox.SandboxPost;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A post of the Page: text, link, pictures or a video; up, hidden from the public, or later. */
final class FacebookSandboxPost implements FacebookSandboxFields.Node {

  private final long number;
  private final @Nullable String link;
  private final List<FacebookSandboxPhoto> photos;
  private final @Nullable FacebookSandboxVideo video;
  private final JsonObject kept;
  private final Clock clock;
  private final List<JsonObject> comments = new ArrayList<>();
  private Instant createdAt;
  private String message;
  private boolean published;
  private boolean hidden;
  private @Nullable Instant scheduledAt;

  FacebookSandboxPost(
      long number,
      String message,
      @Nullable String link,
      List<FacebookSandboxPhoto> photos,
      @Nullable FacebookSandboxVideo video,
      JsonObject kept,
      Clock clock) {
    this.number = number;
    this.message = message;
    this.link = link;
    this.photos = new ArrayList<>(photos);
    this.video = video;
    this.kept = kept;
    this.clock = clock;
    this.createdAt = clock.instant();
    photos.forEach(photo -> photo.usedIn(this));
    if (video != null) {
      video.publishedAs(this);
    }
  }

  FacebookSandboxPost publish() {
    published = true;
    scheduledAt = null;
    createdAt = clock.instant();
    return this;
  }

  FacebookSandboxPost schedule(@Nullable Instant at) {
    scheduledAt = at;
    return this;
  }

  void edit(String newMessage) {
    message = newMessage;
    if (video != null) {
      video.rename(null, newMessage);
    }
  }

  void hide(boolean hide) {
    hidden = hide;
  }

  void without(FacebookSandboxPhoto photo) {
    photos.remove(photo);
  }

  void comment(JsonObject comment) {
    comments.add(comment);
  }

  boolean visible(Instant now) {
    Instant at = scheduledAt;
    return published || (at != null && !now.isBefore(at));
  }

  Instant now() {
    return clock.instant();
  }

  String id() {
    return FacebookSandbox.PAGE + "_" + number;
  }

  /** The id under which the boards know it: a video's own, which its publisher knows before. */
  String publicId() {
    return video == null ? id() : video.id();
  }

  SandboxPost shown(String prefix) {
    List<String> media =
        new ArrayList<>(photos.stream().map(FacebookSandboxPhoto::medium).toList());
    if (video != null) {
      media.add(video.medium());
    }
    return new SandboxPost(
        prefix, publicId(), FacebookSandbox.PAGE, message, media, permalink(), createdAt);
  }

  long number() {
    return number;
  }

  String message() {
    return message;
  }

  @Nullable String link() {
    return link;
  }

  List<FacebookSandboxPhoto> photos() {
    return photos;
  }

  @Nullable FacebookSandboxVideo video() {
    return video;
  }

  @Nullable Instant scheduledAt() {
    return scheduledAt;
  }

  Instant createdAt() {
    Instant at = scheduledAt;
    return at == null || !visible(now()) ? createdAt : at;
  }

  List<JsonObject> comments() {
    return comments;
  }

  /** A counter that grows with the post's age. */
  long counter(String metric, long ceiling) {
    return Growth.at(id() + metric, createdAt(), now(), ceiling);
  }

  String permalink() {
    return video == null
        ? "https://www.facebook.com/" + FacebookSandbox.PAGE + "/posts/" + number
        : "https://www.facebook.com" + video.permalink();
  }

  @Override
  public String type() {
    return "PagePost";
  }

  @Override
  public Set<String> known() {
    return FacebookSandboxNames.POST;
  }

  @Override
  public List<String> usual() {
    return List.of("created_time", "message", "id");
  }

  @Override
  public @Nullable Object value(Field field) {
    Instant later = scheduledAt;
    return switch (field.name()) {
      case "id", "promotable_id" -> id();
      case "message" -> message;
      case "created_time", "updated_time" -> FacebookSandboxAnswers.time(createdAt());
      case "permalink_url" -> permalink();
      case "status_type" -> FacebookSandboxAttachments.kind(this);
      case "is_published" -> visible(now());
      case "is_hidden" -> hidden;
      case "is_expired", "is_popular", "is_spherical" -> false;
      case "scheduled_publish_time" -> later == null ? null : later.getEpochSecond();
      case "from" -> FacebookSandboxPage.from();
      case "application" -> FacebookSandboxPage.application();
      case "privacy" -> new JsonObject().put("value", "EVERYONE").put("description", "Public");
      case "attachments" -> FacebookSandboxAttachments.of(this);
      case "full_picture", "picture" ->
          photos.isEmpty() ? null : photos.get(0).image().getString("src");
      case "shares", "comments", "reactions", "likes", "sharedposts" ->
          FacebookSandboxEngagement.of(this, field);
      default -> kept.getValue(field.name());
    };
  }
}
