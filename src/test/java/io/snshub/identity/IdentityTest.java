package io.snshub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.call.Caller;
import io.snshub.call.KeyLimits;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class IdentityTest {
  @TempDir Path directory;

  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Sql sql;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setUrl(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(h2).load().migrate();
    DataSource counted =
        new DelegatingDataSource(h2) {
          @Override
          public java.sql.Connection getConnection() throws java.sql.SQLException {
            connections.incrementAndGet();
            return super.getConnection();
          }
        };
    sql = new Sql(JdbcClient.create(counted), Dialect.H2);
    keys = node();
  }

  private ApiKeys node() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    return new ApiKeys(sql, clock, nanos::get);
  }

  private KeySecret issue(List<String> scopes, Instant expires) {
    KeySecret secret = KeySecret.generate();
    keys.add(1, "test", secret, scopes, KeyLimits.NONE, null, null, expires);
    return secret;
  }

  @Test
  void knows_a_key_by_its_text_only() {
    KeySecret secret = issue(List.of("posts", "media:read"), null);

    Caller caller = keys.verify(secret.text()).orElseThrow();

    assertThat(caller.userId()).isEqualTo(1);
    assertThat(caller.admin()).isFalse();
    assertThat(caller.may("posts:write")).isTrue();
    assertThat(caller.may("admin")).isFalse();
    assertThat(keys.verify(secret.text() + "x")).isEmpty();
    assertThat(keys.verify(secret.hash())).isEmpty();
    assertThat(keys.verify(secret.prefix())).isEmpty();
    assertThat(keys.verify("")).isEmpty();
  }

  @Test
  void asks_the_database_once_for_many_requests() {
    KeySecret secret = issue(List.of("read"), null);
    connections.set(0);

    IntStream.range(0, 500).parallel().forEach(i -> keys.verify(secret.text()));
    IntStream.range(0, 500).parallel().forEach(i -> keys.verify("snsk_00000000_unknown"));

    assertThat(connections.get()).isEqualTo(2);
  }

  @Test
  void a_revocation_counts_at_once_here_and_within_a_second_elsewhere() {
    KeySecret secret = issue(List.of("read"), null);
    ApiKeys other = node();
    Caller caller = other.verify(secret.text()).orElseThrow();
    assertThat(keys.verify(secret.text())).isPresent();

    keys.revoke(caller.keyId());

    assertThat(keys.verify(secret.text())).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(other.verify(secret.text())).isEmpty();
  }

  @Test
  void a_key_ends_with_its_time_even_while_it_is_believed() {
    KeySecret secret = issue(List.of("read"), now.get().plusSeconds(10));
    assertThat(keys.verify(secret.text())).isPresent();

    now.set(now.get().plusSeconds(10));

    assertThat(keys.verify(secret.text())).isEmpty();
  }

  private void start(String key, boolean cluster, Path data) {
    new Bootstrap(keys, new Audit(sql, Clock.systemUTC()), new IdentitySettings(data, key), cluster)
        .afterSingletonsInstantiated();
  }

  @Test
  void takes_the_operators_key_and_replaces_it_by_another() {
    start("first-key-of-the-operator", false, directory);
    assertThat(keys.verify("first-key-of-the-operator").map(Caller::admin)).contains(true);

    start("second-key-of-the-operator", false, directory);

    assertThat(keys.verify("second-key-of-the-operator").map(Caller::userId)).contains(1L);
    assertThat(keys.verify("first-key-of-the-operator")).isEmpty();
    assertThat(directory.resolve("bootstrap-key")).doesNotExist();
  }

  @Test
  void a_revoked_bootstrap_key_stays_revoked() {
    start("first-key-of-the-operator", false, directory);
    keys.revoke(keys.verify("first-key-of-the-operator").orElseThrow().keyId());

    start("first-key-of-the-operator", false, directory);

    assertThat(keys.verify("first-key-of-the-operator")).isEmpty();
  }

  @Test
  void generates_a_key_once_and_keeps_it() throws Exception {
    start(null, false, directory);
    String made = Files.readString(directory.resolve("bootstrap-key")).strip();
    start(null, false, directory);

    assertThat(made).matches("snsk_[0-9a-f]{8}_[\\w-]{43}");
    assertThat(keys.verify(made).map(Caller::admin)).contains(true);
    assertThat(Files.readString(directory.resolve("bootstrap-key")).strip()).isEqualTo(made);
  }

  @Test
  void nodes_that_start_at_once_agree_on_one_key() throws Exception {
    List<Path> data = IntStream.range(0, 8).mapToObj(i -> directory.resolve("node" + i)).toList();

    data.parallelStream().forEach(path -> start(null, true, path));

    List<Path> kept =
        data.stream().map(path -> path.resolve("bootstrap-key")).filter(Files::exists).toList();
    assertThat(kept).hasSize(1);
    assertThat(keys.verify(Files.readString(kept.get(0)).strip())).isPresent();
  }

  @Test
  void refuses_a_short_bootstrap_key_by_its_setting() {
    assertThatThrownBy(() -> new IdentitySettings(directory, "too-short"))
        .hasMessageContaining("HUB_BOOTSTRAP_KEY")
        .hasMessageContaining("20");
    assertThat(new IdentitySettings(directory, "").bootstrapKey()).isNull();
    assertThat(Optional.of(new IdentitySettings(directory, "a-very-secret-key-indeed")))
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void keys_of_before_the_areas_may_do_what_they_could() {
    JdbcDataSource old = new JdbcDataSource();
    old.setUrl(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(old).target("16").load().migrate();
    JdbcClient jdbc = JdbcClient.create(old);
    for (String scopes : List.of("read", "read write", "write", "read admin", "admin")) {
      jdbc.sql(
              """
              insert into api_key (user_id, name, prefix, key_hash, scopes, created_at)
              values (1, '', 'old', :hash, :scopes, current_timestamp)
              """)
          .param("hash", KeySecret.hash(scopes))
          .param("scopes", scopes)
          .update();
    }

    Flyway.configure().dataSource(old).load().migrate();

    sql = new Sql(jdbc, Dialect.H2);
    keys = node();
    assertThat(may("read", "posts:read", "accounts:read", "keys:read")).containsOnly(true);
    assertThat(may("read", "posts:write", "media:write", "admin")).containsOnly(false);
    for (String changing : List.of("write", "read write")) {
      assertThat(may(changing, "posts:write", "accounts:write", "keys:write", "events:read"))
          .containsOnly(true);
      assertThat(may(changing, "admin")).containsOnly(false);
    }
    assertThat(may("admin", "admin", "posts:write")).containsOnly(true);
    assertThat(may("read admin", "admin", "posts:write")).containsOnly(true);
  }

  private List<Boolean> may(String key, String... scopes) {
    Caller caller = keys.verify(key).orElseThrow();
    return List.of(scopes).stream().map(caller::may).toList();
  }
}
