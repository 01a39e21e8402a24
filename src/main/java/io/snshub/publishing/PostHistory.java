package io.snshub.publishing;

import io.snshub.store.Sql;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the steps of a post's life, in the transaction that takes them. */
@Component
class PostHistory {
  private static final int LONGEST = 2000;
  private final Sql sql;
  private final Clock clock;

  PostHistory(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  void ofPost(
      long postId, String step, @Nullable String from, @Nullable String to, @Nullable String why) {
    add(postId, null, null, step, from, to, why);
  }

  void ofTarget(TargetRow target, String step, @Nullable String to, @Nullable String why) {
    add(target.postId(), target.id(), target.platform(), step, target.status().wire(), to, why);
  }

  private void add(
      long postId,
      @Nullable Long targetId,
      @Nullable String platform,
      String step,
      @Nullable String from,
      @Nullable String to,
      @Nullable String why) {
    sql.later("publishing/add-history")
        .param("postId", postId)
        .param("targetId", targetId)
        .param("platform", platform)
        .param("step", step)
        .param("from", from)
        .param("to", to)
        .param("detail", clip(why))
        .param("now", Sql.at(clock.instant()))
        .add();
  }

  static @Nullable String clip(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
