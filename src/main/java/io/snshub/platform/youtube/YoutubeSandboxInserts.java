package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a new video needs before it can come, and videos that come in one request. */
final class YoutubeSandboxInserts {
  private static final Pattern FILENAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,255}");

  private final YoutubeSandboxVideos videos;

  YoutubeSandboxInserts(YoutubeSandboxVideos videos) {
    this.videos = videos;
  }

  /** A video in one request, with what is said about it ({@code multipart}) or without. */
  Reply atOnce(Call call) {
    String type = String.valueOf(call.query("uploadType"));
    Set<String> parts = YoutubeSandboxAnswers.parts(call, YoutubeSandboxVideos.PARTS);
    if (type.equals("multipart")) {
      YoutubeSandboxRelated related = YoutubeSandboxRelated.of(call);
      if (related == null) {
        throw YoutubeSandboxDialect.refused(400, "global", "badContent", "Bad multipart body");
      }
      return whole(call, parts, related);
    }
    if (type.equals("media")) {
      String given = String.valueOf(call.header("Content-Type"));
      return whole(
          call,
          Set.of(),
          new YoutubeSandboxRelated(new JsonObject(), given, call.size(), call.body()));
    }
    throw YoutubeSandboxDialect.refused(
        400, "global", "wrongUrlForUpload", "Uploads must be sent with an uploadType.");
  }

  private Reply whole(Call call, Set<String> parts, YoutubeSandboxRelated sent) {
    YoutubeSandboxMetadata about = YoutubeSandboxMetadata.of(sent.metadata(), parts, call.at());
    call.about(about.text());
    medium(sent.type());
    if (sent.size() <= 0) {
      throw mediaBodyRequired();
    }
    Set<String> shown = YoutubeSandboxAnswers.parts(call, YoutubeSandboxVideos.PARTS);
    YoutubeSandboxMovie movie = YoutubeSandboxMovie.of(sent.head());
    YoutubeSandboxFile file = YoutubeSandboxFile.of(filename(call), sent.size(), movie);
    return videos.create(call, 200, about, shown, file).reply();
  }

  /** Refuses what is no video. */
  static void medium(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
    if (!type.startsWith("video/") && !type.equals("application/octet-stream")) {
      throw YoutubeSandboxDialect.malformed(
          "Media type '%s' is not supported. Valid media types: [video/*, application/octet-stream]"
              .formatted(type));
    }
  }

  /** Returns the name that the uploader gives to the file. */
  static String filename(Call call) {
    String slug = call.header("Slug");
    if (slug == null) {
      return YoutubeSandboxFile.UNNAMED;
    }
    if (!FILENAME.matcher(slug).matches()) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.video",
          "invalidFilename",
          "The video filename specified in the <code>Slug</code> header is invalid.");
    }
    return slug;
  }

  static RefusedCall mediaBodyRequired() {
    return YoutubeSandboxDialect.refused(
        400,
        "youtube.video",
        "mediaBodyRequired",
        "The request does not include the video content.");
  }
}
