package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.CuttingProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading from a real streaming replica that lags, dies, comes back and is the wrong one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicaTest {
  @TempDir private static Path folder;
  private EmbeddedPostgres primary;
  private EmbeddedPostgres standby;
  private HikariDataSource writing;
  private JdbcClient writer;
  private CuttingProxy network;
  private ReadPools pools;
  private ReadSql reads;

  @BeforeAll
  void startServers() throws IOException {
    primary = server(folder.resolve("primary"), 0);
    int port = primary.getPort();
    Flyway.configure().dataSource(primary.getPostgresDatabase()).load().migrate();
    primary.close();
    copy(folder.resolve("primary"), folder.resolve("standby"));
    primary = server(folder.resolve("primary"), port);
    Files.createFile(folder.resolve("standby/standby.signal"));
    Files.writeString(
        folder.resolve("standby/postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(port));
    standby = server(folder.resolve("standby"), 0);
    writing = new HikariDataSource();
    writing.setJdbcUrl(url(port));
    writing.setUsername("postgres");
    writing.setPassword("");
    writing.setMaximumPoolSize(2);
    writer = JdbcClient.create(writing);
  }

  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            Files.createDirectories(copy);
            Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
            Files.setOwner(copy, Files.getOwner(folder));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.copy(file, to.resolve(from.relativize(file)));
            Files.setOwner(copy, Files.getOwner(file));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @AfterAll
  void stopServers() throws IOException {
    writing.close();
    standby.close();
    primary.close();
  }

  @BeforeEach
  void open() {
    network = new CuttingProxy(standby.getPort());
    open(url(network.port()));
  }

  private void open(String address) {
    ReadSettings settings = new ReadSettings(address, "", "", 3, Duration.ofMillis(250));
    pools =
        new ReadPools(
            writing, new Sql(writer, Dialect.POSTGRESQL), settings, new SimpleMeterRegistry());
    reads = pools.sql();
  }

  @AfterEach
  void closePools() throws IOException {
    pools.close();
    network.close();
    lagging(false);
  }

  private void lagging(boolean lag) {
    JdbcTemplate server = new JdbcTemplate(standby.getPostgresDatabase());
    server.execute(lag ? "select pg_wal_replay_pause()" : "select pg_wal_replay_resume()");
    if (lag) {
      Awaitility.await()
          .until(
              () ->
                  "paused"
                      .equals(
                          server.queryForObject(
                              "select pg_get_wal_replay_pause_state()", String.class)));
    }
  }

  private void write(String name) {
    writer.sql("update hub_user set name = ? where id = 1").param(name).update();
    reads.wrote(1);
  }

  /** What a user is shown, and where that was read. */
  private String read(Sql where) {
    return (String) where.run("identity/find-user").param("id", 1).query().singleRow().get("name");
  }

  private boolean byReplica(long userId) {
    return pools.standby().sql() == reads.forUser(userId);
  }

  private void await(boolean byReplica) {
    Awaitility.await("read by the replica: " + byReplica)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> byReplica(1) == byReplica);
  }

  private void awaitState(String state) {
    Awaitility.await(state).until(() -> pools.standby().replica().state().equals(state));
  }

  @Test
  void a_replica_that_has_caught_up_is_read_and_shows_what_was_written() {
    for (int i = 0; i < 20; i++) {
      write("round " + i);
      assertThat(read(reads.forUser(1))).as("at once").isEqualTo("round " + i);
      await(true);
      assertThat(read(reads.forUser(1))).as("by the replica").isEqualTo("round " + i);
    }
  }

  @Test
  void a_replica_that_lags_is_not_read() {
    await(true);
    lagging(true);
    write("newer");

    assertThat(byReplica(1)).isFalse();
    assertThat(read(reads.forUser(1))).isEqualTo("newer");
    Awaitility.await("nobody else reads there either")
        .until(() -> pools.standby().sql() != reads.forAnyone());
    lagging(false);
    await(true);
    assertThat(read(reads.forUser(1))).isEqualTo("newer");
  }

  @Test
  void a_replica_that_dies_costs_no_reader_its_answer() {
    await(true);
    write("before");
    await(true);
    Sql chosen = reads.forUser(1);
    network.cut();

    assertThat(chosen).isSameAs(pools.standby().sql());
    assertThat(read(chosen)).as("asked of the replica").isEqualTo("before");
    await(false);
    assertThat(read(reads.forUser(1))).isEqualTo("before");
    write("while away");
    assertThat(read(reads.forUser(1))).isEqualTo("while away");

    network.mend();
    await(true);
    assertThat(read(reads.forUser(1))).isEqualTo("while away");
  }

  @Test
  void a_replica_that_is_away_when_the_hub_starts_is_read_once_it_is_there() {
    pools.close();
    network.cut();
    open(url(network.port()));

    assertThat(byReplica(1)).isFalse();
    write("early");
    assertThat(read(reads.forUser(1))).isEqualTo("early");
    network.mend();
    await(true);
  }

  @Test
  void a_server_that_is_no_replica_of_this_database_is_never_read() throws IOException {
    pools.close();
    open(url(primary.getPort()));
    awaitState("no standby");
    assertThat(byReplica(1)).isFalse();

    pools.close();
    open("jdbc:postgresql://127.0.0.1:" + standby.getPort() + "/template1");
    awaitState("another database");
    assertThat(byReplica(1)).isFalse();
  }

  @Test
  void a_query_that_is_itself_at_fault_fails_as_it_does_in_the_primary() {
    await(true);
    Sql there = reads.forUser(1);

    assertThat(there).isSameAs(pools.standby().sql());
    assertThatThrownBy(
            () -> there.run("identity/find-user").param("id", "no number").query().singleRow())
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> there.run("identity/insert-user").update())
        .hasMessageContaining("writes");
  }

  @Test
  void a_user_who_may_only_read_is_enough() {
    writer.sql("create role onlooker login").update();
    writer.sql("grant select on hub_user to onlooker").update();
    pools.close();
    pools =
        new ReadPools(
            writing,
            new Sql(writer, Dialect.POSTGRESQL),
            new ReadSettings(url(network.port()), "onlooker", "", 3, Duration.ofMillis(250)),
            new SimpleMeterRegistry());
    reads = pools.sql();

    await(true);
    write("for all");
    await(true);
    assertThat(read(reads.forUser(1))).isEqualTo("for all");
  }
}
