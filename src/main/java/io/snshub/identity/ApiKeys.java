package io.snshub.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.snshub.call.Caller;
import io.snshub.call.CallerVerifier;
import io.snshub.call.KeyLimits;
import io.snshub.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * The API keys. Safe for concurrent use: however many requests present one key at once, one query
 * is made, and none while its result is younger than half a second. A revocation counts at once on
 * this node and within a second on the others. Without the database, keys younger than that still
 * work and all others fail with the database's exception. Longer than others, because verifying and
 * changing keys share what is believed.
 */
final class ApiKeys implements CallerVerifier {
  private static final Duration BELIEVED = Duration.ofMillis(500);
  private static final int LONGEST = 512;

  private final Sql sql;
  private final Clock clock;
  private final Cache<Presented, Optional<Found>> verified;
  private final AtomicLong changes = new AtomicLong();
  private final Map<Long, Instant> used = new ConcurrentHashMap<>();

  ApiKeys(Sql sql, Clock clock, Ticker ticker) {
    this.sql = sql;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(BELIEVED).ticker(ticker).build();
  }

  /** A query that a change has overtaken leaves what it found under a number nobody asks for. */
  private record Presented(String hash, long change) {}

  private record Found(
      Caller caller, String hash, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {}

  @Override
  public Optional<Caller> verify(String presentedKey) {
    if (presentedKey.isEmpty() || presentedKey.length() > LONGEST) {
      return Optional.empty();
    }
    String hash = KeySecret.hash(presentedKey);
    Instant now = clock.instant();
    Optional<Caller> caller = counting(hash, now);
    caller.ifPresent(one -> used.put(one.keyId(), now));
    return caller;
  }

  private Optional<Caller> counting(String hash, Instant now) {
    return verified
        .get(new Presented(hash, changes.get()), presented -> find(presented.hash()))
        .filter(found -> same(found.hash(), hash))
        .filter(found -> found.revokedAt() == null)
        .filter(found -> found.expiresAt() == null || found.expiresAt().isAfter(now))
        .map(Found::caller);
  }

  /** Stores a new key; returns its id. */
  long add(
      long userId,
      String name,
      KeySecret secret,
      List<String> scopes,
      KeyLimits limits,
      @Nullable List<Long> accounts,
      @Nullable String slot,
      @Nullable Instant expiresAt) {
    KeyHolder id = new GeneratedKeyHolder();
    sql.run("identity/insert-key")
        .param("user_id", userId)
        .param("name", name)
        .param("prefix", secret.prefix())
        .param("hash", secret.hash())
        .param("scopes", String.join(" ", scopes))
        .param("creates", limits.createsPerMinute(), Types.INTEGER)
        .param("authorizations", limits.authorizationsPerMinute(), Types.INTEGER)
        .param("requests", limits.requestsPerMinute(), Types.INTEGER)
        .param("narrowed", accounts != null)
        .param("slot", slot, Types.VARCHAR)
        .param("expires_at", utc(expiresAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("now", utc(clock.instant()))
        .update(id, "id");
    forget();
    Number made = id.getKey();
    long key = made == null ? 0 : made.longValue();
    for (Long account : accounts == null ? List.<Long>of() : accounts) {
      sql.run("identity/add-key-account")
          .param("id", key)
          .param("accountId", account)
          .param("now", utc(clock.instant()))
          .update();
    }
    return key;
  }

  /** All of these accounts are the user's. */
  boolean ownsAll(long userId, List<Long> accounts) {
    return sql.run("identity/count-own-accounts")
            .param("userId", userId)
            .param("ids", accounts)
            .query(Long.class)
            .single()
        == accounts.size();
  }

  /** Returns the hash of the operator's key, if one is stored. */
  Optional<String> bootstrapHash() {
    return sql.run("identity/find-bootstrap-key").query(String.class).optional();
  }

  /** Puts another key in the operator's slot. */
  void replaceBootstrap(KeySecret secret) {
    sql.run("identity/replace-bootstrap-key")
        .param("hash", secret.hash())
        .param("prefix", secret.prefix())
        .param("now", utc(clock.instant()))
        .update();
    forget();
  }

  Optional<KeyView> show(long id) {
    return sql.run("identity/show-key")
        .param("id", id)
        .query(ApiKeys::view)
        .optional()
        .map(this::withAccounts);
  }

  List<KeyView> list(long userId, int limit, long offset) {
    return sql
        .run("identity/list-keys")
        .param("user_id", userId)
        .param("limit", limit)
        .param("offset", offset)
        .query(ApiKeys::view)
        .list()
        .stream()
        .map(this::withAccounts)
        .toList();
  }

  long count(long userId) {
    return sql.run("identity/count-keys").param("user_id", userId).query(Long.class).single();
  }

  /** Revokes a key; false when it was revoked before, which changes nothing. */
  boolean revoke(long id) {
    int revoked =
        sql.run("identity/revoke-key").param("id", id).param("now", utc(clock.instant())).update();
    forget();
    return revoked == 1;
  }

  /**
   * Lets a key go on until a time, when its successor alone counts.
   *
   * @return false when the key no longer counts, has a successor already or is the operator's
   */
  boolean rotate(long id, long successor, Instant until) {
    int rotated =
        sql.run("identity/rotate-key")
            .param("id", id)
            .param("successor", successor)
            .param("until", utc(until))
            .param("now", utc(clock.instant()))
            .update();
    forget();
    return rotated == 1;
  }

  /**
   * Says whether an administrator keeps a key when this one goes; asked inside a transaction, it
   * lets no other one decide the same until that has ended.
   */
  boolean administrableWithout(long id) {
    sql.run("identity/lock-administrator").query(Long.class).single();
    return sql.run("identity/count-admin-keys")
            .param("id", id)
            .param("now", utc(clock.instant()))
            .query(Long.class)
            .single()
        > 0;
  }

  /** Believes nothing any more that was found before; called again after a change's commit. */
  void forget() {
    changes.incrementAndGet();
    verified.invalidateAll();
  }

  /** Writes down when keys were last used, one statement a key however often it was. */
  void noteUse() {
    for (Long id : List.copyOf(used.keySet())) {
      Instant at = used.remove(id);
      if (at == null) {
        continue;
      }
      try {
        sql.run("identity/note-key-use").param("id", id).param("at", utc(at)).update();
      } catch (RuntimeException e) {
        used.putIfAbsent(id, at);
        throw e;
      }
    }
  }

  private Optional<Found> find(String hash) {
    return sql.run("identity/find-key")
        .param("hash", hash)
        .query((row, number) -> found(row))
        .optional()
        .map(this::withAccounts);
  }

  private Found withAccounts(Found found) {
    Caller caller = found.caller();
    return caller.narrowedBy() == 0
        ? found
        : new Found(
            caller.within(Set.copyOf(accounts(caller.keyId()))),
            found.hash(),
            found.expiresAt(),
            found.revokedAt());
  }

  private KeyView withAccounts(KeyView key) {
    return key.accountIds() == null ? key : key.withAccounts(accounts(key.id()));
  }

  /** The accounts of a narrowed key; none at all when it has lost them. */
  private List<Long> accounts(long id) {
    return sql.run("identity/find-key-accounts")
        .param("ids", List.of(id))
        .query((row, number) -> row.getLong("account_id"))
        .list();
  }

  private static Found found(ResultSet row) throws SQLException {
    Set<String> scopes = new LinkedHashSet<>(scopes(row));
    boolean admin = row.getBoolean("admin") && scopes.contains("admin");
    Caller caller =
        new Caller(
            row.getLong("user_id"),
            row.getString("name"),
            admin,
            row.getLong("id"),
            Set.copyOf(scopes),
            limits(row),
            row.getBoolean("narrowed") ? Set.of() : null);
    return new Found(
        caller, row.getString("key_hash"), instant(row, "expires_at"), instant(row, "revoked_at"));
  }

  private static KeyView view(ResultSet row, int number) throws SQLException {
    Instant created = instant(row, "created_at");
    return new KeyView(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getString("prefix"),
        scopes(row),
        limits(row),
        row.getBoolean("narrowed") ? List.of() : null,
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        row.getObject("rotated_to", Long.class),
        instant(row, "last_used_at"),
        created == null ? Instant.EPOCH : created);
  }

  private static KeyLimits limits(ResultSet row) throws SQLException {
    return new KeyLimits(
        row.getObject("creates_per_minute", Integer.class),
        row.getObject("authorizations_per_minute", Integer.class),
        row.getObject("requests_per_minute", Integer.class));
  }

  private static List<String> scopes(ResultSet row) throws SQLException {
    return Arrays.asList(row.getString("scopes").split(" "));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
  }
}
