package io.snshub.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.store.Dialect;
import io.snshub.store.Jitter;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many sagas are begun while the workers are busy. */
class BacklogStartTest {
  private static final int SAGAS = 60;
  private final TestClock clock = new TestClock();
  private final CompletableFuture<Void> busy = new CompletableFuture<>();
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private TestDatabase database;
  private SagaDriver driver;

  @BeforeEach
  void dueSagasAndABusyWorker() {
    database = TestDatabase.open(Dialect.H2);
    SagaLog log = TestSagas.log(database, "here", clock);
    Doors doors = (door, run, headers) -> new CompletableFuture<>();
    Duration second = Duration.ofSeconds(1);
    SagaSettings settings =
        new SagaSettings(1000, TestSagas.LEASE, second, second, Duration.ofMinutes(15), 5);
    driver =
        new SagaDriver(
            log,
            new SagaFinaliser(log, doors),
            new SagaEnds(log),
            doors,
            settings,
            workers,
            clock,
            new Jitter(new Random(1)),
            database.shared());
    for (int i = 0; i < SAGAS; i++) {
      log.open(UUID.randomUUID(), "publish", "post/" + i, 1, "direct:any", clock.instant());
    }
    workers.execute(busy::join);
  }

  @AfterEach
  void end() {
    busy.complete(null);
    workers.shutdownNow();
    database.close();
  }

  @Test
  void what_is_new_waits_for_what_is_under_way() {
    assertThat(driver.look()).isBetween(1, SAGAS - 1);
    assertThat(driver.look()).isZero();
  }

  @Test
  void what_an_earlier_process_left_is_begun_all_at_once() {
    driver.catchUp(SAGAS);

    assertThat(driver.look()).isEqualTo(SAGAS);
    assertThat(driver.inFlight()).isEqualTo(SAGAS);
  }
}
