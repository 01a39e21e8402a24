package io.snshub.platform.twitter;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One medium on its way to a post. */
final class TwitterSandboxUpload {
  private static final long LIFETIME_SECONDS = 86_400;

  static final Set<String> TYPES =
      Set.of(
          "video/mp4",
          "video/webm",
          "video/mp2t",
          "video/quicktime",
          "text/srt",
          "text/vtt",
          "image/jpeg",
          "image/gif",
          "image/bmp",
          "image/png",
          "image/webp",
          "image/pjpeg",
          "image/tiff",
          "model/gltf-binary",
          "model/vnd.usdz+zip");
  static final Set<String> CATEGORIES =
      Set.of(
          "amplify_video",
          "tweet_gif",
          "tweet_image",
          "tweet_video",
          "dm_gif",
          "dm_image",
          "dm_video",
          "subtitles");

  private final long id;
  private final String category;
  private final long total;
  private final Map<Integer, Long> segments = new HashMap<>();
  private Instant expiresAt;
  private boolean inexact;
  private @Nullable String altText;
  private final JsonArray subtitles = new JsonArray();
  private @Nullable Processing processing;

  TwitterSandboxUpload(long id, String category, long total, Instant at) {
    this.id = id;
    this.category = category;
    this.total = total;
    this.expiresAt = at.plusSeconds(LIFETIME_SECONDS);
  }

  /** Sending a segment again replaces it. A negative size means: not known exactly. */
  void append(int segment, long size) {
    segments.put(segment, Math.max(size, 0));
    inexact = inexact || size < 0;
  }

  boolean complete() {
    return inexact || received() == total;
  }

  void finish(Processing newProcessing, Instant at) {
    processing = newProcessing;
    expiresAt = at.plusSeconds(LIFETIME_SECONDS);
  }

  boolean finished() {
    return processing != null;
  }

  boolean ready(Instant now) {
    return processing != null && processing.done(now) && now.isBefore(expiresAt);
  }

  boolean isVideo() {
    return category.endsWith("video");
  }

  boolean isGif() {
    return category.endsWith("gif");
  }

  /** It came without needing any work. */
  boolean instant() {
    return processing != null && processing.startedAt().equals(processing.endsAt());
  }

  boolean isSubtitles() {
    return category.equals("subtitles");
  }

  String kind() {
    return isVideo() ? "video" : isGif() ? "animated_gif" : "photo";
  }

  void describe(String text) {
    altText = text;
  }

  void subtitle(JsonObject track) {
    unsubtitle(track.getString("language_code"));
    subtitles.add(track);
  }

  boolean unsubtitle(@Nullable String language) {
    return subtitles
        .getList()
        .removeIf(track -> ((JsonObject) track).getString("language_code").equals(language));
  }

  JsonArray subtitles() {
    return subtitles;
  }

  /** Returns what can be asked for of it, once it is attached. */
  JsonObject shown(TwitterSandboxCounters counted) {
    JsonObject json = new JsonObject().put("width", 1_280).put("height", 720);
    if (altText != null) {
      json.put("alt_text", altText);
    }
    String picture = "https://pbs.twimg.com/media/" + Long.toString(id, 36) + ".jpg";
    if (!isVideo()) {
      return json.put(isGif() ? "preview_image_url" : "url", picture);
    }
    return json.put("preview_image_url", picture)
        .put("duration_ms", 10_000)
        .put("public_metrics", new JsonObject().put("view_count", counted.views()))
        .put("non_public_metrics", counted.playback())
        .put("organic_metrics", counted.playback().put("view_count", counted.views()));
  }

  long id() {
    return id;
  }

  String key() {
    String family =
        category.equals("amplify_video") ? "13" : isVideo() ? "7" : isGif() ? "16" : "3";
    return family + "_" + id;
  }

  JsonObject begun() {
    return new JsonObject()
        .put("id", Long.toString(id))
        .put("media_key", key())
        .put("expires_after_secs", LIFETIME_SECONDS);
  }

  JsonObject state(Instant now) {
    JsonObject json = begun().put("size", received());
    Processing work = processing;
    if (work == null || work.startedAt().equals(work.endsAt()) && !work.fails()) {
      return json;
    }
    return json.put("processing_info", info(work, now));
  }

  long expiresAtSeconds() {
    return expiresAt.getEpochSecond();
  }

  private static JsonObject info(Processing work, Instant now) {
    if (work.failed(now)) {
      JsonObject error =
          new JsonObject()
              .put("code", 1)
              .put("name", "InvalidMedia")
              .put("message", "unsupported codec");
      return new JsonObject().put("state", "failed").put("error", error);
    }
    if (work.over(now)) {
      return new JsonObject().put("state", "succeeded").put("progress_percent", 100);
    }
    return now.equals(work.startedAt())
        ? new JsonObject().put("state", "pending").put("check_after_secs", 1)
        : new JsonObject()
            .put("state", "in_progress")
            .put("check_after_secs", 1)
            .put("progress_percent", 50);
  }

  private long received() {
    return segments.values().stream().mapToLong(Long::longValue).sum();
  }
}
