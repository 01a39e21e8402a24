package io.snshub.publishing;

import io.snshub.post.Content;
import io.snshub.post.FailurePolicy;
import io.snshub.post.PostStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed every rule: what will be stored.
 *
 * @param requestJson the request as it is stored
 */
record PostPlan(
    PostRequest request,
    String requestJson,
    PostStatus status,
    FailurePolicy onFailure,
    @Nullable Instant scheduledAt,
    List<PlannedTarget> targets) {

  /** One platform of it. */
  record PlannedTarget(String platform, long accountId, Content content) {}
}
