package io.snshub.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What posts gained in a time. A platform may take back what it has counted, so a number can be
 * below zero; posts that were deleted since count all the same.
 *
 * @param from where the time begins, on the hour
 * @param to where it ends, on the hour
 * @param totalPosts posts that went up in it; one that goes to several platforms counts once
 * @param totalPublications targets that went up in it
 * @param totalImpressions how often posts were shown in it; where a platform counts views only,
 *     their views
 * @param totalEngagements likes, comments, shares, saves and clicks in it
 * @param totalReach how many people saw each post for the first time, added up over posts
 * @param engagementRate engagements for each impression, or null without impressions
 * @param metrics what else platforms count
 * @param platforms by platform
 * @param topPosts of the posts that went up in it, those with most engagements so far
 */
record AnalyticsSummary(
    Instant from,
    Instant to,
    long totalPosts,
    long totalPublications,
    long totalImpressions,
    long totalEngagements,
    long totalReach,
    @Nullable Double engagementRate,
    Map<String, Long> metrics,
    Map<String, PlatformSummary> platforms,
    List<TopPost> topPosts) {

  /**
   * What posts on one platform gained.
   *
   * @param publications posts that went up there
   * @param impressions how often posts were shown, or viewed where only that is told
   * @param engagements likes, comments, shares, saves and clicks
   * @param reach how many people saw each post for the first time, added up
   * @param engagementRate engagements for each impression, or null without impressions
   * @param metrics what else the platform counts
   */
  record PlatformSummary(
      long publications,
      long impressions,
      long engagements,
      long reach,
      @Nullable Double engagementRate,
      Map<String, Long> metrics) {}

  /**
   * A post that did well; its numbers are those since it went up.
   *
   * @param postId the post's id
   * @param status the post's present state
   * @param publishedAt when the first of it went up
   * @param impressions how often it was shown
   * @param engagements likes, comments, shares, saves and clicks
   * @param reach how many people saw it
   * @param engagementRate engagements for each impression, or null without impressions
   */
  record TopPost(
      long postId,
      String status,
      Instant publishedAt,
      long impressions,
      long engagements,
      long reach,
      @Nullable Double engagementRate) {}
}
