package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.saga.SagaDriver;
import io.snshub.saga.SagaStatus;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class BacklogTest {
  private final HandClock clock = new HandClock();
  private final JdbcDataSource dataSource = new JdbcDataSource();
  private JdbcClient jdbc;
  private Backlog backlog;

  /** Stands still until it is moved. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() {
    dataSource.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(dataSource).load().migrate();
    jdbc = JdbcClient.create(dataSource);
    backlog = new Backlog(new Sql(jdbc, Dialect.H2), clock);
  }

  private void event(Duration age) {
    jdbc.sql(
            "insert into outbox (part, event_id, type, subject, user_id, data, attempts, created_at)"
                + " values (0, ?, 'post:created', 'post/1', 1, '{}', 0, ?)")
        .param(UUID.randomUUID().toString())
        .param(Sql.at(clock.instant().minus(age)))
        .update();
  }

  private void saga(SagaStatus status, @Nullable Duration dueSince) {
    Instant due = dueSince == null ? null : clock.instant().minus(dueSince);
    jdbc.sql(
            "insert into saga (id, kind, subject, user_id, status, fence, next_run_at, runs,"
                + " failures, ended_at, created_at, updated_at)"
                + " values (?, 'publish', 'post/1', 1, ?, 0, ?, 0, 0, ?, ?, ?)")
        .param(UUID.randomUUID().toString())
        .param(status.wire())
        .param(Sql.at(due))
        .param(status.ended() ? Sql.at(clock.instant()) : null)
        .param(Sql.at(clock.instant()))
        .param(Sql.at(clock.instant()))
        .update();
  }

  private SagaDriver driver(Duration silent) {
    SagaDriver driver = mock(SagaDriver.class);
    when(driver.lookedAt()).thenReturn(clock.instant().minus(silent));
    return driver;
  }

  @Test
  void counts_what_waits_and_what_has_ended() {
    MeterRegistry meters = new SimpleMeterRegistry();
    new HubMeters(backlog).bindTo(meters);
    saga(SagaStatus.PENDING, Duration.ofSeconds(-30));
    saga(SagaStatus.COMPLETED, null);
    saga(SagaStatus.COMPLETED, null);
    event(Duration.ofSeconds(7));
    event(Duration.ofSeconds(3));

    assertThat(meters.get("sns.sagas").tag("status", "pending").gauge().value()).isEqualTo(1);
    assertThat(meters.get("sns.sagas").tag("status", "completed").gauge().value()).isEqualTo(2);
    assertThat(meters.get("sns.sagas").tag("status", "failed").gauge().value()).isZero();
    assertThat(meters.get("sns.outbox.pending").gauge().value()).isEqualTo(2);
    assertThat(meters.get("sns.outbox.oldest").gauge().value()).isEqualTo(7);
  }

  @Test
  void looks_into_the_database_at_most_every_five_seconds() {
    assertThat(backlog.outboxEvents()).isZero();
    event(Duration.ZERO);

    assertThat(backlog.outboxEvents()).isZero();
    clock.now = clock.now.plusSeconds(5);
    assertThat(backlog.outboxEvents()).isEqualTo(1);
  }

  @Test
  void the_outbox_is_down_when_an_event_waits_too_long() {
    OutboxHealth health = new OutboxHealth(backlog);

    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    event(Duration.ofSeconds(61));

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails().get("reason"))
        .isEqualTo("an event has waited for 61 s, at most 60");
  }

  @Test
  void sagas_are_down_when_one_is_not_taken_up_in_time() {
    SagasHealth health = new SagasHealth(backlog, driver(Duration.ZERO));
    saga(SagaStatus.PENDING, Duration.ofSeconds(-3600));
    saga(SagaStatus.COMPLETED, null);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);

    saga(SagaStatus.IN_PROGRESS, Duration.ofSeconds(90));

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails().get("reason"))
        .isEqualTo("a saga has been due for 90 s, at most 60");
  }

  @Test
  void the_driver_is_down_when_it_no_longer_looks() {
    Health alive = new SagaDriverHealth(driver(Duration.ofSeconds(2)), clock).health();
    Health dead = new SagaDriverHealth(driver(Duration.ofSeconds(61)), clock).health();

    assertThat(alive.getStatus()).isEqualTo(Status.UP);
    assertThat(dead.getStatus()).isEqualTo(Status.DOWN);
  }
}
