package io.snshub.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
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

  /** The hub's statements several times over: lists of values make variants of some. */
  private static final int MOST_TYPES = 4096;

  private final Map<String, QueryType> types = new ConcurrentHashMap<>();
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

  @Override
  public int[] batchUpdate(String sql, BatchPreparedStatementSetter rows) {
    return timed(sql, () -> super.batchUpdate(sql, rows));
  }

  private <T> T timed(PreparedStatementCreator statement, Supplier<T> execution) {
    return timed(statement instanceof SqlProvider provider ? provider.getSql() : null, execution);
  }

  private <T> T timed(@Nullable String sql, Supplier<T> execution) {
    return timers.computeIfAbsent(type(sql), this::timer).record(execution);
  }

  /** Finding the type takes longer than running some statements. */
  private QueryType type(@Nullable String sql) {
    if (sql == null) {
      return QueryType.OTHER;
    }
    QueryType known = types.get(sql);
    if (known == null) {
      known = QueryType.of(sql);
      if (types.size() < MOST_TYPES) {
        types.put(sql, known);
      }
    }
    return known;
  }

  private Timer timer(QueryType type) {
    return Timer.builder("sns.db.query.duration")
        .description("Time a statement takes, the wait for a connection included")
        .tag("query_type", type.wire())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
