package io.snshub.publishing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.bus.Outbox;
import io.snshub.bus.TestOutbox;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.SendWindow;
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

  /** What an engine stands on. */
  record Ground(
      Sql sql,
      Node node,
      Clock clock,
      ClockJumps jumps,
      Jitter jitter,
      SendWindow window,
      SagaLog sagas,
      PlatformCatalog catalog,
      PlatformHosts hosts,
      AccountDesk accounts,
      PublishingSettings settings,
      PublishingEngine.Transactions transactions) {}

  /** Platforms that are left alone, and until when. */
  final Map<String, Instant> rests = new HashMap<>();

  final TargetVerdicts verdicts;
  final LaneWorks works;
  final SendWindow window;
  final TargetTable table;

  /** Without transactions, for somebody to build around. */
  final Targets bare;

  final Targets targets;
  final Publications publications;
  final Takedowns takedowns;
  final SettleCommand settling;
  final PostCommands commands;

  TestEngine(
      TestDatabase database, SagaLog sagas, Node node, AccountDesk accounts, TestClock clock) {
    this(
        new Ground(
            database.sql(),
            node,
            clock,
            new ClockJumps(clock, clock::nanos),
            new Jitter(new Random(1)),
            new SendWindow(clock::nanos),
            sagas,
            TestPlatforms.catalog(),
            TestPlatforms.hosts(),
            accounts,
            settings(),
            new PublishingEngine.Transactions() {
              @Override
              public <T> T around(T bean) {
                return database.transactional(bean);
              }
            }));
  }

  TestEngine(Ground on) {
    Clock clock = on.clock();
    SagaLog sagas = on.sagas();
    window = on.window();
    PublishingSettings settings = on.settings();
    Outbox outbox = TestOutbox.on(on.sql());
    PostHistory history = new PostHistory(on.sql(), clock);
    table = new TargetTable(on.sql(), on.node(), clock);
    PostTable posts = new PostTable(on.sql(), history, outbox, sagas, TestPlatforms.shelf(), clock);
    verdicts =
        new TargetVerdicts(
            table, history, outbox, on.catalog(), settings, clock, on.jumps(), on.jitter());
    works = new LaneWorks(on.hosts(), new Vault(new byte[Vault.KEY_BYTES]));
    GhostSuspects suspects = new GhostSuspects(table, verdicts, sagas, settings, clock);
    Neighbours neighbours =
        new Neighbours(
            sagas,
            table,
            on.catalog(),
            (platform, account) -> rests.get(platform),
            clock,
            settings,
            new PublishingMeters(new SimpleMeterRegistry(), clock));
    Takedowns plainTakedowns = new Takedowns(posts, table, verdicts, suspects, sagas, clock);
    LaneStarts starts = new LaneStarts(verdicts, works, on.accounts(), on.window(), clock);
    bare =
        new Targets(
            table,
            verdicts,
            new TargetRetractions(table, verdicts, settings, clock),
            works,
            starts,
            on.accounts(),
            neighbours,
            new LateAnswers(table, verdicts, posts, plainTakedowns, suspects, sagas, clock),
            suspects);
    PublishingEngine.Transactions in = on.transactions();
    targets = in.around(bare);
    publications = in.around(new Publications(posts, table, sagas, verdicts, starts, neighbours));
    takedowns = in.around(plainTakedowns);
    settling =
        in.around(
            new SettleCommand(
                posts, table, verdicts, plainTakedowns, sagas, on.catalog(), settings, clock));
    commands = in.around(new PostCommands(on.sql(), posts, table, history, sagas, settings, clock));
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
