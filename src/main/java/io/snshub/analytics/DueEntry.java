package io.snshub.analytics;

import io.snshub.platform.LaneWork;
import java.time.Instant;

/**
 * A published target that is due to be measured.
 *
 * @param targetId the target's id
 * @param postId its post's id
 * @param userId whose it is
 * @param accountId the account that it is on
 * @param platform the platform's name
 * @param platformPostId the platform's id of the post
 * @param looks how often it was measured
 * @param failures how often it could not be measured since
 * @param publishedAt when it went up
 */
record DueEntry(
    long targetId,
    long postId,
    long userId,
    long accountId,
    String platform,
    String platformPostId,
    int looks,
    int failures,
    Instant publishedAt) {

  /** Returns it as the tallies see it. */
  Published published() {
    return new Published(
        targetId, postId, userId, accountId, platform, true, false, null, publishedAt);
  }

  /** An entry with all that its platform's fragment needs. */
  record Ready(DueEntry entry, LaneWork work) {}
}
