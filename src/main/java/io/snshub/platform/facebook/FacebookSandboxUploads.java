package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two upload protocols with raw bytes: a session that ends in a handle, and the upload host of
 * Reels and stories.
 */
final class FacebookSandboxUploads {
  private static final int CAPACITY = 10_000;

  private static final class Session {
    final String name;
    final long length;
    long offset;

    Session(String name, long length) {
      this.name = name;
      this.length = length;
    }
  }

  private final Shelf<String, Session> sessions = new Shelf<>(CAPACITY);
  private final FacebookSandboxStore store;

  FacebookSandboxUploads(FacebookSandboxStore store) {
    this.store = store;
  }

  void clear() {
    sessions.clear();
  }

  /** Begins a session of the app. */
  Reply begin(Call call) {
    Long length = FacebookSandboxInput.number(call, "file_length");
    if (length == null || length <= 0) {
      throw FacebookSandboxAnswers.parameter("The parameter file_length is required");
    }
    String type = FacebookSandboxInput.text(call, "file_type");
    if (!type.matches("application/pdf|image/(jpe?g|png)|video/mp4")) {
      throw FacebookSandboxAnswers.parameter("Param file_type is not supported");
    }
    String id = Long.toString(store.nextId(), 36).toUpperCase(Locale.ROOT);
    String name = FacebookSandboxInput.text(call, "file_name");
    sessions.put(id, new Session(name.isEmpty() ? "upload" : name, length));
    return Reply.json(200, new JsonObject().put("id", "upload:" + id));
  }

  /** Takes bytes; with the last of them comes the handle. */
  Reply append(Call call) {
    Session session = session(call);
    String offset = call.header("file_offset");
    if (offset == null || !offset.equals(Long.toString(session.offset))) {
      return FacebookSandboxAnswers.error(400, 100, 0, "(#100) file_offset is not the next one");
    }
    if (session.offset + call.size() > session.length) {
      return FacebookSandboxAnswers.error(400, 100, 0, "(#100) more bytes than file_length");
    }
    session.offset += call.size();
    return session.offset < session.length
        ? progress(call, session)
        : Reply.json(200, new JsonObject().put("h", "4::" + call.param("session")));
  }

  /** Tells how far a session has come. */
  Reply status(Call call) {
    return progress(call, session(call));
  }

  /** Returns the name of the file behind a handle. */
  String redeem(String handle) {
    Session session = handle.startsWith("4::") ? sessions.get(handle.substring(3)) : null;
    if (session == null || session.offset < session.length) {
      throw FacebookSandboxAnswers.refused(100, 2061006, "(#100) The upload handle is not valid.");
    }
    return session.name;
  }

  private static Reply progress(Call call, Session session) {
    return Reply.json(
        200,
        new JsonObject()
            .put("id", "upload:" + call.param("session"))
            .put("file_offset", session.offset));
  }

  private Session session(Call call) {
    String id = call.param("session");
    Session session = sessions.get(id.replaceFirst("\\?.*", ""));
    if (session == null) {
      throw FacebookSandboxAnswers.missing(call, "upload:" + id);
    }
    return session;
  }

  /** The bytes of a Reel or a story, or where to fetch them. */
  Reply bytes(Call call) {
    FacebookSandboxVideo video = store.video(call.param("video"));
    if (video == null || video.kind() == FacebookSandboxVideo.Kind.VIDEO || video.finished()) {
      return FacebookSandboxAnswers.uploadError(
          "ProcessingFailedError", "Request processing failed");
    }
    String url = call.header("file_url");
    if (url != null) {
      return fetched(call, video, url);
    }
    Long size = header(call, "file_size");
    Long offset = header(call, "offset");
    if (size == null || offset == null || offset != video.offset()) {
      return FacebookSandboxAnswers.uploadError(
          "OffsetInvalidError", "The offset must be " + video.offset());
    }
    video.receive(call.size());
    if (video.offset() != size) {
      return FacebookSandboxAnswers.uploadError(
          "PartialRequestError", "Partial request (did not match length of file)");
    }
    video.upload("bytes");
    return FacebookSandboxAnswers.success();
  }

  private static Reply fetched(Call call, FacebookSandboxVideo video, String url) {
    boolean own =
        url.matches("(?i)https?://[^/]*(fbcdn\\.net|facebook\\.com|cdninstagram\\.com)/.*");
    if (own || !Site.reachable(url, call)) {
      return FacebookSandboxAnswers.uploadError(
          "ProcessingFailedError", "The file could not be fetched from the given address");
    }
    video.upload(url);
    return FacebookSandboxAnswers.success();
  }

  private static @Nullable Long header(Call call, String name) {
    String value = call.header(name);
    return value != null && value.matches("\\d{1,15}") ? Long.valueOf(value) : null;
  }
}
