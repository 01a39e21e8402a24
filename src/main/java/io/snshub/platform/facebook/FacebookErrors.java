package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** An error of the Graph API. Zero stands for "none given". */
  record GraphError(int code, int subcode, boolean passing, String message, JsonNode data) {
    String name() {
      return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    }

    /** The object isn't there, or can't be seen, or can't do this. */
    boolean missing() {
      return code == 100 && subcode == 33;
    }

    boolean throttled() {
      return THROTTLES.contains(code);
    }

    /** Too many posts, or posts of a kind that isn't wanted. */
    boolean blocked() {
      return code == 341 || code == 368 || subcode == TOO_FAST;
    }

    /** The platform had trouble of its own, which may have come after the effect. */
    boolean outage() {
      return (code == 1 || code == 2) && subcode == 0;
    }
  }

  static @Nullable GraphError error(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
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
        error.path("error_user_msg").asText(error.path("message").asText("")),
        error.path("error_data"));
  }

  /**
   * The answer to a publish leaves open whether the post is up. The Graph API refuses in its own
   * envelope; a 4xx without it may come from a proxy that had let the call through.
   */
  static boolean doubtful(Answered answer) {
    if (answer.status() >= 500 || answer.status() < 400 || answer.status() == 408) {
      return true;
    }
    GraphError error = error(answer);
    return error == null
        || error.outage()
        || (error.passing() && !error.throttled() && !error.blocked());
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(FacebookPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    GraphError error = error(answer);
    String said = error == null ? null : error.message();
    String message = Answers.words(FacebookPlatform.NAME, answer.status(), said);
    if (error == null) {
      return new Transient("http_" + answer.status(), message, Answers.retryAfter(answer));
    }
    String name = error.name();
    if (TOKEN.contains(error.code())) {
      return new NeedsReauth(name, message, !UNREFRESHABLE.contains(error.subcode()));
    }
    if (error.throttled()) {
      return new Transient(name, message, regained(answer));
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
    return error.code() == 3
        || error.code() == 10
        || (error.code() >= 200 && error.code() <= 299)
        || FOR_A_PERSON.contains(error.subcode());
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

  /** The time after which a Page may call again, in minutes within a header. */
  private static @Nullable Duration regained(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    String header = answer.header("x-business-use-case-usage");
    return asked != null || header == null ? asked : minutes(header);
  }

  private static @Nullable Duration minutes(String header) {
    long minutes = 0;
    for (JsonNode page : usage(header)) {
      for (JsonNode use : page) {
        minutes = Math.max(minutes, use.path("estimated_time_to_regain_access").asLong(0));
      }
    }
    return minutes > 0 ? Duration.ofMinutes(Math.min(minutes, 24 * 60)) : null;
  }

  /** Returns how long to rest when the usage headers say that all is used up, or null. */
  static @Nullable Duration usedUp(Answered answer) {
    String business = answer.header("x-business-use-case-usage");
    Duration named = business == null ? null : minutes(business);
    String app = answer.header("x-app-usage");
    if (named != null || app == null) {
      return named;
    }
    for (JsonNode percent : usage(app)) {
      if (percent.asInt(0) >= 100) {
        return Duration.ofMinutes(5);
      }
    }
    return null;
  }

  private static JsonNode usage(String header) {
    return Answers.json(new Answered(200, Map.of(), header.getBytes(StandardCharsets.UTF_8)));
  }
}
