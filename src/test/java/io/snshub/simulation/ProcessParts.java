package io.snshub.simulation;

import io.snshub.TestDatabase;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.SendWindow;
import io.snshub.publishing.PublishingEngine;
import io.snshub.saga.SagaEngine;
import io.snshub.saga.SagaLog;
import io.snshub.store.ClockJumps;
import io.snshub.store.Jitter;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine of one process name: made once, lent to a process of each schedule. */
final class ProcessParts {
  final String name;
  final boolean alone;
  final VirtualTime.Watch watch;
  final Jitter jitter;
  final SagaLog sagas;
  final PublishingEngine publishing;
  final SendWindow window;
  private @Nullable Process owner;

  ProcessParts(Rig rig, String name, boolean alone) {
    this.name = name;
    this.alone = alone;
    this.watch = rig.time.new Watch();
    RandomGenerator random = () -> owner().sim().chance().nextLong();
    this.jitter = new Jitter(random);
    this.window = new SendWindow(() -> rig.time.micros() * 1000);
    ProcessDataSource source = new ProcessDataSource(rig.connection(), this::owner);
    DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
    Sql sql = new Sql(JdbcClient.create(source), rig.dialect());
    Node node = new Node(name, alone);
    this.sagas = TestDatabase.transactional(SagaEngine.log(sql, node, watch), manager);
    AccountDesk desk = account -> owner().sim().world().open(account);
    PublishingEngine.Transactions transactions =
        new PublishingEngine.Transactions() {
          @Override
          public <T> T around(T bean) {
            return TestDatabase.transactional(bean, manager);
          }
        };
    this.publishing =
        new PublishingEngine(
            sql,
            node,
            watch,
            new ClockJumps(watch, () -> rig.time.micros() * 1000),
            jitter,
            window,
            sagas,
            rig.catalog,
            rig.hosts,
            desk,
            transactions,
            new TransactionTemplate(manager),
            rig.broken);
  }

  void lend(Process process) {
    owner = process;
  }

  private Process owner() {
    return Objects.requireNonNull(owner);
  }
}
