package io.snshub.platform.youtube;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.FileBody;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A resumable upload. All but the last piece goes out while preparing; the video comes into being
 * only with its last byte, and that one is left to the publish.
 */
final class YoutubeUpload {
  /** A multiple of 256 KiB, as the protocol asks. */
  static final int CHUNK = 8 << 20;

  private YoutubeUpload() {}

  /**
   * How far the upload has come within this call.
   *
   * @param file the video, or null when it could not be fetched
   * @param handle the session and what YouTube has of it
   * @param end what ends this call early, or null
   */
  record Cursor(@Nullable FetchedMedia file, YoutubeHandle handle, @Nullable Preparation end) {
    Cursor at(long offset) {
      return new Cursor(file, handle.at(offset), null);
    }

    Cursor end(Preparation how) {
      return new Cursor(file, handle, how);
    }
  }

  static boolean begun(@Variable("work") LaneWork work) {
    return YoutubeHandle.of(work).session() != null;
  }

  static Media video(@Variable("work") LaneWork work) {
    return work.content().media().get(0);
  }

  /** Opens the file's place in the session; without the whole file there is nothing to send. */
  static Cursor resume(@Body MediaFetch fetch, @Variable("work") LaneWork work) {
    String platform = work.platform();
    YoutubeHandle handle = YoutubeHandle.of(work);
    if (fetch instanceof MediaFetch.Missing missing) {
      return new Cursor(null, handle, new Preparation.Failed(missing.failure()));
    }
    FetchedMedia file = ((MediaFetch.Fetched) fetch).media();
    Cursor cursor = new Cursor(file, handle, null);
    if (file.bytes() == 0) {
      return cursor.end(failed(platform, "media_empty", "the video is empty"));
    }
    boolean changed = handle.session() != null && file.bytes() != handle.total();
    return changed
        ? cursor.end(failed(platform, "media_changed", "the video changed meanwhile"))
        : cursor;
  }

  static boolean going(@Variable("upload") Cursor upload) {
    return upload.end() == null;
  }

  /** Asks what the session has. Harmless at any time. */
  static PlatformRequest probe(@Variable("work") LaneWork work) {
    YoutubeHandle handle = YoutubeHandle.of(work);
    return put(work, handle).header("Content-Range", "bytes */" + handle.total());
  }

  static boolean more(@Variable("upload") Cursor upload) {
    return upload.end() == null && upload.handle().left() > CHUNK;
  }

  static PlatformRequest chunk(@Variable("work") LaneWork work, @Variable("upload") Cursor upload) {
    return piece(work, upload, CHUNK);
  }

  /** The last piece: with its answer the video exists. */
  static PlatformRequest last(@Variable("work") LaneWork work, @Variable("upload") Cursor upload) {
    long left = upload.handle().left();
    return left <= 0 ? probe(work) : piece(work, upload, left).visible();
  }

  private static PlatformRequest piece(LaneWork work, Cursor upload, long length) {
    YoutubeHandle handle = upload.handle();
    FetchedMedia file = Objects.requireNonNull(upload.file());
    long to = handle.offset() + length - 1;
    return put(work, handle)
        .header("Content-Range", "bytes " + handle.offset() + "-" + to + "/" + handle.total())
        .body(type(file), new FileBody(file.path(), handle.offset(), length));
  }

  /** Folds the answer to a probe or a piece. Only the server's {@code Range} says what it has. */
  static Cursor stored(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("upload") Cursor upload) {
    String platform = work.platform();
    YoutubeHandle handle = upload.handle();
    if (YoutubeErrors.sessionGone(answer)) {
      return upload.end(
          new Preparation.Pending(YoutubeHandle.none().json(), Duration.ofSeconds(1)));
    }
    if (!(answer instanceof Answered answered)) {
      return upload.end(new Preparation.Failed(YoutubeErrors.failure(platform, answer)));
    }
    if (answered.ok()) {
      // a session tells that it is complete by showing its video
      return YoutubeWire.video(answered) == null
          ? upload.end(
              new Preparation.Failed(
                  YoutubeErrors.unreadable(platform, "an upload without a video")))
          : upload.at(handle.total());
    }
    if (!YoutubeSession.incomplete(answered, handle)) {
      return upload.end(new Preparation.Failed(YoutubeErrors.failure(platform, answer)));
    }
    return new Cursor(upload.file(), YoutubeSession.after(answered, handle), null);
  }

  /** Folds the answer to a piece: no progress ends the call, so that it can't go on for ever. */
  static Cursor sent(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("upload") Cursor upload) {
    Cursor after = stored(answer, work, upload);
    boolean stuck = after.end() == null && after.handle().offset() <= upload.handle().offset();
    return stuck
        ? after.end(new Preparation.Pending(after.handle().json(), Duration.ofSeconds(1)))
        : after;
  }

  static Preparation preparation(@Variable("upload") Cursor upload) {
    return upload.end() == null ? new Preparation.Ready(upload.handle().json()) : upload.end();
  }

  private static PlatformRequest put(LaneWork work, YoutubeHandle handle) {
    String session = Objects.requireNonNull(handle.session());
    PlatformRequest request = PlatformRequest.of("PUT", session);
    // the address alone is enough; the token goes to nobody but the host that was asked
    return session.startsWith(work.host("upload") + "/")
        ? request.bearer(work.account().accessToken())
        : request;
  }

  static String type(FetchedMedia file) {
    return file.contentType().startsWith("video/")
        ? file.contentType()
        : "application/octet-stream";
  }

  private static Preparation failed(String platform, String code, String message) {
    return new Preparation.Failed(new PublishFailure.Permanent(code, platform + ": " + message));
  }
}
