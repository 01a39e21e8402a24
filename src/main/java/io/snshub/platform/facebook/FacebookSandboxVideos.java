package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxVideo.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Brings videos: whole, by address, by handle, or piece by piece. */
final class FacebookSandboxVideos {
  static final Duration WORK = Duration.ofMillis(400);

  private static final long PIECE = 8L << 20;
  private static final long LARGEST = 10L << 30;
  private static final Duration FARTHEST = Duration.ofDays(183);

  private final FacebookSandboxStore store;
  private final FacebookSandboxUploads uploads;
  private final BooleanSupplier publishesLater;

  FacebookSandboxVideos(
      FacebookSandboxStore store, FacebookSandboxUploads uploads, BooleanSupplier publishesLater) {
    this.publishesLater = publishesLater;
    this.store = store;
    this.uploads = uploads;
  }

  static Operation operation(Call call) {
    String phase = FacebookSandboxInput.text(call, "upload_phase");
    boolean last = phase.isEmpty() || phase.equals("finish");
    return last && FacebookSandboxInput.flag(call, "published", true)
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  Reply post(Call call) {
    FacebookSandboxStore.requirePage(call);
    String phase = FacebookSandboxInput.text(call, "upload_phase");
    if (!phase.isEmpty() && call.input("file_url") != null) {
      throw FacebookSandboxDialect.parameter(
          "The parameter file_url can't be used together with upload_phase");
    }
    return switch (phase) {
      case "" -> whole(call);
      case "start" -> start(call);
      case "transfer" -> transfer(call);
      case "finish" -> finish(call);
      case "cancel" -> cancel(call);
      default ->
          throw FacebookSandboxDialect.parameter(
              "Param upload_phase must be one of {cancel, finish, start, transfer}");
    };
  }

  private Reply whole(Call call) {
    FacebookSandboxVideo video = store.newVideo(Kind.VIDEO, 0);
    video.upload(source(call));
    return published(call, video, new JsonObject().put("id", video.id()));
  }

  private String source(Call call) {
    String handle = FacebookSandboxInput.text(call, "fbuploader_video_file_chunk");
    if (!handle.isEmpty()) {
      return uploads.redeem(handle);
    }
    if (!call.parts().isEmpty()) {
      return file(call.parts().get(0));
    }
    String url = FacebookSandboxInput.text(call, "file_url");
    if (url.isEmpty()) {
      throw FacebookSandboxDialect.refused(
          100, 0, "(#100) No video file was selected: source, file_url or upload_phase is needed");
    }
    if (!Site.reachable(url, call)) {
      throw FacebookSandboxDialect.refused(389, 0, "(#389) Unable to fetch video file from URL.");
    }
    if (url.matches("(?i)[^?]*\\.(jpe?g|png|gif|webp)(\\?.*)?")) {
      throw unreadable();
    }
    return url;
  }

  private static String file(Call.Part part) {
    if (part.size() == 0) {
      throw FacebookSandboxDialect.refused(
          382, 1363022, "(#382) The video file you selected is too small.");
    }
    if (String.valueOf(part.contentType()).startsWith("image/")) {
      throw unreadable();
    }
    return part.filename().isEmpty() ? "source" : part.filename();
  }

  private Reply start(Call call) {
    Long size = FacebookSandboxInput.number(call, "file_size");
    if (size == null || size <= 0 || size > LARGEST) {
      throw FacebookSandboxDialect.parameter("The parameter file_size is required");
    }
    FacebookSandboxVideo video = store.newVideo(Kind.VIDEO, size);
    return Reply.json(
        200, offsets(video).put("video_id", video.id()).put("upload_session_id", session(video)));
  }

  private Reply transfer(Call call) {
    FacebookSandboxVideo video = open(call);
    Long from = FacebookSandboxInput.number(call, "start_offset");
    if (call.parts().isEmpty()) {
      throw FacebookSandboxDialect.parameter("The parameter video_file_chunk is required");
    }
    if (from == null || from != video.offset()) {
      throw FacebookSandboxDialect.offset(video.offset(), end(video));
    }
    long bytes = call.parts().get(0).size();
    if (bytes == 0 || video.offset() + bytes > video.size()) {
      throw FacebookSandboxDialect.offset(video.offset(), end(video));
    }
    video.receive(bytes);
    if (video.offset() == video.size()) {
      video.upload(call.parts().get(0).filename());
    }
    return Reply.json(200, offsets(video));
  }

  private Reply finish(Call call) {
    FacebookSandboxVideo video = open(call);
    if (!video.uploaded()) {
      throw FacebookSandboxDialect.offset(video.offset(), end(video));
    }
    return published(call, video, new JsonObject().put("success", true));
  }

  private Reply cancel(Call call) {
    store.remove(open(call));
    return FacebookSandboxDialect.success();
  }

  /** The last call of each way: what it is called, and whether the world sees it. */
  private Reply published(Call call, FacebookSandboxVideo video, JsonObject answer) {
    String description = FacebookSandboxInput.text(call, "description");
    call.about(description);
    Instant later = FacebookSandboxInput.later(call, FARTHEST);
    boolean published = FacebookSandboxInput.flag(call, "published", true);
    if (published && later != null) {
      throw FacebookSandboxDialect.parameter(
          "You cannot specify a scheduled publish time on a published post");
    }
    video.finish(FacebookSandboxInput.text(call, "title"), description, store.site().process(WORK));
    Reply reply = Reply.json(200, answer);
    return published || later != null
        ? up(call, video, later, reply)
        : reply.createdPrivately(video.id());
  }

  /** A video whose processing fails is never seen by anyone. */
  Reply up(Call call, FacebookSandboxVideo video, Instant later, Reply reply) {
    if (video.fails()) {
      return reply;
    }
    FacebookSandboxPost post =
        new FacebookSandboxPost(
            store.nextId(),
            video.description(),
            null,
            List.of(),
            video,
            new JsonObject(),
            store.site().clock());
    store.put(post);
    if (later != null) {
      post.schedule(later);
      return reply.createdPrivately(video.id());
    }
    return reply.created(post.publish().shown(call.prefix()));
  }

  /** Renames a video, or shows one that was kept back. */
  Reply edit(Call call, FacebookSandboxVideo video) {
    video.rename(
        call.input("name") == null ? call.input("title") : call.input("name"),
        call.input("description"));
    call.about(video.description());
    FacebookSandboxPost post = video.post();
    boolean publishes = FacebookSandboxInput.flag(call, "published", false);
    if (publishes && !publishesLater.getAsBoolean()) {
      throw FacebookSandboxDialect.parameter("Param published can't be changed");
    }
    Reply done = FacebookSandboxDialect.success();
    if (publishes && post == null && video.finished()) {
      return up(call, video, null, done);
    }
    if (publishes && post != null && !post.visible(call.at())) {
      return done.created(post.publish().shown(call.prefix()));
    }
    return post != null && post.visible(call.at()) ? done.shows(post.shown(call.prefix())) : done;
  }

  private FacebookSandboxVideo open(Call call) {
    String session = FacebookSandboxInput.text(call, "upload_session_id");
    FacebookSandboxVideo video = session.startsWith("9") ? store.video(session.substring(1)) : null;
    if (video == null || video.finished() || video.kind() != Kind.VIDEO) {
      throw FacebookSandboxDialect.refused(
          6000, 1363033, "The video upload session is unknown or has already ended.");
    }
    return video;
  }

  private static String session(FacebookSandboxVideo video) {
    return "9" + video.id();
  }

  private static long end(FacebookSandboxVideo video) {
    return Math.min(video.size(), video.offset() + PIECE);
  }

  private static JsonObject offsets(FacebookSandboxVideo video) {
    return new JsonObject()
        .put("start_offset", Long.toString(video.offset()))
        .put("end_offset", Long.toString(end(video)));
  }

  private static RuntimeException unreadable() {
    return FacebookSandboxDialect.refused(
        6000, 1363024, "The video file you selected is in a format that we don't support.");
  }
}
