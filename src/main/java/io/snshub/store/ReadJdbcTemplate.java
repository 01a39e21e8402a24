package io.snshub.store;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.support.KeyHolder;

/**
 * A template for queries alone. It refuses statements that write before the database sees them,
 * because H2 has no connection that can't write.
 */
class ReadJdbcTemplate extends TimedJdbcTemplate {

  ReadJdbcTemplate(DataSource dataSource, MeterRegistry meters) {
    super(dataSource, meters);
  }

  @Override
  public <T> @Nullable T query(
      PreparedStatementCreator statement,
      @Nullable PreparedStatementSetter parameters,
      ResultSetExtractor<T> rows) {
    if (type(statement) != QueryType.SELECT) {
      throw writes();
    }
    return super.query(statement, parameters, rows);
  }

  @Override
  protected int update(
      PreparedStatementCreator statement, @Nullable PreparedStatementSetter parameters) {
    throw writes();
  }

  @Override
  public int update(PreparedStatementCreator statement, KeyHolder keys) {
    throw writes();
  }

  private static IllegalStateException writes() {
    return new IllegalStateException("a statement that writes was handed to ReadSql");
  }
}
