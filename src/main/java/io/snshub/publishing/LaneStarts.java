package io.snshub.publishing;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.SendWindow;
import io.snshub.post.TargetStatus;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * What a lane begins with, written in the transaction that sends the lane: what is planned is being
 * prepared from now on, and what is prepared goes, its intent committed with those of its wave.
 * Everything else is looked at by the lane itself.
 */
@Component
class LaneStarts {
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

  /** Starts a target that may go on now; one that is prepared has its gate open. */
  LaneTask start(LaneOrder order, TargetRow row) {
    boolean plain =
        switch (row.status()) {
          case PLANNED, PREPARING, PREPARED -> true;
          default -> false;
        };
    if (!plain || !(accounts.open(row.accountId()) instanceof AccountDesk.Granted granted)) {
      return new LaneTask(order, Action.ENTER, null, row.version(), false);
    }
    if (row.status() == TargetStatus.PREPARED) {
      return send(order, row, granted.account(), false);
    }
    TargetRow begun = row.status() == TargetStatus.PLANNED ? verdicts.begin(row) : row;
    LaneWork work = works.of(begun, granted.account(), null);
    return new LaneTask(order, Action.PREPARE, work, begun.version(), false, null, begun);
  }

  /**
   * Writes the intent to submit a prepared target. The window for its call is open from now, before
   * the commit, so that a slow commit takes of it instead of adding to it.
   */
  LaneTask send(LaneOrder order, TargetRow row, LaneWork.Account account, boolean refreshed) {
    long until = window.end();
    LaneWork work = works.of(row, account, clock.instant());
    TargetRow open = verdicts.open(row, order.run().fence());
    return new LaneTask(order, Action.SEND, work, open.version(), refreshed, until, open);
  }
}
