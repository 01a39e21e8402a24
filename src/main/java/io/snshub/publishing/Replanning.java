package io.snshub.publishing;

import io.snshub.post.TargetStatus;
import io.snshub.publishing.PostPlan.PlannedTarget;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Puts planned targets in place of those that a locked post has. One that stays keeps its row, so
 * that the saga's compensation finds it; nothing that was prepared before is used.
 */
@Component
class Replanning {
  private final Sql sql;
  private final PostHistory history;
  private final Clock clock;

  Replanning(Sql sql, PostHistory history, Clock clock) {
    this.sql = sql;
    this.history = history;
    this.clock = clock;
  }

  /** Replaces targets; returns the versions of the removed ones, added up. */
  long replace(long postId, List<TargetRow> present, List<PlannedTarget> planned) {
    Map<String, TargetRow> left = new LinkedHashMap<>();
    present.forEach(row -> left.put(row.platform(), row));
    int position = 0;
    for (PlannedTarget target : planned) {
      TargetRow row = left.remove(target.platform());
      if (row == null) {
        insert(postId, position, target);
      } else {
        replan(row, position, target);
      }
      position++;
    }
    left.values().forEach(this::remove);
    return left.values().stream().mapToLong(TargetRow::version).sum();
  }

  private void insert(long postId, int position, PlannedTarget target) {
    sql.run("publishing/insert-target")
        .param("postId", postId)
        .param("position", position)
        .param("platform", target.platform())
        .param("accountId", target.accountId())
        .param("content", JsonColumn.write(target.content()))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private void replan(TargetRow row, int position, PlannedTarget target) {
    checked(
        row,
        sql.run("publishing/replan-target")
            .param("id", row.id())
            .param("version", row.version())
            .param("position", position)
            .param("accountId", target.accountId())
            .param("content", JsonColumn.write(target.content()))
            .param("now", Sql.at(clock.instant()))
            .update());
    if (row.status() != TargetStatus.PLANNED) {
      history.ofTarget(row, "planned_anew", TargetStatus.PLANNED.wire(), "the post was changed");
    }
  }

  private void remove(TargetRow row) {
    checked(
        row,
        sql.run("publishing/remove-target")
            .param("id", row.id())
            .param("version", row.version())
            .update());
    history.ofTarget(row, "called_off", TargetStatus.CANCELLED.wire(), "removed from the post");
  }

  private static void checked(TargetRow row, int changed) {
    if (changed != 1) {
      throw new LostTrackException(row);
    }
  }
}
