package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
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

  /** An error of the Threads API. Zero stands for "none given". */
  record GraphError(int code, int subcode, boolean passing, String message) {
    String name() {
      return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    }

    /** What the path names isn't there, or not for this token. */
    boolean missing() {
      return subcode == NOT_FOUND || code == 100 && subcode == 33;
    }

    boolean throttled() {
      return THROTTLES.contains(code) && (subcode == 0 || subcode == TOO_MANY_CALLS);
    }

    boolean blocked() {
      return subcode == BLOCKED;
    }

    /** The platform's own fault, by its code or by its word. */
    boolean fault() {
      return passing || subcode == 0 && (code == 1 || code == 2);
    }
  }

  static @Nullable GraphError error(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || answered.ok()) {
      return null;
    }
    JsonNode error = Answers.json(answered).path("error");
    if (!error.path("code").isIntegralNumber()) {
      return null;
    }
    return new GraphError(
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        error.path("is_transient").asBoolean(false),
        error.path("error_user_msg").asText(error.path("message").asText("")));
  }

  /**
   * The answer to a publish leaves open whether the post is up. The Threads API refuses in its own
   * envelope; a 4xx without it may come from a proxy that had let the call through. A server error
   * is none, whatever its code: posts were up after a 5xx with the code for "no permission".
   */
  static boolean doubtful(Answered answer, int attempt) {
    if (answer.status() >= 500 || answer.status() < 400 || answer.status() == 408) {
      return true;
    }
    GraphError error = error(answer);
    if (error == null || error.blocked()) {
      return true;
    }
    // the answer to a container that is up already has no code of its own
    boolean perhapsUp =
        error.code() == 100
            && error.subcode() == 0
            && (attempt > 1 || error.message().contains("already been published"));
    return perhapsUp || error.fault() && !error.throttled();
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
      return withoutEnvelope(answer, message);
    }
    String name = error.name();
    if (error.code() == 190 || error.code() == 102) {
      return new NeedsReauth(name, message, !UNREFRESHABLE.contains(error.subcode()));
    }
    if (error.blocked()) {
      // calling on makes it last longer
      return new Transient(name, message, Duration.ofHours(1));
    }
    if (error.throttled()) {
      return new Transient(name, message, ThreadsUsage.regained(answer));
    }
    if (error.missing() || error.subcode() == BAD_CHILDREN) {
      return new Transient(name, message, Duration.ofSeconds(5));
    }
    if (error.fault() || answer.status() >= 500) {
      return new Transient(name, message, null);
    }
    boolean permission = error.code() == 10 || error.code() >= 200 && error.code() <= 299;
    return permission ? new NeedsReauth(name, message, false) : new Permanent(name, message);
  }

  private static PublishFailure withoutEnvelope(Answered answer, String message) {
    String code = "http_" + answer.status();
    // the login endpoints have an envelope of their own
    boolean login = Answers.json(answer).path("error_type").isTextual();
    return login && answer.status() >= 400 && answer.status() < 500 && answer.status() != 429
        ? new Permanent(code, message)
        : new Transient(code, message, Answers.retryAfter(answer));
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
