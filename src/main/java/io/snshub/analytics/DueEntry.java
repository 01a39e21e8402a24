package io.snshub.analytics;

import io.snshub.platform.LaneWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published target that is due to be measured.
 *
 * @param targetId the target's id
 * @param postId its post's id
 * @param userId whose it is
 * @param platform the platform's name
 * @param platformPostId the platform's id of the post
 * @param looks how often it was measured
 * @param failures how often it could not be measured since
 * @param metrics what was measured last, as it is stored, or null
 * @param publishedAt when it went up
 */
record DueEntry(
    long targetId,
    long postId,
    long userId,
    String platform,
    String platformPostId,
    int looks,
    int failures,
    @Nullable String metrics,
    Instant publishedAt) {

  /** An entry with all that its platform's fragment needs. */
  record Ready(DueEntry entry, LaneWork work) {}
}
