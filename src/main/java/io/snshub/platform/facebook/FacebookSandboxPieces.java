package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxVideo.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonObject;

/** A video that comes piece by piece, each at its place. */
final class FacebookSandboxPieces {
  private static final long PIECE = 8L << 20;
  private static final long LARGEST = 10L << 30;

  private final FacebookSandboxStore store;

  FacebookSandboxPieces(FacebookSandboxStore store) {
    this.store = store;
  }

  Reply start(Call call) {
    Long size = FacebookSandboxInput.number(call, "file_size");
    if (size == null || size <= 0 || size > LARGEST) {
      throw FacebookSandboxAnswers.parameter("The parameter file_size is required");
    }
    FacebookSandboxVideo video = store.newVideo(Kind.VIDEO, size);
    return Reply.json(
        200, offsets(video).put("video_id", video.id()).put("upload_session_id", session(video)));
  }

  Reply transfer(Call call) {
    FacebookSandboxVideo video = open(call);
    Long from = FacebookSandboxInput.number(call, "start_offset");
    if (call.parts().isEmpty()) {
      throw FacebookSandboxAnswers.parameter("The parameter video_file_chunk is required");
    }
    if (from == null || from != video.offset()) {
      throw FacebookSandboxAnswers.offset(video.offset(), end(video));
    }
    long bytes = call.parts().get(0).size();
    if (bytes == 0 || video.offset() + bytes > video.size()) {
      throw FacebookSandboxAnswers.offset(video.offset(), end(video));
    }
    video.receive(bytes);
    if (video.offset() == video.size()) {
      video.upload(call.parts().get(0).filename());
    }
    return Reply.json(200, offsets(video));
  }

  Reply cancel(Call call) {
    store.remove(open(call));
    return FacebookSandboxAnswers.success();
  }

  /** Returns the video of a session that has all its bytes. */
  FacebookSandboxVideo whole(Call call) {
    FacebookSandboxVideo video = open(call);
    if (!video.uploaded()) {
      throw FacebookSandboxAnswers.offset(video.offset(), end(video));
    }
    return video;
  }

  private FacebookSandboxVideo open(Call call) {
    String session = FacebookSandboxInput.text(call, "upload_session_id");
    FacebookSandboxVideo video = session.startsWith("9") ? store.video(session.substring(1)) : null;
    if (video == null || video.finished() || video.kind() != Kind.VIDEO) {
      throw FacebookSandboxAnswers.refused(
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
}
