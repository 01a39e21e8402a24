package io.snshub.publishing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.bus.Outbox;
import io.snshub.bus.TestOutbox;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.TestPlatforms;
import io.snshub.saga.SagaLog;
import io.snshub.store.ClockJumps;
import io.snshub.store.Jitter;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The delivery engine of one node, put together as the hub does it. */
final class TestEngine {
  static final Duration QUIET = Duration.ofSeconds(120);
  static final Duration DEADLINE = Duration.ofHours(24);

  private final TargetVerdicts verdicts;

  /** Platforms that are left alone, and until when. */
  final Map<String, Instant> rests = new HashMap<>();

  final TargetTable table;
  final Targets targets;
  final Publications publications;
  final Takedowns takedowns;
  final SettleCommand settling;
  final PostCommands commands;

  TestEngine(
      TestDatabase database, SagaLog sagas, Node node, AccountDesk accounts, TestClock clock) {
    this(
        database,
        sagas,
        node,
        accounts,
        clock,
        new ClockJumps(clock, clock::nanos),
        settings(),
        new Random(1));
  }

  TestEngine(
      TestDatabase database,
      SagaLog sagas,
      Node node,
      AccountDesk accounts,
      Clock clock,
      ClockJumps jumps,
      PublishingSettings settings,
      Random random) {
    Sql sql = database.sql();
    PlatformCatalog catalog = TestPlatforms.catalog();
    Outbox outbox = TestOutbox.on(sql);
    PostHistory history = new PostHistory(sql, clock);
    table = new TargetTable(sql, node, clock);
    PostTable posts = new PostTable(sql, history, outbox, sagas, clock);
    verdicts =
        new TargetVerdicts(
            table, history, outbox, catalog, settings, clock, jumps, new Jitter(random));
    GhostSuspects suspects = new GhostSuspects(table, verdicts, sagas, settings, clock);
    Targets.Neighbours neighbours =
        new Targets.Neighbours(
            sagas,
            table,
            catalog,
            (platform, account) -> rests.get(platform),
            clock,
            settings,
            new PublishingMeters(new SimpleMeterRegistry(), clock));
    targets =
        database.transactional(
            new Targets(
                table,
                verdicts,
                new TargetRetractions(table, verdicts, settings, clock),
                new LaneWorks(TestPlatforms.hosts(), new Vault(new byte[Vault.KEY_BYTES])),
                accounts,
                neighbours,
                new LateAnswers(table, verdicts, suspects, sagas, clock),
                suspects));
    publications =
        database.transactional(new Publications(posts, table, sagas, verdicts, neighbours));
    takedowns = database.transactional(new Takedowns(posts, table, suspects, sagas, clock));
    settling =
        database.transactional(
            new SettleCommand(posts, table, verdicts, takedowns, sagas, catalog, settings, clock));
    commands = database.transactional(new PostCommands(sql, posts, table, sagas, settings, clock));
  }

  /** Commits an intent, as a wave does. */
  long open(TargetRow row, long fence) {
    return verdicts.open(row, fence);
  }

  static PublishingSettings settings() {
    return new PublishingSettings(
        Duration.ofSeconds(1),
        Duration.ofMinutes(15),
        DEADLINE,
        QUIET,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        3,
        List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(60)));
  }
}
