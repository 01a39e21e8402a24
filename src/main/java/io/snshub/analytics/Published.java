package io.snshub.analytics;

import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published target as the tallies see it.
 *
 * @param counted the tallies hold it
 * @param leads it is the one that its post is counted by
 * @param metrics what was measured last, as it is stored, or null
 * @param at when it went up
 */
record Published(
    long targetId,
    long postId,
    long userId,
    long accountId,
    String platform,
    boolean counted,
    boolean leads,
    @Nullable String metrics,
    Instant at) {

  static Published of(ResultSet row, int number) throws SQLException {
    return new Published(
        row.getLong("target_id"),
        row.getLong("post_id"),
        row.getLong("user_id"),
        row.getLong("account_id"),
        row.getString("platform"),
        row.getBoolean("counted"),
        row.getBoolean("leads"),
        row.getString("metrics"),
        Objects.requireNonNull(Sql.instant(row, "created_at")));
  }

  /** Returns the tally in which what happens to it at a time is counted. */
  Tallies.Tally tally(Tallies.Span span, Instant when) {
    return new Tallies.Tally(span, userId, span.startOf(when), platform, accountId);
  }
}
