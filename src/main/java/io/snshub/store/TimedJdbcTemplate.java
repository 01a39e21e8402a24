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
class TimedJdbcTemplate extends JdbcTemplate {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  /** Texts differ by the lengths of their lists; there are not many, and no more are kept. */
  private static final int MOST_TEXTS = 4096;

  private static final Map<String, QueryType> TYPES = new ConcurrentHashMap<>();

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

  @Override
  public int[] batchUpdate(String sql, BatchPreparedStatementSetter rows) {
    return timed(type(sql), () -> super.batchUpdate(sql, rows));
  }

  private <T> T timed(PreparedStatementCreator statement, Supplier<T> execution) {
    return timed(type(statement), execution);
  }

  private <T> T timed(QueryType type, Supplier<T> execution) {
    Timer timer = timers.get(type);
    return (timer == null ? timers.computeIfAbsent(type, this::timer) : timer).record(execution);
  }

  static QueryType type(PreparedStatementCreator statement) {
    return type(statement instanceof SqlProvider provider ? provider.getSql() : null);
  }

  private static QueryType type(@Nullable String sql) {
    if (sql == null) {
      return QueryType.OTHER;
    }
    QueryType known = TYPES.get(sql);
    if (known != null) {
      return known;
    }
    QueryType type = QueryType.of(sql);
    if (TYPES.size() < MOST_TEXTS) {
      TYPES.put(sql, type);
    }
    return type;
  }

  private Timer timer(QueryType type) {
    return Timer.builder("sns.db.query.duration")
        .description("Time a statement takes, the wait for a connection included")
        .tag("query_type", type.wire())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
