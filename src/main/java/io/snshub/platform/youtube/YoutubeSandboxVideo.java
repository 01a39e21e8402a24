package io.snshub.platform.youtube;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * One video.
 *
 * @param number its place among the uploads
 * @param id 11 characters
 * @param about what is said about it
 * @param size how many bytes came
 * @param at when the last of them came
 * @param work what the platform does with them
 */
record YoutubeSandboxVideo(
    long number, String id, YoutubeSandboxMetadata about, long size, Instant at, Processing work) {

  YoutubeSandboxVideo with(YoutubeSandboxMetadata newAbout) {
    return new YoutubeSandboxVideo(number, id, newAbout, size, at, work);
  }

  String permalink() {
    return "https://www.youtube.com/watch?v=" + id;
  }

  JsonObject toJson(Set<String> parts, Instant now) {
    JsonObject json =
        new JsonObject().put("kind", "youtube#video").put("etag", etag()).put("id", id);
    if (parts.contains("snippet")) {
      json.put("snippet", snippet());
    }
    if (parts.contains("status")) {
      json.put("status", status(now));
    }
    if (parts.contains("statistics")) {
      json.put("statistics", statistics());
    }
    if (parts.contains("contentDetails")) {
      json.put("contentDetails", contentDetails());
    }
    if (parts.contains("processingDetails")) {
      json.put("processingDetails", processingDetails(now));
    }
    if (parts.contains("fileDetails")) {
      json.put(
          "fileDetails",
          new JsonObject().put("fileSize", Long.toString(size)).put("durationMs", "30000"));
    }
    return json;
  }

  JsonObject snippet() {
    JsonObject json =
        new JsonObject()
            .put("publishedAt", published())
            .put("channelId", YoutubeSandbox.CHANNEL)
            .put("title", about.title())
            .put("description", about.description())
            .put("thumbnails", thumbnails())
            .put("channelTitle", "Sandbox")
            .put("categoryId", about.categoryId())
            .put("liveBroadcastContent", "none")
            .put(
                "localized",
                new JsonObject()
                    .put("title", about.title())
                    .put("description", about.description()));
    return about.tags().isEmpty() ? json : json.put("tags", new JsonArray(about.tags()));
  }

  JsonObject statistics() {
    return new JsonObject()
        .put("viewCount", Long.toString(views()))
        .put("likeCount", Long.toString(views() / 20))
        .put("favoriteCount", "0")
        .put("commentCount", Long.toString(views() / 50));
  }

  JsonObject contentDetails() {
    return new JsonObject()
        .put("duration", "PT30S")
        .put("dimension", "2d")
        .put("definition", "hd")
        .put("caption", "false");
  }

  JsonObject thumbnails() {
    return new JsonObject()
        .put(
            "default",
            new JsonObject()
                .put("url", "https://i.ytimg.com/vi/" + id + "/default.jpg")
                .put("width", 120)
                .put("height", 90));
  }

  String published() {
    return Instant.ofEpochSecond(at.getEpochSecond()).toString();
  }

  /** A counter that stays the same for one video, so that a test can compare it. */
  long views() {
    return 100 + Math.floorMod(id.hashCode(), 900);
  }

  private JsonObject status(Instant now) {
    String state = work.failed(now) ? "failed" : work.over(now) ? "processed" : "uploaded";
    JsonObject json =
        new JsonObject()
            .put("uploadStatus", state)
            .put("privacyStatus", about.privacyAt(now))
            .put("license", about.license())
            .put("embeddable", true)
            .put("publicStatsViewable", true)
            .put("madeForKids", about.madeForKids())
            .put("selfDeclaredMadeForKids", about.madeForKids());
    if (work.failed(now)) {
      json.put("failureReason", "conversion");
    }
    if (about.publishAt() != null && about.privacyAt(now).equals("private")) {
      json.put("publishAt", about.publishAt().toString());
    }
    return json;
  }

  private JsonObject processingDetails(Instant now) {
    JsonObject json = new JsonObject();
    if (work.failed(now)) {
      return json.put("processingStatus", "failed")
          .put("processingFailureReason", "transcodeFailed");
    }
    return json.put("processingStatus", work.over(now) ? "succeeded" : "processing");
  }

  private String etag() {
    return "\"" + Integer.toHexString(hashCode()) + "\"";
  }
}
