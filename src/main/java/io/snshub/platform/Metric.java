package io.snshub.platform;

import java.util.Locale;

/** What platforms count of a post. Each tells some of them; none is made up from others. */
public enum Metric {
  /** How often it was shown. */
  IMPRESSIONS(false),
  /** How many people saw it. */
  REACH(false),
  /** How often its video was played, or the post opened. */
  VIEWS(false),
  /** How often it was liked, or reacted to. */
  LIKES(true),
  /** How many comments or replies it has. */
  COMMENTS(true),
  /** How often it was passed on: shares, reposts, quotes. */
  SHARES(true),
  /** How often it was saved or bookmarked. */
  SAVES(true),
  /** How often something in it was clicked. */
  CLICKS(true),
  /** How long its video was watched, in all. */
  WATCH_SECONDS(false);

  private final boolean engagement;

  Metric(boolean engagement) {
    this.engagement = engagement;
  }

  /** Somebody did something with the post. */
  public boolean engagement() {
    return engagement;
  }

  /** Returns its name in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
