package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.DatabaseContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading by a pool of its own, in the same database. */
class ReadPoolsTest {

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }

    @Test
    void the_server_refuses_a_write_that_comes_in_disguise() {
      jdbc.sql(
              "create function sneak() returns integer language sql as"
                  + " 'update hub_user set admin = true; select 1'")
          .update();

      assertThatThrownBy(() -> reader().sql("select sneak()").query(Integer.class).single())
          .rootCause()
          .hasMessageContaining("read-only transaction");
    }
  }

  abstract static class Contract extends DatabaseContract {
    private static final int CONNECTIONS = 3;

    private SimpleMeterRegistry meters;
    private ReadPools pools;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void openPools() throws SQLException {
      meters = new SimpleMeterRegistry();
      jdbc.sql("delete from hub_user").update();
      jdbc.sql("insert into hub_user (id, name, admin, created_at) values (1, 'one', false, ?)")
          .param(Sql.at(Instant.EPOCH))
          .update();
      ReadSettings settings = new ReadSettings("", "", "", CONNECTIONS, Duration.ofMillis(250));
      HikariDataSource writing = database.dataSource().unwrap(HikariDataSource.class);
      pools = new ReadPools(writing, sql, settings, meters);
    }

    @AfterEach
    void closePools() {
      pools.close();
    }

    JdbcClient reader() {
      return JdbcClient.create(new ReadJdbcTemplate(pools.same(), meters));
    }

    @Test
    void what_has_been_committed_is_read_at_once() {
      ReadSql reads = pools.sql();
      jdbc.sql("update hub_user set name = 'committed' where id = 1").update();

      assertThat(reads.forUser(1)).isNotSameAs(sql);
      assertThat(reads.forAnyone()).isSameAs(reads.forUser(1));
      assertThat(reads.forUser(1).run("identity/find-user").param("id", 1).query().singleRow())
          .containsEntry("name", "committed");
    }

    @Test
    void a_transaction_reads_what_it_has_written_itself() {
      ReadSql reads = pools.sql();

      transaction.executeWithoutResult(
          status -> assertThat(reads.forUser(1)).isSameAs(sql).isSameAs(reads.forAnyone()));
    }

    @Test
    void statements_that_write_are_refused() {
      assertThatThrownBy(() -> reader().sql("delete from hub_user").update())
          .hasMessageContaining("writes");
      assertThatThrownBy(
              () -> reader().sql("update hub_user set name = 'x'").query(Long.class).list())
          .hasMessageContaining("writes");
    }

    @Test
    void readers_that_take_all_their_connections_leave_the_writers_theirs() throws Exception {
      List<Connection> slow = new ArrayList<>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          slow.add(pools.same().getConnection());
        }

        assertThat(jdbc.sql("update hub_user set name = 'busy' where id = 1").update()).isOne();
        assertThat(
                meters.get("hikaricp.connections.active").tag("pool", "hub-read").gauge().value())
            .isEqualTo(CONNECTIONS);
        assertThat(pools.open()).isEqualTo(CONNECTIONS);
      } finally {
        for (Connection connection : slow) {
          connection.close();
        }
      }
    }

    @Test
    void a_query_is_timed_like_any_other() {
      reader().sql("select count(*) from hub_user").query(Long.class).single();

      assertThat(meters.get("sns.db.query.duration").tag("query_type", "select").timer().count())
          .isOne();
    }
  }
}
