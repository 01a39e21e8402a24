package io.snshub.platform.facebook;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A story: a picture or a video for a day. */
record FacebookSandboxStory(long number, String mediaId, boolean video, String medium, Instant at) {
  private static final Duration LIFETIME = Duration.ofHours(24);

  boolean up(Instant now) {
    return now.isBefore(at.plus(LIFETIME));
  }

  String url() {
    return "https://facebook.com/stories/" + FacebookSandbox.PAGE + "/" + number;
  }

  JsonObject toJson(Instant now) {
    return new JsonObject()
        .put("post_id", Long.toString(number))
        .put("status", up(now) ? "PUBLISHED" : "ARCHIVED")
        .put("creation_time", Long.toString(at.getEpochSecond()))
        .put("media_type", video ? "video" : "photo")
        .put("media_id", mediaId)
        .put("url", url());
  }
}
