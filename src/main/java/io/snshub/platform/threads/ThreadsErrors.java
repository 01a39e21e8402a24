package io.snshub.platform.threads;

import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.GraphUsage;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what the Threads API answers. Code and subcode count, not the HTTP status: a bad
 * token and a throttle both come as 400.
 */
final class ThreadsErrors {
  /** The media URL was refused or not fetched. */
  static final int NOT_FETCHED = 2_207_052;

  /** A container, or a post that is replied to or quoted, can't be found, or not yet. */
  static final int NOT_FOUND = 4_279_009;

  /** Parts of a carousel aren't ready, or are gone. */
  static final int BAD_CHILDREN = 4_279_004;

  private static final int BLOCKED = 2_207_051;
  private static final int TOO_MANY_CALLS = 4_279_002;
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613);
  private static final Set<Integer> UNREFRESHABLE = Set.of(458, 459, 460, 464, 467, 492);

  private ThreadsErrors() {}

  static @Nullable GraphError error(PlatformAnswer answer) {
    return answer instanceof Answered answered && !answered.ok() ? GraphError.of(answered) : null;
  }

  /** What the path names isn't there, or not for this token. */
  static boolean missing(GraphError error) {
    return error.subcode() == NOT_FOUND || error.missing();
  }

  static boolean throttled(GraphError error) {
    return THROTTLES.contains(error.code())
        && (error.subcode() == 0 || error.subcode() == TOO_MANY_CALLS);
  }

  static boolean blocked(GraphError error) {
    return error.subcode() == BLOCKED;
  }

  /** The platform's own fault, by its code or by its word. */
  private static boolean fault(GraphError error) {
    return error.passing() || error.outage();
  }

  /**
   * The answer to a publish leaves open whether the post is up. The Threads API refuses in its own
   * envelope; a 4xx without it may come from a proxy that had let the call through. A server error
   * is none, whatever its code: posts were up after a 5xx with the code for "no permission".
   */
  static boolean doubtful(Answered answer, int attempt) {
    if (!answer.mayRefuse()) {
      return true;
    }
    GraphError error = error(answer);
    if (error == null || blocked(error)) {
      return true;
    }
    // the answer to a container that is up already has no code of its own
    boolean perhapsUp =
        error.bare() && (attempt > 1 || error.message().contains("already been published"));
    return perhapsUp || fault(error) && !throttled(error);
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(ThreadsPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    GraphError error = error(answer);
    String said = error == null ? null : error.message();
    String message = Answers.words(ThreadsPlatform.NAME, answer.status(), said);
    if (error == null) {
      return GraphError.without(answer, message);
    }
    String name = error.name();
    if (error.code() == 190 || error.code() == 102) {
      return new NeedsReauth(name, message, !UNREFRESHABLE.contains(error.subcode()));
    }
    if (blocked(error)) {
      // calling on makes it last longer
      return new Transient(name, message, Duration.ofHours(1));
    }
    if (throttled(error)) {
      return new Transient(name, message, GraphUsage.regained(answer));
    }
    if (missing(error) || error.subcode() == BAD_CHILDREN) {
      return new Transient(name, message, Duration.ofSeconds(5));
    }
    if (fault(error) || answer.status() >= 500) {
      return new Transient(name, message, null);
    }
    return error.permission()
        ? new NeedsReauth(name, message, false)
        : new Permanent(name, message);
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "threads: " + what, null);
  }

  /** A failed container tells why in one word. What wasn't fetched may be there another time. */
  static PublishFailure containerFailed(String word) {
    boolean named = word.matches("[A-Z_]{1,60}");
    String code = named ? word.toLowerCase(Locale.ROOT) : "container_failed";
    String message = "threads: the media could not be processed" + (named ? ": " + word : "");
    boolean passing = !named || word.equals("UNKNOWN") || word.startsWith("FAILED_DOWNLOADING");
    return passing ? new Transient(code, message, null) : new Permanent(code, message);
  }
}
