package io.snshub.saga;

import io.snshub.TestDatabase;
import io.snshub.store.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Saga logs for tests, also of other rooms. */
public final class TestSagas {
  static final Duration LEASE = Duration.ofSeconds(30);

  private TestSagas() {}

  static SagaSettings settings() {
    Duration second = Duration.ofSeconds(1);
    return new SagaSettings(10, LEASE, second, second, Duration.ofMinutes(15), 5);
  }

  public static SagaLog log(TestDatabase database, String node, Clock clock) {
    return log(database, new Node(node, false), clock);
  }

  static SagaLog log(TestDatabase database, Node node, Clock clock) {
    return database.transactional(new SagaLog(database.sql(), node, clock, settings()));
  }

  /** Claims everything that is due. */
  public static List<SagaRun> claimAll(SagaLog log) {
    return log.claim(100);
  }

  /** Claims everything that is due and returns one of them. */
  public static SagaRun claimOne(SagaLog log, String id) {
    return claimAll(log).stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
  }

  /** Gives the holder of a claim another lease, from now on. */
  public static void renew(SagaLog log, SagaRun run) {
    log.renew(List.of(run.id()));
  }
}
