package io.snshub.accounts;

import io.snshub.platform.Access;
import io.snshub.platform.Access.Renewal;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Jitter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When tokens end and when they are to be renewed: a fifth of its life before a token ends, and for
 * those that can be renewed only while they are valid, half of it. Spread, so that accounts that
 * were connected together aren't renewed together.
 */
@Component
class Lifetimes {
  private static final int SHARE = 5;
  private static final int CAUTIOUS_SHARE = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int DOUBLINGS = 6;

  private final PlatformCatalog catalog;
  private final Jitter jitter;

  Lifetimes(PlatformCatalog catalog, Jitter jitter) {
    this.catalog = catalog;
    this.jitter = jitter;
  }

  /**
   * What is known of a token pair's future; null where there is no end, or none is told.
   *
   * @param expiresAt the access token ends
   * @param refreshExpiresAt the refresh token ends
   * @param endsAt from here on a person has to connect the account again, if nothing happens
   * @param refreshAt the access token is to be renewed
   */
  record Times(
      @Nullable Instant expiresAt,
      @Nullable Instant refreshExpiresAt,
      @Nullable Instant endsAt,
      @Nullable Instant refreshAt) {}

  /**
   * Works out the times of a pair.
   *
   * @param life how long the access token lives, or null
   * @param refreshable there is a refresh token
   * @param refreshEnd when that one ends, or null
   */
  Times of(
      String platform,
      Instant now,
      @Nullable Duration life,
      boolean refreshable,
      @Nullable Instant refreshEnd) {
    boolean whileValid = access(platform).renewal() == Renewal.WHILE_VALID;
    if (life == null) {
      return new Times(null, refreshEnd, null, null);
    }
    Instant end = now.plus(life);
    if (!whileValid && !refreshable) {
      return new Times(end, null, end, null);
    }
    Duration margin = life.dividedBy(whileValid ? CAUTIOUS_SHARE : SHARE);
    Instant refreshAt = end.minus(jitter.spread(margin));
    return new Times(end, refreshEnd, whileValid ? end : refreshEnd, refreshAt);
  }

  /**
   * Returns when a refresh token ends after a renewal. A new one begins anew, one that came back
   * unchanged keeps its end, and one that isn't spoken of lives on because it was used.
   */
  @Nullable Instant refreshEnd(
      AccountRow row, @Nullable String before, @Nullable String after, Instant now) {
    Duration life = access(row.platform()).refreshLifetime();
    if (life == null || before == null && after == null) {
      return null;
    }
    return after != null && after.equals(before) ? row.refreshExpiresAt() : now.plus(life);
  }

  /** Returns when to try again after so many failures; what the platform asks counts if longer. */
  Instant again(Instant now, int failures, @Nullable Duration asked) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    Duration usual = jitter.spread(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    return now.plus(asked != null && asked.compareTo(usual) > 0 ? asked : usual);
  }

  Access access(String platform) {
    return catalog.find(platform).orElseThrow().access();
  }
}
