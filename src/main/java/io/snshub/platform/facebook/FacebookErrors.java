package io.snshub.platform.facebook;

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
final class FacebookErrors {
  /** The person posts too fast; calling on makes it last longer. */
  static final int TOO_FAST = 1390008;

  private static final Duration LONG = Duration.ofHours(1);
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613, 80001);
  private static final Set<Integer> TOKEN = Set.of(102, 104, 190);
  private static final Set<Integer> UNREFRESHABLE = Set.of(458, 459, 460, 464, 492);

  /** What only a person can clear: a permission, a task on the Page, a proof of identity. */
  private static final Set<Integer> FOR_A_PERSON = Set.of(1404078, 4854002);

  /** Outages, uploads that broke off, files that couldn't be fetched this time. */
  private static final Set<Integer> PASSING =
      Set.of(1363047, 1609010, 2069019, 1363033, 1363037, 1363130);

  private FacebookErrors() {}

  static boolean throttled(GraphError error) {
    return THROTTLES.contains(error.code());
  }

  /** Too many posts, or posts of a kind that isn't wanted. */
  static boolean blocked(GraphError error) {
    return error.code() == 341 || error.code() == 368 || error.subcode() == TOO_FAST;
  }

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
        || error.outage()
        || (error.passing() && !throttled(error) && !blocked(error));
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(FacebookPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    GraphError error = GraphError.of(answer);
    String said = error == null ? null : error.message();
    String message = Answers.words(FacebookPlatform.NAME, answer.status(), said);
    if (error == null) {
      return new Transient("http_" + answer.status(), message, Answers.retryAfter(answer));
    }
    String name = error.name();
    if (TOKEN.contains(error.code())) {
      return new NeedsReauth(name, message, !UNREFRESHABLE.contains(error.subcode()));
    }
    if (throttled(error)) {
      return new Transient(name, message, GraphUsage.regained(answer));
    }
    if (error.code() == 341 || error.subcode() == TOO_FAST) {
      return new Transient(name, message, LONG);
    }
    if (forAPerson(error)) {
      return new NeedsReauth(name, message, false);
    }
    return passing(error, answer)
        ? new Transient(name, message, null)
        : new Permanent(name, message);
  }

  private static boolean forAPerson(GraphError error) {
    return error.code() == 3 || error.permission() || FOR_A_PERSON.contains(error.subcode());
  }

  private static boolean passing(GraphError error, Answered answer) {
    return PASSING.contains(error.subcode())
        || error.outage()
        || error.passing()
        || error.code() == 389
        || error.code() == 6001
        || answer.status() >= 500;
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "facebook: " + what, null);
  }
}
