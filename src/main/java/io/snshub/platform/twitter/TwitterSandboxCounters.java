package io.snshub.platform.twitter;

import io.snshub.sandbox.Growth;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** How often a post was seen and what people did with it. All follow from the impressions. */
record TwitterSandboxCounters(long impressions) {
  private static final long MOST_IMPRESSIONS = 20_000;

  static TwitterSandboxCounters of(TwitterSandboxTweet tweet, Instant now) {
    return new TwitterSandboxCounters(
        Growth.at(tweet.name() + "impressions", tweet.at(), now, MOST_IMPRESSIONS));
  }

  JsonObject shown(boolean renamed) {
    return new JsonObject()
        .put(renamed ? "repost_count" : "retweet_count", impressions / 100)
        .put("reply_count", impressions / 120)
        .put("like_count", impressions / 25)
        .put("quote_count", impressions / 400)
        .put("bookmark_count", impressions / 200)
        .put("impression_count", impressions);
  }

  JsonObject hidden() {
    return new JsonObject()
        .put("impression_count", impressions)
        .put("url_link_clicks", impressions / 60)
        .put("user_profile_clicks", impressions / 90)
        .put("engagements", engagements());
  }

  JsonObject organic(boolean renamed) {
    return new JsonObject()
        .put("impression_count", impressions)
        .put(renamed ? "repost_count" : "retweet_count", impressions / 100)
        .put("reply_count", impressions / 120)
        .put("like_count", impressions / 25)
        .put("url_link_clicks", impressions / 60)
        .put("user_profile_clicks", impressions / 90);
  }

  JsonObject analytics() {
    return new JsonObject()
        .put("impressions", impressions)
        .put("likes", impressions / 25)
        .put("replies", impressions / 120)
        .put("retweets", impressions / 100)
        .put("quote_tweets", impressions / 400)
        .put("bookmarks", impressions / 200)
        .put("url_clicks", impressions / 60)
        .put("user_profile_clicks", impressions / 90)
        .put("engagements", engagements());
  }

  /** How far people watched a video. */
  JsonObject playback() {
    return new JsonObject()
        .put("playback_0_count", views())
        .put("playback_25_count", views() * 3 / 4)
        .put("playback_50_count", views() / 2)
        .put("playback_75_count", views() / 3)
        .put("playback_100_count", views() / 4);
  }

  long views() {
    return impressions / 2;
  }

  private long engagements() {
    return impressions / 12;
  }
}
