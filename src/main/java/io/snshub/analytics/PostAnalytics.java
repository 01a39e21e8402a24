package io.snshub.analytics;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one post.
 *
 * @param postId the post's id
 * @param totalImpressions how often it was shown; where a platform counts views only, its views
 * @param totalEngagements likes, comments, shares, saves and clicks
 * @param totalReach how many people saw it, as far as platforms tell
 * @param platforms by platform what it told
 * @param collectedAt when the newest of it was told, or null when nothing was yet
 */
record PostAnalytics(
    long postId,
    long totalImpressions,
    long totalEngagements,
    long totalReach,
    Map<String, PlatformAnalytics> platforms,
    @Nullable Instant collectedAt) {

  /**
   * What one platform told.
   *
   * @param impressions how often it was shown, or viewed where only that is told
   * @param engagements all engagements that are told
   * @param reach how many people saw it, 0 where it isn't told
   * @param metrics every number that the platform told, by its name
   * @param collectedAt when it was told, or null when it wasn't yet
   * @param problem why it could not be asked last time, or null
   */
  record PlatformAnalytics(
      long impressions,
      long engagements,
      long reach,
      Map<String, Long> metrics,
      @Nullable Instant collectedAt,
      @Nullable String problem) {}
}
