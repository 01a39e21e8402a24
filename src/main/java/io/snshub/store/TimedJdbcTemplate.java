package io.snshub.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Spring's template with a clock: times every prepared statement from asking for a connection until
 * its rows are read, failed ones too.
 */
final class TimedJdbcTemplate extends JdbcTemplate {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final MeterRegistry meters;
  private final Map<QueryType, Timer> timers = new ConcurrentHashMap<>();

  TimedJdbcTemplate(DataSource dataSource, MeterRegistry meters) {
    super(dataSource);
    this.meters = meters;
  }

  @Override
  public <T> @Nullable T query(
      PreparedStatementCreator statement,
      @Nullable PreparedStatementSetter parameters,
      ResultSetExtractor<T> rows) {
    return timed(statement, () -> super.query(statement, parameters, rows));
  }

  @Override
  protected int update(
      PreparedStatementCreator statement, @Nullable PreparedStatementSetter parameters) {
    return timed(statement, () -> super.update(statement, parameters));
  }

  @Override
  public int update(PreparedStatementCreator statement, KeyHolder keys) {
    return timed(statement, () -> super.update(statement, keys));
  }

  private <T> T timed(PreparedStatementCreator statement, Supplier<T> execution) {
    String sql = statement instanceof SqlProvider provider ? provider.getSql() : null;
    return timers.computeIfAbsent(QueryType.of(sql), this::timer).record(execution);
  }

  private Timer timer(QueryType type) {
    return Timer.builder("sns.db.query.duration")
        .description("Time a statement takes, the wait for a connection included")
        .tag("query_type", type.wire())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
