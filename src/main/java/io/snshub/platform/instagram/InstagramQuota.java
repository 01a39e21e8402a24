package io.snshub.platform.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * How many posts the account may still publish. It is asked before the first container, so that a
 * post does not become ready only to be refused; how many there are in all only Instagram knows.
 */
final class InstagramQuota {
  private static final String EDGE = "/content_publishing_limit";

  /** The quota rolls over 24 hours, so some of it comes back every hour. */
  private static final Duration PART = Duration.ofHours(1);

  private InstagramQuota() {}

  /** Nothing of the post is on Instagram yet. */
  static boolean first(@Variable("work") LaneWork work) {
    return work.handle() == null;
  }

  static PlatformRequest ask(@Variable("work") LaneWork work) {
    return PlatformRequest.of(
            "GET", InstagramContainers.account(work) + EDGE + "?fields=quota_usage,config")
        .bearer(work.account().accessToken());
  }

  /**
   * There is none left, or no call of this token is heard. Any other failure to tell is no reason
   * to stop: a publish over the quota is refused in plain words.
   */
  static boolean stops(@Body PlatformAnswer answer) {
    return refusal(answer) != null;
  }

  static Preparation refused(@Body PlatformAnswer answer) {
    PublishFailure refusal = refusal(answer);
    if (refusal == null) {
      throw new IllegalArgumentException("not refused");
    }
    return new Preparation.Failed(refusal);
  }

  private static @Nullable PublishFailure refusal(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return Answers.unreached(InstagramPlatform.NAME, answer);
    }
    if (answered.ok()) {
      Integer left = left(answered);
      return left == null || left > 0
          ? null
          : new PublishFailure.Transient(
              "quota_used_up", "instagram: the day's quota of posts is used up", PART);
    }
    GraphError error = GraphError.of(answered);
    boolean heard =
        error == null || !(InstagramErrors.dead(error) || InstagramErrors.throttled(error));
    return heard ? null : InstagramErrors.failure(answered);
  }

  static @Nullable Budget budget(PlatformRequest request, Answered answer) {
    if (!request.uri().contains(EDGE) || !answer.ok()) {
      return null;
    }
    Integer left = left(answer);
    return left == null ? null : new Budget("posts a day", Budget.Scope.SUBMIT, left, PART);
  }

  private static @Nullable Integer left(Answered answer) {
    JsonNode quota = Answers.json(answer).path("data").path(0);
    JsonNode used = quota.path("quota_usage");
    JsonNode total = quota.path("config").path("quota_total");
    return used.isInt() && total.isInt() && total.intValue() > 0
        ? Integer.valueOf(Math.max(0, total.intValue() - used.intValue()))
        : null;
  }
}
