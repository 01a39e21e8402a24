package io.snshub.platform.instagram;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Media and caption that wait to be published: invisible, unlisted, gone after 24 hours. */
final class InstagramSandboxContainer {
  private static final Duration LIFETIME = Duration.ofHours(24);

  /** What becomes of it. */
  enum Kind {
    IMAGE("IMAGE", "FEED"),
    VIDEO("VIDEO", "FEED"),
    REEL("VIDEO", "REELS"),
    STORY_IMAGE("IMAGE", "STORY"),
    STORY_VIDEO("VIDEO", "STORY"),
    CAROUSEL("CAROUSEL_ALBUM", "FEED");

    final String mediaType;
    final String productType;

    Kind(String mediaType, String productType) {
      this.mediaType = mediaType;
      this.productType = productType;
    }

    boolean video() {
      return mediaType.equals("VIDEO");
    }
  }

  /** Where it stands. */
  enum State {
    IN_PROGRESS("In Progress: Media is still being processed."),
    FINISHED("Finished: Media has been uploaded and it is ready to be published."),
    PUBLISHED("Published: Media has been published."),
    ERROR("Error: Media upload has failed with error code 2207053"),
    EXPIRED("Expired: Media was not published within 24 hours.");

    final String text;

    State(String text) {
      this.text = text;
    }
  }

  private final long id;
  private final Kind kind;
  private final boolean child;
  private final String caption;
  private final List<String> media;
  private final List<InstagramSandboxContainer> children;
  private final JsonObject details;
  private final Instant createdAt;
  private @Nullable Processing processing;
  private @Nullable String postId;
  private long received;
  private boolean published;

  InstagramSandboxContainer(
      long id,
      Kind kind,
      boolean child,
      String caption,
      List<String> media,
      List<InstagramSandboxContainer> children,
      JsonObject details,
      Instant createdAt) {
    this.id = id;
    this.kind = kind;
    this.child = child;
    this.caption = caption;
    this.media = List.copyOf(media);
    this.children = List.copyOf(children);
    this.details = details;
    this.createdAt = createdAt;
  }

  /** Its media have arrived. */
  void process(Processing work) {
    processing = work;
  }

  void publish(String newPostId) {
    published = true;
    postId = newPostId;
    children.forEach(child -> child.publish(newPostId));
  }

  /** Returns the post it became, or null. */
  @Nullable String postId() {
    return postId;
  }

  JsonObject details() {
    return details;
  }

  /** Returns how many bytes of a resumable upload are here. */
  long received() {
    return received;
  }

  void receive(long bytes) {
    received += bytes;
  }

  State state(Instant now) {
    Processing work = processing;
    if (published) {
      return State.PUBLISHED;
    }
    if (!now.isBefore(createdAt.plus(LIFETIME))) {
      return State.EXPIRED;
    }
    if (children.stream().anyMatch(c -> c.state(now) == State.ERROR)) {
      return State.ERROR;
    }
    if (work == null
        || !work.over(now)
        || children.stream().anyMatch(c -> c.state(now) == State.IN_PROGRESS)) {
      return State.IN_PROGRESS;
    }
    return work.fails() ? State.ERROR : State.FINISHED;
  }

  JsonObject toJson(Instant now) {
    State state = state(now);
    JsonObject json = new JsonObject();
    if (kind.video()) {
      boolean uploaded = processing != null;
      json.put("video_status", videoStatus(state, uploaded));
      JsonObject rights = new JsonObject().put("status", uploaded ? "completed" : "not_started");
      json.put("copyright_check_status", rights.put("matches_found", false));
    }
    return json.put("status_code", state.name())
        .put("status", state.text)
        .put("id", Long.toString(id));
  }

  private JsonObject videoStatus(State state, boolean uploaded) {
    JsonObject uploading =
        new JsonObject()
            .put("status", uploaded ? "complete" : received > 0 ? "in_progress" : "not_started")
            .put("bytes_transferred", received);
    String processed =
        switch (state) {
          case ERROR -> "error";
          case IN_PROGRESS -> uploaded ? "in_progress" : "not_started";
          default -> "complete";
        };
    return new JsonObject()
        .put("uploading_phase", uploading)
        .put("processing_phase", new JsonObject().put("status", processed));
  }

  boolean waitsForUpload() {
    return processing == null;
  }

  long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  boolean child() {
    return child;
  }

  String caption() {
    return caption;
  }

  List<String> media() {
    return children.isEmpty() ? media : children.stream().flatMap(c -> c.media().stream()).toList();
  }

  List<InstagramSandboxContainer> children() {
    return children;
  }
}
