package io.snshub.notifying;

import io.snshub.platform.PlatformAnswer;
import io.snshub.saga.SagaRun;
import io.snshub.saga.StepPendingException;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The notices: one of a kind per saga, sent at most once each. */
@Component
class Notices {
  static final String RESULT = "result";
  static final String CANCELLED = "cancelled";
  static final String QUESTION = "question";

  private final Sql sql;
  private final TelegramSettings settings;
  private final NoticeTexts texts;
  private final Clock clock;

  Notices(Sql sql, TelegramSettings settings, NoticeTexts texts, Clock clock) {
    this.sql = sql;
    this.settings = settings;
    this.texts = texts;
    this.clock = clock;
  }

  private record Row(long id, String status, int tries, @Nullable Instant nextTryAt) {}

  /** Writes that a notice is about to be sent, or says that nothing is to be sent now. */
  @Transactional
  public NoticeTask begin(SagaRun run, String kind) {
    if (!settings.configured()) {
      return NoticeTask.DONE;
    }
    sql.run("notifying/open-notice")
        .param("sagaId", run.id())
        .param("postId", run.subjectId())
        .param("kind", kind)
        .param("now", Sql.at(clock.instant()))
        .update();
    Row row =
        sql.run("notifying/lock-notice")
            .param("sagaId", run.id())
            .param("kind", kind)
            .query(
                (found, number) ->
                    new Row(
                        found.getLong("id"),
                        found.getString("status"),
                        found.getInt("tries"),
                        Sql.instant(found, "next_try_at")))
            .single();
    return switch (row.status()) {
      case "waiting" -> {
        Instant next = row.nextTryAt();
        if (next != null && next.isAfter(clock.instant())) {
          yield new NoticeTask(row.id(), null, next);
        }
        change(row.id(), "sending", null, null, null);
        String text = texts.of(run.subjectId(), kind);
        yield new NoticeTask(row.id(), TelegramWire.sendMessage(settings, text), null);
      }
      case "sending" -> {
        // a process ended between the call and its answer: sent or not, never again
        change(row.id(), "unknown", null, null, "the answer was lost");
        yield NoticeTask.DONE;
      }
      default -> NoticeTask.DONE;
    };
  }

  /** Writes what Telegram answered. */
  @Transactional
  public NoticeTask end(NoticeTask task, PlatformAnswer answer) {
    TelegramWire.Sent sent = TelegramWire.read(answer);
    if (sent.messageId() != null) {
      change(task.noticeId(), "sent", sent.messageId(), null, null);
    } else if (!sent.certain()) {
      change(task.noticeId(), "unknown", null, null, sent.problem());
    } else if (sent.retryAfter() == null || tries(task.noticeId()) >= settings.tries()) {
      change(task.noticeId(), "failed", null, null, sent.problem());
    } else {
      Duration pause =
          sent.retryAfter().compareTo(settings.pause()) > 0 ? sent.retryAfter() : settings.pause();
      Instant next = clock.instant().plus(pause);
      change(task.noticeId(), "waiting", null, next, sent.problem());
      return new NoticeTask(task.noticeId(), null, next);
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

  private int tries(long id) {
    return sql.run("notifying/find-tries").param("id", id).query(Integer.class).single();
  }

  private void change(
      long id,
      String status,
      @Nullable String messageId,
      @Nullable Instant nextTryAt,
      @Nullable String problem) {
    sql.run("notifying/change-notice")
        .param("id", id)
        .param("status", status)
        .param("messageId", messageId)
        .param("nextTryAt", Sql.at(nextTryAt))
        .param("problem", problem)
        .param("tries", status.equals("sending") ? 1 : 0)
        .param("now", Sql.at(clock.instant()))
        .update();
  }
}
