package io.snshub.platform.youtube;

import io.snshub.platform.PlatformAnswer.Answered;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an upload session says about itself. Pure. */
final class YoutubeSession {
  private static final Pattern RANGE = Pattern.compile("bytes=0-\\d{1,15}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#]+/[!-~]{1,4000}");

  private YoutubeSession() {}

  /** Returns the address of a session that was just opened, or null when there is none. */
  static @Nullable String address(Answered answer) {
    String address = answer.header("location");
    return address != null && ADDRESS.matcher(address).matches() ? address : null;
  }

  /**
   * The session still waits for bytes. A 308 is a redirect to everyone else, so one that leads
   * somewhere else, or counts bytes that the video doesn't have, isn't the session's.
   */
  static boolean incomplete(Answered answer, YoutubeHandle handle) {
    String range = answer.header("range");
    return answer.status() == 308
        && stays(answer, handle)
        && (range == null || RANGE.matcher(range).matches())
        && next(answer) < handle.total();
  }

  /** A session may move, but only to another address of its own server. */
  private static boolean stays(Answered answer, YoutubeHandle handle) {
    if (answer.header("location") == null) {
      return true;
    }
    String session = Objects.requireNonNull(handle.session());
    String server = session.substring(0, session.indexOf('/', session.indexOf("://") + 3) + 1);
    String address = address(answer);
    return address != null && address.startsWith(server) && address.contains("upload_id=");
  }

  /** Returns the offset after the bytes the server has; no {@code Range} means none. */
  static long next(Answered answer) {
    String range = answer.header("range");
    return range != null && RANGE.matcher(range).matches()
        ? Long.parseLong(range.substring("bytes=0-".length())) + 1
        : 0;
  }

  /** Returns the handle after an answer of a session that waits for more. */
  static YoutubeHandle after(Answered answer, YoutubeHandle handle) {
    return handle.movedTo(answer.header("location")).at(next(answer));
  }
}
