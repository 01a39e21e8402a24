package io.snshub.accounts;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What proves that a person who comes back from a platform was sent there by this hub, for this
 * user. A state is good once, for ten minutes, on every node.
 */
@Component
class OauthStates {
  static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Sql sql;
  private final Vault vault;
  private final Clock clock;

  OauthStates(Sql sql, Vault vault, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Whom a state was given to, and with what.
   *
   * @param verifier the PKCE verifier, or null without PKCE
   */
  record Journey(long userId, String platform, String redirectUri, @Nullable String verifier) {
    /** Keeps the verifier out of logs. */
    @Override
    public String toString() {
      return "Journey[" + userId + ", " + platform + "]";
    }
  }

  private record Row(Journey journey, @Nullable Instant usedAt, Instant expiresAt) {}

  /** Returns a new state for a journey. */
  String begin(Journey journey) {
    String state = RandomText.make();
    Instant now = clock.instant();
    String verifier = journey.verifier();
    sql.run("accounts/add-state")
        .param("hash", RandomText.hash(state))
        .param("userId", journey.userId())
        .param("platform", journey.platform())
        .param("redirectUri", journey.redirectUri())
        .param("verifier", verifier == null ? null : vault.seal(verifier))
        .param("expiresAt", Sql.at(now.plus(LIFETIME)))
        .param("now", Sql.at(now))
        .update();
    return state;
  }

  /**
   * Uses a state up.
   *
   * @throws ProblemException 400 when it is unknown, of another platform, used or too old
   */
  Journey end(String platform, String state) {
    String hash = RandomText.hash(state);
    Row row =
        sql.run("accounts/find-state")
            .param("hash", hash)
            .query(
                (found, number) ->
                    new Row(
                        new Journey(
                            found.getLong("user_id"),
                            found.getString("platform"),
                            found.getString("redirect_uri"),
                            found.getString("verifier")),
                        Sql.instant(found, "used_at"),
                        Objects.requireNonNull(Sql.instant(found, "expires_at"))))
            .optional()
            .filter(found -> found.journey().platform().equals(platform))
            .orElseThrow(
                () ->
                    Problems.badRequest(
                        "state_unknown", "this hub has not sent anybody out with this state"));
    Instant now = clock.instant();
    if (row.usedAt() != null) {
      throw used();
    }
    if (!now.isBefore(row.expiresAt())) {
      throw Problems.badRequest(
          "state_expired", "more than ten minutes have passed; connect the account again");
    }
    int mine = sql.run("accounts/use-state").param("hash", hash).param("now", Sql.at(now)).update();
    if (mine != 1) {
      throw used();
    }
    String verifier = row.journey().verifier();
    return new Journey(
        row.journey().userId(),
        platform,
        row.journey().redirectUri(),
        verifier == null ? null : vault.open(verifier));
  }

  private static ProblemException used() {
    return Problems.badRequest("state_used", "this answer has been taken already");
  }

  /** Forgets what is of no use any more; used ones are kept for a day to tell a repetition. */
  void sweep() {
    sql.run("accounts/sweep-states")
        .param("before", Sql.at(clock.instant().minus(REMEMBERED)))
        .update();
  }
}
