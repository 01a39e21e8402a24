package io.snshub.notifying;

import io.snshub.platform.PlatformAnswer;
import io.snshub.saga.SagaRun;
import io.snshub.saga.StepPendingException;
import io.snshub.store.SharedCommits;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The notices: one of a kind per saga, sent at most once each. */
@Component
class Notices {
  static final String RESULT = "result";
  static final String CANCELLED = "cancelled";
  static final String QUESTION = "question";

  private final Sql sql;
  private final TelegramSettings settings;
  private final NoticeTexts texts;
  private final SharedCommits commits;
  private final Clock clock;

  Notices(
      Sql sql, TelegramSettings settings, NoticeTexts texts, SharedCommits commits, Clock clock) {
    this.sql = sql;
    this.settings = settings;
    this.texts = texts;
    this.commits = commits;
    this.clock = clock;
  }

  private record Row(String status, @Nullable Instant nextTryAt) {}

  /** Writes that a notice is about to be sent, or says that nothing is to be sent now. */
  public NoticeTask begin(SagaRun run, String kind) {
    return settings.configured() ? commits.run(() -> begun(run, kind)) : NoticeTask.DONE;
  }

  private NoticeTask begun(SagaRun run, String kind) {
    boolean first =
        sql.run("notifying/open-notice")
                .param("sagaId", run.id())
                .param("postId", run.subjectId())
                .param("kind", kind)
                .param("now", Sql.at(clock.instant()))
                .update()
            == 1;
    return first ? sending(run, kind) : again(run, kind);
  }

  private NoticeTask sending(SagaRun run, String kind) {
    String text = texts.of(run.subjectId(), kind);
    return new NoticeTask(run.id(), kind, TelegramWire.sendMessage(settings, text), null);
  }

  private NoticeTask again(SagaRun run, String kind) {
    NoticeTask task = new NoticeTask(run.id(), kind, null, null);
    Row row =
        sql.run("notifying/lock-notice")
            .param("sagaId", run.id())
            .param("kind", kind)
            .query(
                (found, number) ->
                    new Row(found.getString("status"), Sql.instant(found, "next_try_at")))
            .single();
    return switch (row.status()) {
      case "waiting" -> {
        Instant next = row.nextTryAt();
        if (next != null && next.isAfter(clock.instant())) {
          yield new NoticeTask(run.id(), kind, null, next);
        }
        change(task, "sending", null, null, null);
        yield sending(run, kind);
      }
      case "sending" -> {
        // a process ended between the call and its answer: sent or not, never again
        change(task, "unknown", null, null, "the answer was lost");
        yield NoticeTask.DONE;
      }
      default -> NoticeTask.DONE;
    };
  }

  /** Writes what Telegram answered. */
  public NoticeTask end(NoticeTask task, PlatformAnswer answer) {
    TelegramWire.Sent sent = TelegramWire.read(answer);
    return commits.run(() -> ended(task, sent));
  }

  private NoticeTask ended(NoticeTask task, TelegramWire.Sent sent) {
    if (sent.messageId() != null) {
      change(task, "sent", sent.messageId(), null, null);
    } else if (!sent.certain()) {
      change(task, "unknown", null, null, sent.problem());
    } else if (sent.retryAfter() == null || tries(task) >= settings.tries()) {
      change(task, "failed", null, null, sent.problem());
    } else {
      Duration pause =
          sent.retryAfter().compareTo(settings.pause()) > 0 ? sent.retryAfter() : settings.pause();
      Instant next = clock.instant().plus(pause);
      change(task, "waiting", null, next, sent.problem());
      return new NoticeTask(task.sagaId(), task.kind(), null, next);
    }
    return NoticeTask.DONE;
  }

  /**
   * Ends a compensation's notice.
   *
   * @throws StepPendingException while it waits
   */
  public void requireDone(NoticeTask task) {
    if (task.waitUntil() != null) {
      throw new StepPendingException("the notice waits", task.waitUntil());
    }
  }

  private int tries(NoticeTask task) {
    return sql.run("notifying/find-tries")
        .param("sagaId", task.sagaId())
        .param("kind", task.kind())
        .query(Integer.class)
        .single();
  }

  private void change(
      NoticeTask task,
      String status,
      @Nullable String messageId,
      @Nullable Instant nextTryAt,
      @Nullable String problem) {
    sql.run("notifying/change-notice")
        .param("sagaId", task.sagaId())
        .param("kind", task.kind())
        .param("status", status)
        .param("messageId", messageId)
        .param("nextTryAt", Sql.at(nextTryAt))
        .param("problem", problem)
        .param("tries", status.equals("sending") ? 1 : 0)
        .param("now", Sql.at(clock.instant()))
        .update();
  }
}
