package io.snshub.analytics;

import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The rows of sums: by hour and by day of UTC, and by post. Every change is made in the caller's
 * transaction, which has locked the entry that it comes from, so that no gain is added twice. Hours
 * are changed before days everywhere, hence nobody waits in a circle.
 */
@Component
class Tallies {
  /** All platforms of a post. */
  static final String ALL = "*";

  private final Sql sql;
  private final Clock clock;

  Tallies(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** How long a tally is. */
  enum Span {
    HOUR("hour", ChronoUnit.HOURS),
    DAY("day", ChronoUnit.DAYS);

    private final String word;
    private final ChronoUnit unit;

    Span(String word, ChronoUnit unit) {
      this.word = word;
      this.unit = unit;
    }

    /** Returns its name in the table. */
    String word() {
      return word;
    }

    /** Returns when the tally begins that a time lies in. */
    Instant startOf(Instant at) {
      return at.truncatedTo(unit);
    }
  }

  /** One hour or day of one account. */
  record Tally(Span span, long userId, Instant startAt, String platform, long accountId) {
    private Map<String, Object> parameters() {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("userId", userId);
      parameters.put("span", span.word());
      parameters.put("startAt", Sql.at(startAt));
      parameters.put("platform", platform);
      parameters.put("accountId", accountId);
      return parameters;
    }
  }

  /** Adds what a published target gained at a time, to its hour, its day and its post. */
  void add(Published whose, Instant at, Gains gains) {
    for (Span span : Span.values()) {
      add(whose.tally(span, at), gains);
    }
    addToPost(whose, gains);
  }

  /** Adds what was gained to one tally. */
  void add(Tally tally, Gains gains) {
    if (gains.nothing() || added(tally, gains)) {
      return;
    }
    sql.run("analytics/open-tally")
        .params(tally.parameters())
        .param("now", Sql.at(clock.instant()))
        .update();
    added(tally, gains);
  }

  private boolean added(Tally tally, Gains gains) {
    return sql.run("analytics/add-tally")
            .params(tally.parameters())
            .params(gains.parameters())
            .update()
        == 1;
  }

  /** Begins the sums of a post on a platform, and tells whether they are the post's first. */
  boolean open(Published whose) {
    boolean first = open(whose, ALL);
    open(whose, whose.platform());
    return first;
  }

  private boolean open(Published whose, String platform) {
    return sql.run("analytics/open-post")
            .param("postId", whose.postId())
            .param("platform", platform)
            .param("userId", whose.userId())
            .param("publishedAt", Sql.at(whose.at()))
            .param("now", Sql.at(clock.instant()))
            .update()
        == 1;
  }

  /** Adds what a post has gained on one platform. */
  void addToPost(Published whose, Gains gains) {
    sql.run("analytics/add-to-post")
        .param("postId", whose.postId())
        .param("platform", whose.platform())
        .param("impressions", gains.impressions())
        .param("engagements", gains.engagements())
        .param("reach", gains.reach())
        .update();
  }

  /** Forgets the sums of a post. */
  void clearPost(long postId) {
    sql.run("analytics/clear-post").param("postId", postId).update();
  }

  /** Forgets the sums of a user: all posts, and the tallies from a time on. */
  void clear(long userId, Instant since) {
    for (Span span : Span.values()) {
      sql.run("analytics/clear-tallies")
          .param("userId", userId)
          .param("span", span.word())
          .param("startAt", Sql.at(since))
          .update();
    }
    sql.run("analytics/clear-posts-of-user").param("userId", userId).update();
  }
}
