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
import org.jspecify.annotations.Nullable;

/** Brings videos: whole, by address, by handle, or piece by piece. */
final class FacebookSandboxVideos {
  static final Duration WORK = Duration.ofMillis(400);

  private static final Duration FARTHEST = Duration.ofDays(183);

  private final FacebookSandboxStore store;
  private final FacebookSandboxUploads uploads;
  private final FacebookSandboxPieces pieces;
  private final BooleanSupplier publishesLater;

  FacebookSandboxVideos(
      FacebookSandboxStore store, FacebookSandboxUploads uploads, BooleanSupplier publishesLater) {
    this.publishesLater = publishesLater;
    this.store = store;
    this.uploads = uploads;
    this.pieces = new FacebookSandboxPieces(store);
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
      throw FacebookSandboxAnswers.parameter(
          "The parameter file_url can't be used together with upload_phase");
    }
    return switch (phase) {
      case "" -> whole(call);
      case "start" -> pieces.start(call);
      case "transfer" -> pieces.transfer(call);
      case "finish" -> finish(call);
      case "cancel" -> pieces.cancel(call);
      default ->
          throw FacebookSandboxAnswers.parameter(
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
      throw FacebookSandboxAnswers.refused(
          100, 0, "(#100) No video file was selected: source, file_url or upload_phase is needed");
    }
    if (!Site.reachable(url, call)) {
      throw FacebookSandboxAnswers.refused(389, 0, "(#389) Unable to fetch video file from URL.");
    }
    if (url.matches("(?i)[^?]*\\.(jpe?g|png|gif|webp)(\\?.*)?")) {
      throw unreadable();
    }
    return url;
  }

  private static String file(Call.Part part) {
    if (part.size() == 0) {
      throw FacebookSandboxAnswers.refused(
          382, 1363022, "(#382) The video file you selected is too small.");
    }
    if (String.valueOf(part.contentType()).startsWith("image/")) {
      throw unreadable();
    }
    return part.filename().isEmpty() ? "source" : part.filename();
  }

  private Reply finish(Call call) {
    FacebookSandboxVideo video = pieces.whole(call);
    return published(call, video, new JsonObject().put("success", true));
  }

  /** The last call of each way: what it is called, and whether the world sees it. */
  private Reply published(Call call, FacebookSandboxVideo video, JsonObject answer) {
    String description = FacebookSandboxInput.text(call, "description");
    call.about(description);
    Instant later = FacebookSandboxInput.later(call, FARTHEST);
    boolean published = FacebookSandboxInput.flag(call, "published", true);
    if (published && later != null) {
      throw FacebookSandboxAnswers.parameter(
          "You cannot specify a scheduled publish time on a published post");
    }
    video.finish(FacebookSandboxInput.text(call, "title"), description, store.site().process(WORK));
    // read after write: the answer carries the fields that were asked for
    boolean reads = call.input("fields") != null;
    Reply reply =
        Reply.json(200, reads ? answer.mergeIn(FacebookSandboxFields.select(call, video)) : answer);
    return published || later != null
        ? up(call, video, later, reply)
        : reply.createdPrivately(video.id());
  }

  /** A video whose processing fails is never seen by anyone. */
  Reply up(Call call, FacebookSandboxVideo video, @Nullable Instant later, Reply reply) {
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
      throw FacebookSandboxAnswers.parameter("Param published can't be changed");
    }
    Reply done = FacebookSandboxAnswers.success();
    if (publishes && post == null && video.finished()) {
      return up(call, video, null, done);
    }
    if (publishes && post != null && !post.visible(call.at())) {
      return done.created(post.publish().shown(call.prefix()));
    }
    return post != null && post.visible(call.at()) ? done.shows(post.shown(call.prefix())) : done;
  }

  private static RuntimeException unreadable() {
    return FacebookSandboxAnswers.refused(
        6000, 1363024, "The video file you selected is in a format that we don't support.");
  }
}
