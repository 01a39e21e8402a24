package io.snshub.platform.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The file that a video came as. Its bytes are counted and never kept.
 *
 * @param name what the uploader called it
 * @param size in bytes
 * @param millis how long it plays
 * @param width in pixels
 * @param height in pixels
 */
record YoutubeSandboxFile(String name, long size, long millis, int width, int height) {
  /** What a video without a name is called. */
  static final String UNNAMED = "unknown";

  private static final long USUAL_MILLIS = 30_000;
  private static final int USUAL_WIDTH = 1_280;
  private static final int USUAL_HEIGHT = 720;

  /** A file that does not tell what it is plays half a minute. */
  static YoutubeSandboxFile of(String name, long size, @Nullable YoutubeSandboxMovie movie) {
    return movie == null
        ? new YoutubeSandboxFile(name, size, USUAL_MILLIS, USUAL_WIDTH, USUAL_HEIGHT)
        : new YoutubeSandboxFile(name, size, movie.millis(), movie.width(), movie.height());
  }

  /** Returns the length in whole seconds as ISO 8601 puts it. */
  String duration() {
    long seconds = millis / 1_000;
    long hours = seconds / 3_600;
    long minutes = seconds / 60 % 60;
    String text = "PT" + (hours > 0 ? hours + "H" : "") + (minutes > 0 ? minutes + "M" : "");
    return seconds % 60 > 0 || text.equals("PT") ? text + seconds % 60 + "S" : text;
  }

  String definition() {
    return Math.min(width, height) >= 720 ? "hd" : "sd";
  }

  JsonObject toJson() {
    JsonObject stream =
        new JsonObject()
            .put("widthPixels", width)
            .put("heightPixels", height)
            .put("frameRateFps", 30.0)
            .put("aspectRatio", (double) width / height)
            .put("codec", "h264")
            .put("bitrateBps", Long.toString(size * 8_000 / Math.max(1, millis)))
            .put("rotation", "none");
    return new JsonObject()
        .put("fileName", name)
        .put("fileSize", Long.toString(size))
        .put("fileType", "video")
        .put("container", "mov")
        .put("videoStreams", new JsonArray().add(stream))
        .put("durationMs", Long.toString(millis))
        .put("bitrateBps", stream.getString("bitrateBps"));
  }
}
