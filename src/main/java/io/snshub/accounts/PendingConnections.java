package io.snshub.accounts;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.platform.Answers;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.Secret;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person has allowed while there is still to choose between several places. Kept sealed for
 * ten minutes, under a name that only the person's browser and the user's programs are told.
 */
@Component
class PendingConnections {
  private final Sql sql;
  private final Vault vault;
  private final Clock clock;

  PendingConnections(Sql sql, Vault vault, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * What was allowed.
   *
   * @param name how it is called by those who may choose
   */
  record Pending(String name, long userId, String platform, Connection connection) {}

  // places of one consent mostly share their tokens, so these are written once
  private record Kept(List<String> scopes, List<KeptTokens> tokens, List<KeptPlace> places) {}

  private record KeptTokens(
      String access,
      @Nullable String refresh,
      @Nullable Long lifetime,
      @Nullable Long refreshLifetime) {
    @Override
    public String toString() {
      return "KeptTokens";
    }
  }

  private record KeptPlace(String kind, String remoteId, String name, int tokens) {}

  /** Keeps what was allowed and returns its name. */
  String keep(long userId, String platform, Connection connection) {
    String name = RandomText.make();
    Instant now = clock.instant();
    sql.run("accounts/add-pending")
        .param("hash", RandomText.hash(name))
        .param("userId", userId)
        .param("platform", platform)
        .param("content", vault.seal(Answers.write(write(connection))))
        .param("expiresAt", Sql.at(now.plus(OauthStates.LIFETIME)))
        .param("now", Sql.at(now))
        .update();
    return name;
  }

  /**
   * Returns what is kept under a name; it stays.
   *
   * @throws ProblemException 404 when there is nothing, or not any more
   */
  Pending find(String name) {
    return sql.run("accounts/find-pending")
        .param("hash", RandomText.hash(name))
        .param("now", Sql.at(clock.instant()))
        .query(
            (row, number) ->
                new Pending(
                    name,
                    row.getLong("user_id"),
                    row.getString("platform"),
                    read(Answers.read(vault.open(row.getString("content")), Kept.class))))
        .optional()
        .orElseThrow(
            () ->
                Problems.of(
                    404,
                    "connection_gone",
                    "Not found",
                    "nothing is to be chosen under this name, or not any more"));
  }

  /** Ends the choice; false when somebody else has just done so. */
  boolean take(Pending pending) {
    return sql.run("accounts/take-pending").param("hash", RandomText.hash(pending.name())).update()
        == 1;
  }

  void sweep() {
    sql.run("accounts/sweep-pending").param("before", Sql.at(clock.instant())).update();
  }

  private static Kept write(Connection connection) {
    List<Tokens> pairs = new ArrayList<>();
    List<KeptPlace> places = new ArrayList<>();
    for (Place place : connection.places()) {
      if (!pairs.contains(place.tokens())) {
        pairs.add(place.tokens());
      }
      places.add(
          new KeptPlace(
              place.kind(), place.remoteId(), place.name(), pairs.indexOf(place.tokens())));
    }
    return new Kept(
        connection.scopes(), pairs.stream().map(PendingConnections::write).toList(), places);
  }

  private static KeptTokens write(Tokens tokens) {
    Secret refresh = tokens.refresh();
    return new KeptTokens(
        tokens.access().reveal(),
        refresh == null ? null : refresh.reveal(),
        seconds(tokens.lifetime()),
        seconds(tokens.refreshLifetime()));
  }

  private static Connection read(Kept kept) {
    return new Connection(
        kept.scopes(),
        kept.places().stream()
            .map(
                place ->
                    new Place(
                        place.kind(),
                        place.remoteId(),
                        place.name(),
                        read(kept.tokens().get(place.tokens()))))
            .toList());
  }

  private static Tokens read(KeptTokens kept) {
    String refresh = kept.refresh();
    return new Tokens(
        new Secret(kept.access()),
        refresh == null ? null : new Secret(refresh),
        duration(kept.lifetime()),
        duration(kept.refreshLifetime()));
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static @Nullable Duration duration(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
