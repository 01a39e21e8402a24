package io.snshub.publishing;

import io.snshub.platform.LaneBook;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.TargetStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Lane books with one rule taken out each, to prove that the rule is missed. */
public final class BrokenBooks {
  private BrokenBooks() {}

  /** A submit whose process is gone is taken for one that never was. */
  public static PublishingEngine.Parts repeatsWhatALeaseLeft(PublishingEngine.Parts parts) {
    TargetTable table = (TargetTable) parts.table();
    TargetVerdicts verdicts = (TargetVerdicts) parts.verdicts();
    return parts.with(
        new Worse(parts.book()) {
          @Override
          @Transactional
          public LaneTask enter(LaneOrder order) {
            TargetRow row = table.find(order.targetId());
            if (row.status() == TargetStatus.SUBMITTING) {
              verdicts.withdraw(row);
            }
            return super.enter(order);
          }
        });
  }

  /** The first look that finds nothing is believed. */
  public static PublishingEngine.Parts believesTheFirstMiss(PublishingEngine.Parts parts) {
    TargetTable table = (TargetTable) parts.table();
    TargetVerdicts verdicts = (TargetVerdicts) parts.verdicts();
    return parts.with(
        new Worse(parts.book()) {
          @Override
          @Transactional
          public LaneTask seen(LaneTask task, Sighting sighting) {
            TargetRow row = table.find(task.order().targetId());
            boolean current = row.version() == task.version() && !row.aborting();
            if (current && sighting instanceof Sighting.Absent) {
              table.closeAttempt(row.id(), "not_created", null);
              table.change(row, TargetTable.Change.to(row, TargetStatus.PREPARING));
              verdicts.note(row, "not_created", TargetStatus.PREPARING, null);
            }
            return super.seen(task, sighting);
          }
        });
  }

  /** The gate asks neither for the decision nor for the fence nor for the target's version. */
  public static PublishingEngine.Parts withoutGate(PublishingEngine.Parts parts) {
    TargetTable table = (TargetTable) parts.table();
    TargetVerdicts verdicts = (TargetVerdicts) parts.verdicts();
    LaneWorks works = (LaneWorks) parts.works();
    return parts.with(
        new Worse(parts.book()) {
          @Override
          @Transactional
          public LaneTask openGate(LaneTask task) {
            LaneWork work = task.work();
            if (work == null) {
              return task;
            }
            TargetRow row = table.find(task.order().targetId());
            if (row.dueAt().isAfter(parts.clock().instant())) {
              return super.openGate(task);
            }
            if (table.openAttemptAt(row.id()).isPresent()) {
              return send(task, work, row.version());
            }
            TargetRow open = verdicts.open(row, task.order().run().fence());
            return send(task, works.of(open, work.account(), null), open.version());
          }
        });
  }

  private static LaneTask send(LaneTask task, LaneWork work, long version) {
    return new LaneTask(task.order(), Action.SEND, work, version, false);
  }

  /** Passes everything on. */
  static class Worse implements LaneBook {
    private final LaneBook book;

    Worse(LaneBook book) {
      this.book = book;
    }

    @Override
    @Transactional
    public LaneTask enter(LaneOrder order) {
      return book.enter(order);
    }

    @Override
    @Transactional
    public LaneTask prepared(LaneTask task, Preparation preparation) {
      return book.prepared(task, preparation);
    }

    @Override
    @Transactional
    public LaneTask openGate(LaneTask task) {
      return book.openGate(task);
    }

    @Override
    @Transactional
    public LaneTask withdrawn(LaneTask task) {
      return book.withdrawn(task);
    }

    @Override
    @Transactional
    public LaneTask settled(LaneTask task, Outcome outcome) {
      return book.settled(task, outcome);
    }

    @Override
    @Transactional
    public LaneTask seen(LaneTask task, Sighting sighting) {
      return book.seen(task, sighting);
    }

    @Override
    @Transactional
    public LaneTask retracted(LaneTask task, Retraction retraction) {
      return book.retracted(task, retraction);
    }

    @Override
    @Transactional
    public LaneTask refreshed(LaneTask task, TokenGrant grant) {
      return book.refreshed(task, grant);
    }

    @Override
    @Transactional
    public void stumbled(LaneOrder order, @Nullable Throwable cause) {
      book.stumbled(order, cause);
    }

    @Override
    @Transactional
    public LaneTask beginRetract(LaneOrder order) {
      return book.beginRetract(order);
    }

    @Override
    @Transactional
    public void requireRetracted(LaneOrder order) {
      book.requireRetracted(order);
    }
  }
}
