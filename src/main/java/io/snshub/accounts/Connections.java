package io.snshub.accounts;

import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.Secret;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Connects places and lets accounts go. One place of one user is one account, for ever. */
@Component
class Connections {
  private static final int NAME_LENGTH = 255;

  private final Sql sql;
  private final Vault vault;
  private final Lifetimes lifetimes;
  private final AccountEvents events;
  private final PendingConnections pending;
  private final Clock clock;

  Connections(
      Sql sql,
      Vault vault,
      Lifetimes lifetimes,
      AccountEvents events,
      PendingConnections pending,
      Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.lifetimes = lifetimes;
    this.events = events;
    this.pending = pending;
    this.clock = clock;
  }

  private record Known(long id, boolean gone) {}

  /** Connects chosen places and returns their accounts' ids; none when the choice is over. */
  @Transactional
  public List<Long> choose(PendingConnections.Pending chosenFrom, List<Place> places) {
    if (!pending.take(chosenFrom)) {
      return List.of();
    }
    return places.stream()
        .map(
            place ->
                connect(
                    chosenFrom.userId(),
                    chosenFrom.platform(),
                    place,
                    chosenFrom.connection().scopes()))
        .toList();
  }

  /** Connects a place; an account that stands for it already keeps its id and its history. */
  @Transactional
  public long connect(long userId, String platform, Place place, List<String> scopes) {
    Map<String, Object> values = values(platform, place, scopes);
    Known known = find(userId, platform, place.remoteId());
    if (known == null) {
      Map<String, Object> row = new HashMap<>(values);
      row.put("userId", userId);
      row.put("platform", platform);
      row.put("remoteId", place.remoteId());
      boolean added = sql.run("accounts/insert-account").params(row).update() == 1;
      known = find(userId, platform, place.remoteId());
      if (known == null) {
        throw new IllegalStateException("an account was neither there nor added");
      }
      if (added) {
        events.connected(known.id(), userId, platform, name(place), false);
        return known.id();
      }
    }
    sql.run("accounts/connect-again").params(values).param("id", known.id()).update();
    events.connected(known.id(), userId, platform, name(place), true);
    return known.id();
  }

  private Map<String, Object> values(String platform, Place place, List<String> scopes) {
    Tokens tokens = place.tokens();
    Secret refresh = tokens.refresh();
    Instant now = clock.instant();
    Duration refreshLife = tokens.refreshLifetime();
    if (refreshLife == null && refresh != null) {
      refreshLife = lifetimes.access(platform).refreshLifetime();
    }
    Lifetimes.Times times =
        lifetimes.of(
            platform,
            now,
            tokens.lifetime(),
            refresh != null,
            refreshLife == null ? null : now.plus(refreshLife));
    Map<String, Object> values = new HashMap<>();
    values.put("kind", place.kind());
    values.put("name", name(place));
    values.put("scopes", String.join(" ", scopes));
    values.put("accessToken", vault.seal(tokens.access().reveal()));
    values.put("refreshToken", refresh == null ? null : vault.seal(refresh.reveal()));
    values.put("expiresAt", Sql.at(times.expiresAt()));
    values.put("refreshExpiresAt", Sql.at(times.refreshExpiresAt()));
    values.put("endsAt", Sql.at(times.endsAt()));
    values.put("refreshAt", Sql.at(times.refreshAt()));
    values.put("now", Sql.at(now));
    return values;
  }

  private static String name(Place place) {
    String name = place.name().strip();
    return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH);
  }

  private @Nullable Known find(long userId, String platform, String remoteId) {
    return sql.run("accounts/find-known")
        .param("userId", userId)
        .param("platform", platform)
        .param("remoteId", remoteId)
        .query(
            (row, number) ->
                new Known(
                    row.getLong("id"), row.getString("status").equals(AccountRow.DISCONNECTED)))
        .optional()
        .orElse(null);
  }

  /** Lets an account go and forgets its tokens; false when that has happened already. */
  @Transactional
  public boolean disconnect(AccountRow row) {
    int gone =
        sql.run("accounts/disconnect-account")
            .param("id", row.id())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (gone == 1) {
      events.disconnected(row, "disconnected_by_user");
    }
    return gone == 1;
  }
}
