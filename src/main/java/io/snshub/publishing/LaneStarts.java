package io.snshub.publishing;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.AccountDesk.Access;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.SendWindow;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a lane begins with, written in the transaction that sends the lane: what is planned is being
 * prepared from now on, and what is prepared goes, its intent committed with those of its wave.
 * Everything else is looked at by the lane itself.
 */
@Component
class LaneStarts {
  private static final Set<TargetStatus> PLAIN =
      Set.of(TargetStatus.PLANNED, TargetStatus.PREPARING, TargetStatus.PREPARED);

  private final TargetVerdicts verdicts;
  private final LaneWorks works;
  private final AccountDesk accounts;
  private final SendWindow window;
  private final Clock clock;

  LaneStarts(
      TargetVerdicts verdicts,
      LaneWorks works,
      AccountDesk accounts,
      SendWindow window,
      Clock clock) {
    this.verdicts = verdicts;
    this.works = works;
    this.accounts = accounts;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Starts targets that may go on now; those that are prepared have their gate open.
   *
   * @param mayPublish tells whether a lane may go on to publishing by itself
   */
  Round start(SagaRun run, List<TargetRow> rows, Predicate<TargetRow> mayPublish) {
    Map<Long, Access> access =
        accounts.openAll(
            rows.stream()
                .filter(row -> PLAIN.contains(row.status()))
                .map(TargetRow::accountId)
                .collect(Collectors.toSet()));
    Wave wave = new Wave();
    List<LaneTask> tasks = new ArrayList<>();
    List<TargetRow> planned = new ArrayList<>();
    for (TargetRow row : rows) {
      LaneOrder order = new LaneOrder(run, row.id(), row.platform(), mayPublish.test(row));
      boolean plain = PLAIN.contains(row.status());
      if (!plain || !(access.get(row.accountId()) instanceof AccountDesk.Granted granted)) {
        tasks.add(new LaneTask(order, Action.ENTER, null, row.version(), false));
      } else if (row.status() == TargetStatus.PREPARED) {
        tasks.add(send(order, row, granted.account(), false));
      } else {
        TargetRow begun = row;
        if (row.status() == TargetStatus.PLANNED) {
          planned.add(row);
          begun = row.begun(verdicts.deadline(row));
        }
        tasks.add(prepare(order, begun, granted.account(), wave));
      }
    }
    verdicts.begin(planned);
    return Round.of(tasks, wave);
  }

  private LaneTask prepare(LaneOrder order, TargetRow row, LaneWork.Account account, Wave wave) {
    LaneWork work = works.of(row, account, null);
    LaneMemo memo = new LaneMemo(row, order.mayPublish() ? null : wave);
    return new LaneTask(order, Action.PREPARE, work, row.version(), false, null, memo);
  }

  /**
   * Writes the intent to submit a prepared target. The window for its call is open from now, before
   * the commit, so that a slow commit takes of it instead of adding to it.
   */
  LaneTask send(LaneOrder order, TargetRow row, LaneWork.Account account, boolean refreshed) {
    long until = window.end();
    LaneWork work = works.of(row, account, clock.instant());
    TargetRow open = verdicts.open(row, order.run().fence());
    LaneMemo memo = new LaneMemo(open, null);
    return new LaneTask(order, Action.SEND, work, open.version(), refreshed, until, memo);
  }

  /** Writes what the lanes of the last round found ready, and returns the targets as they are. */
  List<TargetRow> written(List<TargetRow> rows, Wave wave) {
    Map<Long, Wave.Ready> ready = wave.ready();
    if (ready.isEmpty()) {
      return rows;
    }
    return rows.stream().map(row -> written(row, ready.get(row.id()))).toList();
  }

  private TargetRow written(TargetRow row, Wave.@Nullable Ready ready) {
    boolean same =
        ready != null && row.version() == ready.version() && row.status() == TargetStatus.PREPARING;
    return same ? verdicts.prepared(row, works.seal(ready.handle())) : row;
  }
}
