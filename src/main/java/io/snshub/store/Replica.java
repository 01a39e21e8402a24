package io.snshub.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * How far a streaming replica has come. It is asked over and over whether it has replayed what the
 * primary had written at a known moment; the last such moment that it has reached is what a reader
 * can count on. Nothing compares two machines' clocks, and a replica that stands still, hangs, is
 * cut off or has become a primary of its own merely stops being counted on. Thread-safe.
 */
final class Replica {
  private static final Logger log = LoggerFactory.getLogger(Replica.class);

  /**
   * Only PostgreSQL can be asked this, so it stands in no file for two databases. What is inserted
   * and not yet flushed counts: with {@code synchronous_commit} off that has been committed too.
   */
  private static final String PRIMARY =
      "select cast(pg_current_wal_insert_lsn() as text) as lsn,"
          + " cast(system_identifier as text) as system, current_database() as name"
          + " from pg_control_system()";

  private static final String STANDBY =
      "select case when not pg_is_in_recovery() then 'no standby'"
          + " when cast(system_identifier as text) <> ? or current_database() <> ?"
          + " then 'another database'"
          + " when pg_last_wal_replay_lsn() < cast(? as pg_lsn) then 'behind'"
          + " else 'good' end from pg_control_system()";

  private static final String GOOD = "good";

  private final JdbcOperations primary;
  private final JdbcOperations standby;
  private final long maxLag;
  private final LongSupplier nanos;
  private volatile long reached;
  private volatile @Nullable Position wanted;
  private volatile String told = "unknown";

  /** What the primary had written at a moment. */
  private record Position(long asked, String lsn, String system, String name) {}

  /**
   * Knows nothing yet, so that nobody reads there.
   *
   * @param nanos the time, in nanoseconds, by a clock that doesn't jump
   */
  Replica(JdbcOperations primary, JdbcOperations standby, Duration maxLag, LongSupplier nanos) {
    this.primary = primary;
    this.standby = standby;
    this.maxLag = maxLag.toNanos();
    this.nanos = nanos;
    failed();
  }

  /**
   * Tells whether the replica has everything that was committed until a moment, and all that is
   * older than the lag allowed.
   */
  boolean has(long moment) {
    long known = reached;
    return nanos.getAsLong() - known <= maxLag && known - moment >= 0;
  }

  /** Counts on nothing until the replica has been asked again. */
  void failed() {
    reached = nanos.getAsLong() - 2 * maxLag;
  }

  /** Asks once, and returns when to ask again. */
  Duration look() {
    Position goal = wanted;
    try {
      if (goal == null) {
        goal = position();
        wanted = goal;
      }
      String state =
          standby.queryForObject(STANDBY, String.class, goal.system(), goal.name(), goal.lsn());
      if (GOOD.equals(state)) {
        reached = goal.asked();
        wanted = null;
        tell(GOOD);
        return Duration.ofNanos(maxLag / 4);
      }
      boolean foreign = !"behind".equals(state);
      if (foreign || nanos.getAsLong() - reached > maxLag) {
        tell(String.valueOf(state));
      }
      return foreign ? Duration.ofSeconds(5) : Duration.ofMillis(10);
    } catch (DataAccessException e) {
      wanted = null;
      failed();
      tell("away");
      return Duration.ofMillis(250);
    }
  }

  private Position position() {
    long asked = nanos.getAsLong();
    return Objects.requireNonNull(
        primary.queryForObject(
            PRIMARY,
            (row, number) ->
                new Position(
                    asked, row.getString("lsn"), row.getString("system"), row.getString("name"))));
  }

  /** Returns what the replica was last found to be. */
  String state() {
    return told;
  }

  private void tell(String state) {
    if (told.equals(state)) {
      return;
    }
    told = state;
    if (state.equals(GOOD)) {
      log.info("lists are read from the replica");
    } else {
      log.atWarn().addKeyValue("replica", state).log("lists are read from the primary");
    }
  }

  /** Shows how old at most the replica's rows are. */
  void bindTo(MeterRegistry meters) {
    Gauge.builder(
            "sns.db.replica.age",
            () -> (nanos.getAsLong() - reached) / (double) TimeUnit.SECONDS.toNanos(1))
        .description("How old the replica's rows may be; above hub.database.read.max-lag not used")
        .baseUnit("seconds")
        .register(meters);
  }
}
