package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueryTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1                                                            | SELECT",
        "select id from post for update                                      | SELECT",
        "select id from saga for no key update skip locked                   | SELECT",
        "with due as (select 1) select * from due                            | SELECT",
        "with due as (select 1 for update) update saga set a = 1 returning 1 | UPDATE",
        "select id from final table (update saga set a = 1)                  | UPDATE",
        "INSERT INTO a VALUES (1) on conflict do update set b = 1            | INSERT",
        "merge into a using b on a.c = b.c when matched then update set d=1  | INSERT",
        "delete from a where updated_at < now                                | DELETE",
        "select updated_at from a                                            | SELECT",
        "set x = 1                                                           | OTHER"
      })
  void knows_what_a_statement_does(String sql, QueryType type) {
    assertThat(QueryType.of("-- update of a comment\n" + sql)).isEqualTo(type);
  }

  @Test
  void every_statement_is_timed_and_so_is_a_failed_one() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    new JdbcTemplate(dataSource).execute("create table a (b int primary key)");
    MeterRegistry meters = new SimpleMeterRegistry();
    JdbcClient jdbc = JdbcClient.create(new TimedJdbcTemplate(dataSource, meters));

    jdbc.sql("insert into a values (:b)").param("b", 1).update();
    assertThatThrownBy(() -> jdbc.sql("insert into a values (?)").param(1).update())
        .isInstanceOf(DataAccessException.class);
    jdbc.sql("select b from a where b = :b").param("b", 1).query(Integer.class).single();
    jdbc.sql("select b from a").query(Integer.class).list();

    assertThat(count(meters, "insert")).isEqualTo(2);
    assertThat(count(meters, "select")).isEqualTo(2);
  }

  private static long count(MeterRegistry meters, String type) {
    return meters.get("sns.db.query.duration").tag("query_type", type).timer().count();
  }
}
