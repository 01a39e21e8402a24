package io.snshub.platform.facebook;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The three phases of a video as the field {@code status} tells them. */
final class FacebookSandboxVideoStatus {
  private static final String BROKEN = "The video could not be processed.";

  private FacebookSandboxVideoStatus() {}

  static JsonObject of(FacebookSandboxVideo video, @Nullable Processing work, Instant now) {
    boolean failed = work != null && work.failed(now);
    boolean done = work != null && work.done(now);
    return new JsonObject()
        .put("video_status", word(video, work, failed, done))
        .put("uploading_phase", uploading(video))
        .put("processing_phase", processing(work, failed, done))
        .put("publishing_phase", publishing(video, now, failed, done));
  }

  private static String word(
      FacebookSandboxVideo video, @Nullable Processing work, boolean failed, boolean done) {
    if (failed) {
      return "error";
    }
    if (done) {
      return "ready";
    }
    return work != null ? "processing" : video.uploaded() ? "upload_complete" : "uploading";
  }

  private static JsonObject uploading(FacebookSandboxVideo video) {
    String state =
        video.uploaded() ? "complete" : video.offset() > 0 ? "in_progress" : "not_started";
    // the guide and the reference spell it differently; both are told
    return new JsonObject()
        .put("status", state)
        .put("bytes_transfered", video.offset())
        .put("bytes_transferred", video.offset());
  }

  private static JsonObject processing(@Nullable Processing work, boolean failed, boolean done) {
    if (failed) {
      return new JsonObject()
          .put("status", "error")
          .put("error", new JsonObject().put("message", BROKEN))
          .put(
              "errors",
              new JsonArray().add(new JsonObject().put("code", 1363019).put("message", BROKEN)));
    }
    String state = done ? "complete" : work == null ? "not_started" : "in_progress";
    return new JsonObject().put("status", state);
  }

  private static JsonObject publishing(
      FacebookSandboxVideo video, Instant now, boolean failed, boolean done) {
    FacebookSandboxPost post = video.post();
    JsonObject phase = new JsonObject().put("status", "not_started");
    if (failed) {
      return phase.put("status", "error").put("publish_status", "error");
    }
    if (post == null) {
      return video.finished() ? phase.put("publish_status", "draft") : phase;
    }
    if (post.scheduledAt() != null && !post.visible(now)) {
      return phase
          .put("publish_status", "scheduled")
          .put("publish_time", post.scheduledAt().getEpochSecond());
    }
    return done
        ? phase
            .put("status", "complete")
            .put("publish_status", "published")
            .put("publish_time", post.createdAt().getEpochSecond())
        : phase;
  }
}
