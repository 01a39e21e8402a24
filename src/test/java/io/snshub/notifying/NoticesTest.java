package io.snshub.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.platform.PlatformAnswer;
import io.snshub.saga.SagaRun;
import io.snshub.store.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final PlatformAnswer SENT =
      answer(200, "{\"ok\":true,\"result\":{\"message_id\":17}}");

  private static PlatformAnswer answer(int status, String json) {
    return new PlatformAnswer.Answered(status, Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  abstract static class Contract extends DatabaseContract {
    private TestClock clock;
    private Notices notices;
    private SagaRun run;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void aPublishedPost() {
      clock = new TestClock();
      TelegramSettings settings =
          new TelegramSettings("token", "chat", "http://127.0.0.1:1", 2, Duration.ofSeconds(2));
      notices =
          database.transactional(
              new Notices(sql, settings, new NoticeTexts(sql), database.shared(), clock));
      long post =
          sql.run("publishing/insert-post")
              .param("userId", 1)
              .param("content", "hello")
              .param("request", "{}")
              .param("status", "published")
              .param("onFailure", "keep")
              .param("sagaId", "s")
              .param("scheduledAt", null)
              .param("now", io.snshub.store.Sql.at(clock.instant()))
              .query(Long.class)
              .single();
      run =
          new SagaRun(
              UUID.randomUUID().toString(),
              "publish",
              "post/" + post,
              "direct:publish-post",
              null,
              1,
              0,
              clock.instant());
    }

    private void target(String platform, String status) {
      sql.run("publishing/insert-target")
          .param("postId", run.subjectId())
          .param("position", 1)
          .param("platform", platform)
          .param("accountId", 1)
          .param("content", "{}")
          .param("now", io.snshub.store.Sql.at(clock.instant()))
          .update();
      jdbc.sql("update target set status = ? where post_id = ? and platform = ?")
          .params(status, run.subjectId(), platform)
          .update();
    }

    @Test
    void a_cancellation_that_left_something_up_says_so_first() {
      target("one", "compensated");
      target("two", "compensation_failed");

      String text = new NoticeTexts(sql).of(run.subjectId(), Notices.CANCELLED);

      assertThat(text).startsWith("Cancelled, but still up on two: post ");
      assertThat(text).contains("Taken down: one");
    }

    @Test
    void a_question_asks_for_a_look() {
      target("one", "needs_human");

      assertThat(new NoticeTexts(sql).of(run.subjectId(), Notices.QUESTION))
          .startsWith("Please look: post " + run.subjectId());
    }

    private String status() {
      return jdbc.sql("select status from notice where saga_id = ?")
          .param(run.id())
          .query(String.class)
          .single();
    }

    @Test
    void a_notice_is_sent_once_however_often_its_saga_comes_by() {
      NoticeTask task = notices.begin(run, Notices.RESULT);
      notices.end(task, SENT);

      assertThat(task.isSending()).isTrue();
      assertThat(notices.begin(run, Notices.RESULT)).isEqualTo(NoticeTask.DONE);
      assertThat(status()).isEqualTo("sent");
    }

    @Test
    void of_several_that_begin_at_once_one_sends() throws Exception {
      List<NoticeTask> begun = together(6, () -> notices.begin(run, Notices.RESULT));

      assertThat(begun).filteredOn(NoticeTask::isSending).hasSize(1);
      assertThat(count("notice", "saga_id = '" + run.id() + "'")).isEqualTo(1);
    }

    @Test
    void each_kind_has_a_notice_of_its_own() {
      notices.end(notices.begin(run, Notices.RESULT), SENT);

      assertThat(notices.begin(run, Notices.CANCELLED).isSending()).isTrue();
    }

    @Test
    void a_crash_between_the_call_and_its_answer_never_sends_again() {
      notices.begin(run, Notices.RESULT);

      assertThat(notices.begin(run, Notices.RESULT)).isEqualTo(NoticeTask.DONE);
      assertThat(status()).isEqualTo("unknown");
    }

    @Test
    void a_lost_answer_never_sends_again() {
      notices.end(notices.begin(run, Notices.RESULT), new PlatformAnswer.Lost("timed out"));

      assertThat(notices.begin(run, Notices.RESULT)).isEqualTo(NoticeTask.DONE);
      assertThat(status()).isEqualTo("unknown");
    }

    @Test
    void a_refusal_for_now_waits_as_long_as_was_asked_and_is_given_up_in_the_end() {
      PlatformAnswer busy = answer(429, "{\"ok\":false,\"parameters\":{\"retry_after\":5}}");
      NoticeTask waiting = notices.end(notices.begin(run, Notices.RESULT), busy);
      assertThat(waiting.waitUntil()).isEqualTo(clock.instant().plusSeconds(5));
      assertThat(notices.begin(run, Notices.RESULT).waitUntil()).isEqualTo(waiting.waitUntil());

      clock.advance(Duration.ofSeconds(5));
      NoticeTask again = notices.begin(run, Notices.RESULT);

      assertThat(again.isSending()).isTrue();
      assertThat(notices.end(again, busy)).isEqualTo(NoticeTask.DONE);
      assertThat(status()).isEqualTo("failed");
    }
  }
}
