package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Retraction;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A throttle doesn't say what there was too much of: calls in general, or posts, replies or
 * deletions of the last 24 hours. One question afterwards tells. Pure.
 */
final class ThreadsQuota {
  private static final String EDGE = "threads_publishing_limit";

  /** The quotas roll over 24 hours, so some of it comes back every hour. */
  private static final Duration ROLLING = Duration.ofHours(1);

  private static final Map<String, String> COUNTED =
      Map.of("", "posts", "reply_", "replies", "delete_", "deletions");

  private ThreadsQuota() {}

  /** The publish was refused for too many of something. */
  static boolean unexplained(@Variable("outcome") Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        && refused.failure().code().matches("(4|17|32|613)(/4279002)?");
  }

  /** The deletion was refused for too many of something. */
  static boolean deletionRefused(@Body PlatformAnswer answer) {
    GraphError error = ThreadsErrors.error(answer);
    return error != null && ThreadsErrors.throttled(error);
  }

  static PlatformRequest askForPosts(@Variable("work") LaneWork work) {
    boolean reply = work.content().options().containsKey("reply_to_id");
    return ask(work, reply ? "reply_" : "");
  }

  static PlatformRequest askForDeletions(@Variable("work") LaneWork work) {
    return ask(work, "delete_");
  }

  private static PlatformRequest ask(LaneWork work, String kind) {
    String fields = "?fields=%squota_usage,%sconfig".formatted(kind, kind);
    return PlatformRequest.of("GET", ThreadsContainers.mine(work, EDGE) + fields)
        .bearer(work.account().accessToken())
        .within(ThreadsWire.COURTESY);
  }

  static Outcome explained(@Body PlatformAnswer answer, @Variable("outcome") Outcome outcome) {
    Transient used = usedUp(answer);
    return used == null ? outcome : new Outcome.Refused(used);
  }

  static Retraction refusal(
      @Body PlatformAnswer answer, @Variable("refusal") PlatformAnswer refusal) {
    Transient used = usedUp(answer);
    return new Retraction.Failed(used == null ? ThreadsErrors.failure(refusal) : used);
  }

  /** Posts and replies wait when theirs are used up; deletions hold up nothing but themselves. */
  static @Nullable Budget budget(PlatformRequest request, Answered answer) {
    boolean about = request.uri().contains("/" + EDGE + "?");
    boolean deletions = request.uri().contains("delete_quota_usage");
    return about && !deletions && usedUp(answer) != null
        ? Budget.none(Budget.Scope.SUBMIT, ROLLING)
        : null;
  }

  private static @Nullable Transient usedUp(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return null;
    }
    JsonNode usage = Answers.json(answered).path("data").path(0);
    for (Map.Entry<String, String> kind : COUNTED.entrySet()) {
      JsonNode used = usage.path(kind.getKey() + "quota_usage");
      JsonNode total = usage.path(kind.getKey() + "config").path("quota_total");
      boolean told = used.canConvertToInt() && total.canConvertToInt();
      if (told && used.isIntegralNumber() && used.intValue() >= total.intValue()) {
        String message =
            "threads: %d of %d %s in 24 hours are used up"
                .formatted(used.intValue(), total.intValue(), kind.getValue());
        return new Transient("quota_used_up", message, ROLLING);
      }
    }
    return null;
  }
}
