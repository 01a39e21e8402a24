package io.snshub.platform.instagram;

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
final class InstagramErrors {
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613, 80001, 80002);
  private static final Set<Integer> UNREFRESHABLE = Set.of(458, 459, 460, 464, 467, 492);
  private static final Set<Integer> PASSING =
      Set.of(2207001, 2207003, 2207032, 2207053, 2207082, 2207008, 2207020, 2207051, 2207085);

  /** Answers after which the post was seen to be up all the same, or may be. */
  private static final Set<Integer> FALSE_NEGATIVES = Set.of(2207001, 2207051, 2207085);

  private InstagramErrors() {}

  /** An error of the Graph API. Zero stands for "none given". */
  record GraphError(int code, int subcode, boolean passing, String message) {
    String name() {
      if (subcode != 0) {
        return code + "/" + subcode;
      }
      return Integer.toString(code);
    }

    boolean missing() {
      return code == 100 && subcode == 33;
    }

    /** The token is no good. */
    boolean dead() {
      return code == 190 || code == 102;
    }

    /** The token is good, but not for this. */
    boolean permission() {
      return code == 10 || (code >= 200 && code <= 299);
    }
  }

  static @Nullable GraphError error(Answered answer) {
    JsonNode error = Answers.json(answer).path("error");
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
   * The answer to a publish leaves open whether the post is up. The Graph API refuses in its own
   * envelope; a 4xx without it may come from a proxy that had let the call through.
   */
  static boolean doubtful(Answered answer) {
    if (answer.status() >= 500 || answer.status() < 400 || answer.status() == 408) {
      return true;
    }
    GraphError error = error(answer);
    return error == null
        || FALSE_NEGATIVES.contains(error.subcode())
        || error.missing()
        || (error.subcode() == 0 && (error.code() == 1 || error.code() == 2))
        || (error.passing() && !throttled(error));
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(InstagramPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    GraphError error = error(answer);
    String said = error == null ? null : error.message();
    String message = Answers.words(InstagramPlatform.NAME, answer.status(), said);
    if (error == null) {
      return withoutEnvelope(answer, message);
    }
    String name = error.name();
    if (error.dead()) {
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
      return new Transient(name, message, regained(answer));
    }
    if (PASSING.contains(error.subcode())
        || error.missing()
        || error.passing()
        || (error.subcode() == 0 && (error.code() == 1 || error.code() == 2))
        || answer.status() >= 500) {
      return new Transient(name, message, null);
    }
    if (error.permission() || error.subcode() == 2207006) {
      return new NeedsReauth(name, message, false);
    }
    return new Permanent(name, message);
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

  /** The largest {@code estimated_time_to_regain_access}, which is in minutes. */
  private static @Nullable Duration regained(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    String header = answer.header("x-business-use-case-usage");
    if (asked != null || header == null) {
      return asked;
    }
    return minutes(header);
  }

  private static @Nullable Duration minutes(String header) {
    long minutes = 0;
    for (JsonNode account : usage(header)) {
      for (JsonNode use : account) {
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
