package io.snshub.publishing;

import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.Retraction;
import io.snshub.post.EventType;
import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.saga.StepPendingException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Taking one target down. Bears to be asked for a target that never happened, is half-done or is
 * gone already; what is in doubt is found out first.
 */
@Component
class TargetRetractions {
  private final TargetTable table;
  private final TargetVerdicts verdicts;
  private final PublishingSettings settings;
  private final Clock clock;

  TargetRetractions(
      TargetTable table, TargetVerdicts verdicts, PublishingSettings settings, Clock clock) {
    this.table = table;
    this.verdicts = verdicts;
    this.settings = settings;
    this.clock = clock;
  }

  /** Writes the first step of taking a target down and says what comes next. */
  Action begin(TargetRow row) {
    boolean due = row.due(clock.instant());
    return switch (row.status()) {
      case PLANNED, PREPARING, PREPARED -> {
        table.change(row, Change.to(row, TargetStatus.CANCELLED));
        verdicts.note(row, "called_off", TargetStatus.CANCELLED, null);
        yield Action.REST;
      }
      case SUBMITTING -> {
        verdicts.doubt(row, "no answer was stored for the last call");
        yield Action.REST;
      }
      case IN_DOUBT -> due ? Action.RESOLVE : Action.REST;
      case CONFIRMED -> {
        Instant deadline = clock.instant().plus(settings.giveUpAfter());
        Change change = Change.to(row, TargetStatus.COMPENSATING).failures(0);
        table.change(row, change.deadline(deadline));
        verdicts.note(row, "take_down", TargetStatus.COMPENSATING, row.platformPostId());
        yield Action.RETRACT;
      }
      case COMPENSATING -> due ? Action.RETRACT : Action.REST;
      case CANCELLED, FAILED -> due && row.suspect() ? Action.RESOLVE : Action.REST;
      default -> Action.REST;
    };
  }

  /** Writes what came of it. */
  void settle(TargetRow row, Retraction retraction) {
    if (retraction instanceof Retraction.Gone) {
      end(row, TargetStatus.COMPENSATED, "taken_down", null);
      verdicts.tell(
          row,
          EventType.TARGET_COMPENSATED,
          Map.of("platform_post_id", String.valueOf(row.platformPostId())));
    } else if (retraction instanceof Retraction.Impossible impossible) {
      table.explain(row, "permanent", "not_deletable", impossible.reason());
      end(row, TargetStatus.NOT_COMPENSABLE, "not_taken_down", impossible.reason());
    } else if (retraction instanceof Retraction.Failed failed) {
      failed(row, failed.failure());
    }
  }

  private void failed(TargetRow row, PublishFailure failure) {
    table.explain(row, failure);
    if (failure instanceof PublishFailure.Permanent || verdicts.late(row)) {
      end(row, TargetStatus.COMPENSATION_FAILED, "not_taken_down", failure.message());
      return;
    }
    int failures = row.failures() + 1;
    // an account that a person has to connect again first may still be connected in time
    Instant again =
        failure instanceof PublishFailure.Transient passing
            ? verdicts.again(passing, failures)
            : clock.instant().plus(settings.longestPause());
    Change change = Change.to(row, TargetStatus.COMPENSATING).failures(failures);
    table.change(row, change.waiting(again));
    verdicts.note(row, "waiting", TargetStatus.COMPENSATING, failure.message());
  }

  private void end(TargetRow row, TargetStatus status, String step, @Nullable String why) {
    table.change(row, Change.to(row, status));
    verdicts.note(row, step, status, why);
  }

  /**
   * Returns when nothing is left to do for this target.
   *
   * @throws StepPendingException otherwise
   */
  void requireDone(TargetRow row) {
    boolean pending =
        switch (row.status()) {
          case PLANNED, PREPARING, PREPARED, SUBMITTING, IN_DOUBT, CONFIRMED, COMPENSATING -> true;
          default -> false;
        };
    if (pending) {
      Instant next = row.nextAttemptAt();
      throw new StepPendingException(
          row.platform() + " is " + row.status().wire(), next == null ? clock.instant() : next);
    }
  }
}
