package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/** A picture that stands for a video, sent in one request or by a session. */
final class YoutubeSandboxThumbnails {
  private static final long MOST_BYTES = 52_428_800;
  private static final Set<String> TYPES =
      Set.of("image/jpeg", "image/png", "application/octet-stream");

  private final YoutubeSandboxVideos videos;

  YoutubeSandboxThumbnails(YoutubeSandboxVideos videos) {
    this.videos = videos;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    for (String path :
        new String[] {
          "/upload/youtube/v3/thumbnails/set", "/resumable/upload/youtube/v3/thumbnails/set"
        }) {
      site.route("POST", path, Operation.UPLOAD, quota.of(50, call -> post(call, path))).streamed();
      site.route("PUT", path, Operation.UPLOAD, this::put).tokenOptional().streamed();
    }
  }

  private Reply post(Call call, String path) {
    YoutubeSandboxVideo video = videos.require(call.query("videoId"));
    if ("resumable".equals(call.query("uploadType"))) {
      String type = call.header("X-Upload-Content-Type");
      picture(type == null ? "application/octet-stream" : type);
      return Reply.empty(200)
          .header(
              "Location",
              "%s%s?uploadType=resumable&upload_id=thumbnail&videoId=%s"
                  .formatted(call.root(), path, video.id()));
    }
    return set(call, video);
  }

  private Reply put(Call call) {
    return set(call, videos.require(call.query("videoId")));
  }

  private Reply set(Call call, YoutubeSandboxVideo video) {
    if (call.size() == 0) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.thumbnail",
          "mediaBodyRequired",
          "The request does not include the image content.");
    }
    boolean multipart = "multipart".equals(call.query("uploadType"));
    if (!multipart) {
      picture(String.valueOf(call.header("Content-Type")));
    }
    if (call.size() > MOST_BYTES) {
      throw YoutubeSandboxDialect.refused(
          413, "global", "uploadTooLarge", "Media larger than maximum allowed.");
    }
    videos.put(video.withThumbnail());
    return Reply.json(
        200,
        YoutubeSandboxAnswers.tagged(
            new JsonObject()
                .put("kind", "youtube#thumbnailSetResponse")
                .put("items", new JsonArray().add(video.thumbnails()))));
  }

  private static void picture(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
    if (!TYPES.contains(type)) {
      throw YoutubeSandboxDialect.malformed(
          "Media type '%s' is not supported. Valid media types: [image/jpeg, image/png,"
                  .formatted(type)
              + " application/octet-stream]");
    }
  }
}
