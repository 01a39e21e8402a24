package io.snshub.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;

/**
 * Queries for the replica that are asked again in the primary when the replica fails, whatever the
 * reason: it is away, it was told to stop, or it had to end the query to go on replaying. A query
 * that is itself at fault fails there too.
 */
final class ReplicaJdbcTemplate extends ReadJdbcTemplate {
  private final ReadJdbcTemplate primary;
  private final Replica replica;

  ReplicaJdbcTemplate(
      DataSource dataSource, MeterRegistry meters, ReadJdbcTemplate primary, Replica replica) {
    super(dataSource, meters);
    this.primary = primary;
    this.replica = replica;
  }

  @Override
  public <T> @Nullable T query(
      PreparedStatementCreator statement,
      @Nullable PreparedStatementSetter parameters,
      ResultSetExtractor<T> rows) {
    boolean[] answered = {false};
    try {
      return super.query(
          statement,
          parameters,
          found -> {
            answered[0] = true;
            return rows.extractData(found);
          });
    } catch (DataAccessException e) {
      if (answered[0]) {
        // rows may have been handed on: they must not come twice
        throw e;
      }
      replica.failed();
      return primary.query(statement, parameters, rows);
    }
  }

  /** A stream is read long after the query: too late to ask elsewhere. */
  @Override
  public <T> Stream<T> queryForStream(
      PreparedStatementCreator statement,
      @Nullable PreparedStatementSetter parameters,
      RowMapper<T> rows) {
    return primary.queryForStream(statement, parameters, rows);
  }
}
