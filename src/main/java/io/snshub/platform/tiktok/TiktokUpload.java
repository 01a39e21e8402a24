package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A video's way to TikTok, all but its last chunk: with that one TikTok publishes by itself, so it
 * is left to the publish. A new upload is begun only when the old one can't come to anything: its
 * bytes are incomplete and its address is no longer good.
 */
final class TiktokUpload {
  /** TikTok keeps an address for an hour. */
  private static final Duration RELIED_UPON = Duration.ofMinutes(50);

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#@]+/[!-~]{1,4000}");

  private TiktokUpload() {}

  /**
   * How far the upload has come within this call.
   *
   * @param file the video, or null when it could not be fetched
   * @param handle the attempt and what TikTok has of it
   * @param now the time of this call
   * @param end what ends this call early, or null
   */
  record Cursor(
      @Nullable FetchedMedia file, TiktokHandle handle, Instant now, @Nullable Preparation end) {
    Cursor with(TiktokHandle newHandle) {
      return new Cursor(file, newHandle, now, null);
    }

    Cursor end(Preparation how) {
      return new Cursor(file, handle, now, how);
    }

    Cursor fail(PublishFailure failure) {
      return end(new Preparation.Failed(failure));
    }
  }

  static Media video(@Variable("work") LaneWork work) {
    return work.content().media().get(0);
  }

  static Cursor resume(
      @Body MediaFetch fetch, @Variable("work") LaneWork work, @Variable("now") Instant now) {
    TiktokHandle handle = TiktokHandle.of(work);
    if (fetch instanceof MediaFetch.Missing missing) {
      return new Cursor(null, handle, now, new Preparation.Failed(missing.failure()));
    }
    FetchedMedia file = ((MediaFetch.Fetched) fetch).media();
    Cursor cursor = new Cursor(file, handle, now, null);
    if (file.bytes() == 0) {
      return cursor.fail(refused("media_empty", "the video is empty"));
    }
    boolean changed = handle.publishId() != null && file.bytes() != handle.total();
    return changed ? cursor.fail(refused("media_changed", "the video changed meanwhile")) : cursor;
  }

  static boolean begun(@Variable("upload") Cursor upload) {
    return upload.handle().publishId() != null;
  }

  static boolean going(@Variable("upload") Cursor upload) {
    return upload.end() == null;
  }

  static Cursor allowed(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("upload") Cursor upload) {
    Preparation asked = TiktokWire.settled(answer, work);
    return asked instanceof Preparation.Ready ready
        ? upload.with(TiktokHandle.of(work.withHandle(ready.handle())))
        : upload.end(asked);
  }

  static PlatformRequest initiate(
      @Variable("work") LaneWork work, @Variable("upload") Cursor upload) {
    long bytes = Objects.requireNonNull(upload.file()).bytes();
    return TiktokWire.post(
        work,
        "/v2/post/publish/video/init/",
        Answers.write(TiktokPost.video(work.content(), upload.handle(), bytes)));
  }

  /** The attempt is handed out at once: it has to be kept before the first byte is sent. */
  static Cursor initiated(@Body PlatformAnswer answer, @Variable("upload") Cursor upload) {
    if (!(answer instanceof Answered answered) || !TiktokErrors.ok(answered)) {
      return upload.fail(TiktokErrors.failure(answer));
    }
    JsonNode data = Answers.json(answered).path("data");
    String id = Answers.text(data, "publish_id", TiktokState.PUBLISH_ID);
    String address = Answers.text(data, "upload_url", ADDRESS);
    if (id == null || address == null) {
      return upload.fail(TiktokErrors.unreadable("an upload without an address"));
    }
    long bytes = Objects.requireNonNull(upload.file()).bytes();
    TiktokHandle handle = upload.handle().begun(id, address, bytes, upload.now().plus(RELIED_UPON));
    return TiktokChunks.more(handle)
        ? upload.end(new Preparation.Pending(handle.json(), Duration.ZERO))
        : upload.with(handle);
  }

  static PlatformRequest status(
      @Variable("work") LaneWork work, @Variable("upload") Cursor upload) {
    return TiktokState.fetch(work, upload.handle().publishIdOrNone());
  }

  /** Folds what TikTok says it has. */
  static Cursor stored(@Body PlatformAnswer answer, @Variable("upload") Cursor upload) {
    TiktokHandle handle = upload.handle();
    TiktokState state = TiktokState.of(answer);
    if (state == null) {
      boolean unknown =
          answer instanceof Answered answered
              && TiktokErrors.code(answered).equals("invalid_publish_id");
      return unknown ? anew(upload, SOON) : upload.fail(TiktokErrors.failure(answer));
    }
    if (state.dead()) {
      return state.failure() instanceof PublishFailure.Transient
          ? anew(upload, SOON)
          : upload.fail(state.failure());
    }
    if (state.incomplete(handle)) {
      return handle.expired(upload.now())
          ? anew(upload, SOON)
          : upload.with(handle.at(state.bytes()));
    }
    // all of it is there: the publish only has to ask what became of it
    return state.complete() || state.bytes() == handle.total()
        ? upload.with(handle.at(handle.total()))
        : upload.fail(TiktokErrors.unreadable("an upload that is " + state.word()));
  }

  /** Safe while bytes are missing: without them nothing is ever published. */
  static Cursor anew(Cursor upload, Duration pause) {
    return upload.end(new Preparation.Pending(TiktokHandle.none().json(), pause));
  }

  static Preparation preparation(@Variable("upload") Cursor upload) {
    return upload.end() == null ? new Preparation.Ready(upload.handle().json()) : upload.end();
  }

  private static PublishFailure refused(String code, String message) {
    return new PublishFailure.Permanent(code, "tiktok: " + message);
  }
}
