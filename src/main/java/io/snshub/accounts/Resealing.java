package io.snshub.accounts;

import io.snshub.store.Sql;
import io.snshub.vault.SealBrokenException;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Exchanges the key under the accounts' tokens, a small batch at a time and beside everything else:
 * a row that somebody changes meanwhile is left to the next batch. Refuses the start when a key is
 * missing, instead of failing post by post later.
 */
@Component
class Resealing implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Resealing.class);

  private final Sql sql;
  private final Vault vault;
  private final Clock clock;
  private volatile boolean running;

  Resealing(Sql sql, Vault vault, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
  }

  private record Sealed(long id, String access, @Nullable String refresh) {}

  /**
   * Checks that every seal can be opened.
   *
   * @throws IllegalStateException naming the keys that are missing
   */
  void requireKeys() {
    List<String> missing =
        sql
            .run("accounts/list-key-ids")
            .param("now", Sql.at(clock.instant()))
            .query(String.class)
            .list()
            .stream()
            .filter(id -> !vault.holds(id))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "accounts are sealed with keys that are not here: %s; add them to HUB_OLD_ENCRYPTION_KEYS"
              .formatted(String.join(", ", missing)));
    }
  }

  /** Seals a batch anew and returns how many rows it could; a damaged one stays as it is. */
  int step() {
    List<Sealed> batch =
        sql.run("accounts/find-sealed-otherwise")
            .param("prefix", vault.prefix() + "%")
            .query(
                (row, number) ->
                    new Sealed(
                        row.getLong("id"),
                        row.getString("access_token"),
                        row.getString("refresh_token")))
            .list();
    int done = (int) batch.stream().filter(this::reseal).count();
    if (done > 0) {
      log.atInfo()
          .addKeyValue("accounts", done)
          .addKeyValue("key", vault.keyId())
          .log("sealed anew");
    }
    return done;
  }

  private boolean reseal(Sealed old) {
    try {
      replace(old);
      return true;
    } catch (SealBrokenException e) {
      log.atWarn().addKeyValue("account", old.id()).log("its tokens can't be opened");
      return false;
    }
  }

  private void replace(Sealed old) {
    String refresh = old.refresh();
    sql.run("accounts/reseal-tokens")
        .param("id", old.id())
        .param("oldAccess", old.access())
        .param("oldRefresh", refresh)
        .param("accessToken", vault.reseal(old.access()))
        .param("refreshToken", refresh == null ? null : vault.reseal(refresh))
        .update();
  }

  @Override
  public void start() {
    requireKeys();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before anything opens a token. */
  @Override
  public int getPhase() {
    return -1;
  }
}
