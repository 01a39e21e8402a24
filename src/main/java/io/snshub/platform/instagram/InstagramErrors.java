package io.snshub.platform.instagram;

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
import java.util.Set;

/**
 * Tells apart what the Graph API answers. Its code and subcode count, not the HTTP status: a bad
 * token and a throttle both come as 400.
 */
final class InstagramErrors {
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613, 80001, 80002);
  private static final Set<Integer> UNREFRESHABLE = Set.of(458, 459, 460, 464, 467, 492);
  private static final Set<Integer> PASSING =
      Set.of(2207001, 2207003, 2207032, 2207053, 2207082, 2207008, 2207020, 2207051, 2207085);

  /** Answers after which the post was seen to be up all the same, or may be. */
  private static final Set<Integer> FALSE_NEGATIVES = Set.of(2207001, 2207051, 2207085);

  private InstagramErrors() {}

  /**
   * The answer to a publish leaves open whether the post is up. The Graph API refuses in its own
   * envelope; a 4xx without it may come from a proxy that had let the call through.
   */
  static boolean doubtful(Answered answer) {
    if (!answer.mayRefuse()) {
      return true;
    }
    GraphError error = GraphError.of(answer);
    return error == null
        || FALSE_NEGATIVES.contains(error.subcode())
        || error.missing()
        || error.outage()
        || (error.passing() && !throttled(error));
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(InstagramPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    GraphError error = GraphError.of(answer);
    String said = error == null ? null : error.message();
    String message = Answers.words(InstagramPlatform.NAME, answer.status(), said);
    if (error == null) {
      return GraphError.without(answer, message);
    }
    String name = error.name();
    if (dead(error)) {
      return new NeedsReauth(name, message, !UNREFRESHABLE.contains(error.subcode()));
    }
    if (error.subcode() == 2207042) {
      // the quota rolls over 24 hours, so some of it comes back every hour
      return new Transient(name, message, Duration.ofHours(1));
    }
    if (error.subcode() == 2207051) {
      // "action is blocked": calling on makes it last longer
      return new Transient(name, message, Duration.ofHours(1));
    }
    if (error.subcode() == 2207027) {
      return new Transient(name, message, Duration.ofSeconds(3));
    }
    if (throttled(error)) {
      return new Transient(name, message, GraphUsage.regained(answer));
    }
    if (PASSING.contains(error.subcode())
        || error.missing()
        || error.passing()
        || error.outage()
        || answer.status() >= 500) {
      return new Transient(name, message, null);
    }
    if (error.permission() || error.subcode() == 2207006) {
      return new NeedsReauth(name, message, false);
    }
    return new Permanent(name, message);
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "instagram: " + what, null);
  }

  /** A failed container tells why only in its status text: {@code Error: … 2207026 …}. */
  static PublishFailure containerFailed(String status) {
    String digits = status.replaceAll("(?s).*?\\b(2207\\d{3})\\b.*", "$1");
    String message = Answers.words(InstagramPlatform.NAME, 200, status);
    if (!digits.matches("2207\\d{3}")) {
      return new Permanent("container_failed", message);
    }
    return PASSING.contains(Integer.valueOf(digits))
        ? new Transient(digits, message, null)
        : new Permanent(digits, message);
  }

  static boolean throttled(GraphError error) {
    return THROTTLES.contains(error.code()) && error.subcode() == 0;
  }

  /** The token is no good. */
  static boolean dead(GraphError error) {
    return error.code() == 190 || error.code() == 102;
  }
}
