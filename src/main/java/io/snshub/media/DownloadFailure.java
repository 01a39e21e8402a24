package io.snshub.media;

import io.snshub.media.MediaDownload.Result;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import io.snshub.store.NoSpaceLeftException;
import java.util.concurrent.TimeoutException;

/** Says why a download brought nothing, and whether it may bring something another time. */
final class DownloadFailure {
  private DownloadFailure() {}

  /** Says that bytes came too slowly, or not at all. */
  static final class TooSlow extends TimeoutException {
    private static final long serialVersionUID = 1L;

    TooSlow(String message) {
      super(message);
    }
  }

  static Result tooLarge(MediaTarget target, long most) {
    String message = target.shown() + " is larger than " + most + " bytes";
    return new Result.Missed(new Permanent("media_too_large", message));
  }

  /** Another answer than the file. */
  static Result refused(MediaTarget target, int status) {
    String message = target.shown() + " answered " + status;
    return status >= 500 || status == 408 || status == 429
        ? passing("media_unavailable", message)
        : new Result.Missed(new Permanent("media_not_found", message));
  }

  /** No answer, or only part of one. */
  static Result of(MediaTarget target, Throwable cause) {
    // Vert.x wraps the reason of a reset
    Throwable reason = cause.getCause() instanceof TooSlow ? cause.getCause() : cause;
    if (reason instanceof TooSlow) {
      return passing("media_too_slow", target.shown() + " " + reason.getMessage());
    }
    if (NoSpaceLeftException.causes(cause)) {
      return passing("no_room", "there is no room to store " + target.shown());
    }
    String name = cause.getClass().getSimpleName();
    return passing("media_unreachable", target.shown() + " can't be fetched: " + name);
  }

  private static Result passing(String code, String message) {
    return new Result.Missed(new Transient(code, message, null));
  }
}
