package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A video, a Reel or a story's video: uploaded, finished, processed, published. */
final class FacebookSandboxVideo implements FacebookSandboxFields.Node {

  /** What it becomes. */
  enum Kind {
    VIDEO,
    REEL,
    STORY
  }

  private final long id;
  private final Kind kind;
  private final long size;
  private final Clock clock;
  private final BooleanSupplier longPostId;
  private final Instant createdAt;
  private long offset;
  private String medium = "";
  private String title = "";
  private String description = "";
  private boolean finished;
  private boolean uploaded;
  private @Nullable Processing processing;
  private @Nullable FacebookSandboxPost post;

  FacebookSandboxVideo(long id, Kind kind, long size, Clock clock, BooleanSupplier longPostId) {
    this.id = id;
    this.kind = kind;
    this.size = size;
    this.clock = clock;
    this.longPostId = longPostId;
    this.createdAt = clock.instant();
  }

  /** Bytes have come. */
  void receive(long bytes) {
    offset += bytes;
  }

  /** All bytes are there. */
  void upload(String from) {
    medium = from;
    uploaded = true;
  }

  /** The last call of an upload: what it is called, and the work on it. */
  void finish(String newTitle, String newDescription, Processing work) {
    title = newTitle;
    description = newDescription;
    processing = work;
    finished = true;
  }

  void rename(@Nullable String newTitle, @Nullable String newDescription) {
    title = newTitle == null ? title : newTitle;
    description = newDescription == null ? description : newDescription;
  }

  void publishedAs(FacebookSandboxPost up) {
    post = up;
  }

  boolean fails() {
    return processing != null && processing.fails();
  }

  boolean visible(Instant now) {
    return post != null && post.visible(now) && processing != null && processing.done(now);
  }

  boolean finished() {
    return finished;
  }

  boolean uploaded() {
    return uploaded;
  }

  long offset() {
    return offset;
  }

  long size() {
    return size;
  }

  long number() {
    return id;
  }

  String id() {
    return Long.toString(id);
  }

  Kind kind() {
    return kind;
  }

  String medium() {
    return medium;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable FacebookSandboxPost post() {
    return post;
  }

  /** Relative, as the platform gives it. */
  String permalink() {
    return kind == Kind.REEL
        ? "/reel/" + id + "/"
        : "/" + FacebookSandbox.PAGE + "/videos/" + id + "/";
  }

  JsonObject attachment() {
    String url = "https://www.facebook.com" + permalink();
    return new JsonObject()
        .put("media_type", "video")
        .put("type", "video_inline")
        .put("title", title)
        .put("target", new JsonObject().put("id", id()).put("url", url))
        .put("url", url);
  }

  @Override
  public String type() {
    return "Video";
  }

  @Override
  public Set<String> known() {
    return FacebookSandboxNames.VIDEO;
  }

  @Override
  public List<String> usual() {
    return List.of("updated_time", "description", "id");
  }

  @Override
  public @Nullable Object value(Field field) {
    return switch (field.name()) {
      case "id", "universal_video_id" -> id();
      case "title" -> title;
      case "description" -> description;
      case "created_time", "updated_time" -> FacebookSandboxAnswers.time(createdAt);
      case "from" -> FacebookSandboxPage.from();
      case "length" -> 12.5;
      case "embeddable" -> true;
      case "status" -> FacebookSandboxVideoStatus.of(this, processing, clock.instant());
      case "permalink_url" -> permalink();
      case "source" -> "https://video.xx.fbcdn.net/v/" + id + "_n.mp4";
      case "picture" -> "https://scontent.xx.fbcdn.net/v/" + id + "_t.jpg";
      case "thumbnails" ->
          FacebookSandboxAnswers.list(
              new JsonArray()
                  .add(new JsonObject().put("id", id() + "1").put("is_preferred", true)));
      default -> ofPost(field);
    };
  }

  private @Nullable Object ofPost(Field field) {
    FacebookSandboxPost up = post;
    if (up == null) {
      return field.name().equals("published") ? Boolean.FALSE : null;
    }
    return switch (field.name()) {
      case "post_id" -> longPostId.getAsBoolean() ? up.id() : Long.toString(up.number());
      case "published" -> up.visible(up.now());
      case "scheduled_publish_time" -> up.value(field);
      case "views", "post_views" -> up.counter("views", 20_000);
      case "comments", "likes", "reactions" -> up.value(field);
      default -> null;
    };
  }
}
