package io.snshub.platform.tiktok;

import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a post after the one call that sets it going. TikTok works on and tells by the
 * attempt's status, which is asked a few times; what isn't known then is left to the look-ups.
 */
final class TiktokWatch {
  private static final long[] PAUSES = {250, 500, 1_000, 2_000, 4_000};
  private static final Set<Integer> BYTES_REFUSED = Set.of(400, 403, 404, 416);

  private TiktokWatch() {}

  /**
   * What is known so far.
   *
   * @param handle the attempt
   * @param kind what the post is in its address
   * @param accepted TikTok took the call
   * @param refused the upload host refused the bytes, as far as its status tells
   * @param asked how often the status was asked
   * @param outcome what it came to, or null while that isn't known
   */
  record Watch(
      TiktokHandle handle,
      String kind,
      boolean accepted,
      boolean refused,
      int asked,
      @Nullable Outcome outcome) {
    Watch again() {
      return new Watch(handle, kind, accepted, refused, asked + 1, outcome);
    }

    /** The name of a photo post isn't kept yet: a hub that dies meanwhile has lost it. */
    int most() {
      return handle.upload() == null ? 3 : PAUSES.length;
    }

    Watch end(Outcome how) {
      return new Watch(handle, kind, accepted, refused, asked, how);
    }

    Watch doubtful(String reason) {
      return end(new Outcome.Doubtful("tiktok: " + reason, handle.json()));
    }

    Watch published(@Nullable String postId) {
      TiktokCreator creator = handle.creator();
      // a post without a public id is known by its attempt
      String id = postId == null ? handle.publishIdOrNone() : postId;
      String link = postId == null || creator == null ? null : creator.permalink(kind, postId);
      return end(new Outcome.Published(id, link));
    }
  }

  /** All but the last chunk is up, and the last chunk is at hand. */
  static boolean sendable(@Variable("upload") TiktokUpload.Cursor upload) {
    TiktokHandle handle = upload.handle();
    return upload.end() == null
        && handle.upload() != null
        && handle.left() > 0
        && !TiktokChunks.more(upload)
        && !handle.expired(upload.now());
  }

  /** TikTok has it all already, so that nothing is left to send. */
  static boolean sent(@Variable("upload") TiktokUpload.Cursor upload) {
    return upload.end() == null
        && upload.handle().publishId() != null
        && upload.handle().left() <= 0;
  }

  static Watch notNow(@Variable("upload") TiktokUpload.Cursor upload) {
    PublishFailure failure =
        upload.end() instanceof Preparation.Failed failed ? failed.failure() : incomplete();
    return video(upload).end(new Outcome.Refused(failure));
  }

  static Watch waiting(@Variable("upload") TiktokUpload.Cursor upload) {
    return video(upload);
  }

  /** Folds the answer to the last chunk. Only TikTok's envelope is a word of its own there. */
  static Watch lastChunk(
      @Body PlatformAnswer answer, @Variable("upload") TiktokUpload.Cursor upload) {
    Watch watch = video(upload);
    if (!(answer instanceof Answered answered)) {
      return unanswered(watch, answer);
    }
    if (TiktokErrors.refused(answered)) {
      return watch.end(new Outcome.Refused(TiktokErrors.failure(answered)));
    }
    boolean accepted = answered.status() == 201;
    boolean refused = BYTES_REFUSED.contains(answered.status()) && Answers.emptyOrObject(answered);
    return new Watch(watch.handle(), watch.kind(), accepted, refused, 0, null);
  }

  private static Watch video(TiktokUpload.Cursor upload) {
    return new Watch(upload.handle(), "video", false, false, 0, null);
  }

  /** Folds the answer to a photo post's init: it brings what to ask by. */
  static Watch photosInit(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    TiktokHandle handle = TiktokHandle.of(work);
    Watch watch = new Watch(handle, "photo", true, false, 0, null);
    if (!(answer instanceof Answered answered)) {
      return unanswered(watch, answer);
    }
    if (TiktokErrors.refused(answered)) {
      return watch.end(new Outcome.Refused(TiktokErrors.failure(answered)));
    }
    String id =
        TiktokErrors.ok(answered)
            ? Answers.text(
                Answers.json(answered).path("data"), "publish_id", TiktokState.PUBLISH_ID)
            : null;
    return id == null
        ? watch.end(new Outcome.Doubtful("tiktok: answered " + answered.status()))
        : new Watch(handle.named(id), "photo", true, false, 0, null);
  }

  private static Watch unanswered(Watch watch, PlatformAnswer answer) {
    return watch.end(
        answer instanceof Lost lost
            ? new Outcome.Doubtful("tiktok: the answer was lost: " + lost.reason())
            : new Outcome.Refused(TiktokErrors.failure(answer)));
  }

  static boolean open(@Variable("watch") Watch watch) {
    return watch.outcome() == null;
  }

  /** A refusal is looked into at once; work takes a moment. */
  static long pause(@Variable("watch") Watch watch) {
    return watch.asked() == 0 && !watch.accepted() ? 0 : PAUSES[watch.asked()];
  }

  static PlatformRequest ask(@Variable("work") LaneWork work, @Variable("watch") Watch watch) {
    return TiktokState.fetch(work, watch.handle().publishIdOrNone());
  }

  static Watch told(@Body PlatformAnswer answer, @Variable("watch") Watch before) {
    Watch watch = before.again();
    TiktokState state = TiktokState.of(answer);
    boolean last = watch.asked() == watch.most();
    if (state == null) {
      return watch.doubtful("what became of it can't be read");
    }
    if (state.dead()) {
      return watch.end(new Outcome.Refused(state.failure()));
    }
    if (state.complete()) {
      boolean named = state.postId() != null || !watch.handle().isOpen();
      return named
          ? watch.published(state.postId())
          : last ? watch.doubtful("published, its public id is still to come") : watch;
    }
    if (watch.refused() && state.incomplete(watch.handle())) {
      return watch.end(new Outcome.Refused(incomplete()));
    }
    return last
        ? watch.doubtful(
            "still at work on it (publish_id %s)".formatted(watch.handle().publishId()))
        : watch;
  }

  static Outcome outcome(@Variable("watch") Watch watch) {
    return Objects.requireNonNull(watch.outcome());
  }

  private static PublishFailure incomplete() {
    return new PublishFailure.Transient(
        "upload_incomplete", "tiktok: bytes are missing, the upload goes on", Duration.ZERO);
  }
}
