package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.Answer;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * The first answers to requests with an {@code Idempotency-Key}, kept for 24 hours.
 *
 * <p>The door calls {@link #begin} before the work and {@link #release} after it, and keeps the
 * answer itself. Work that must not happen twice even across a crash calls {@link #remember} inside
 * its own transaction: then the work and its answer are committed together or not at all. Of
 * several nodes working under one key at once the first to commit wins; the others' {@code
 * remember} throws, their transaction rolls back, and the door answers with the winner's answer.
 */
public final class IdempotencyKeys {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration BETWEEN_CLEANUPS = Duration.ofMinutes(1);
  private static final int BATCH = 200;
  private static final Logger log = LoggerFactory.getLogger(IdempotencyKeys.class);

  private final Sql sql;
  private final KeptAnswers answers;
  private final Clock clock;
  private final ConcurrentMap<Slot, State> working = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> lastCleanup = new AtomicReference<>(Instant.EPOCH);

  IdempotencyKeys(Sql sql, ObjectMapper json, Vault vault, Clock clock) {
    this.sql = sql;
    this.answers = new KeptAnswers(json, vault);
    this.clock = clock;
  }

  private record Slot(long userId, String key) {}

  private enum State {
    WORKING,
    REMEMBERED
  }

  private record Kept(String methodPath, String bodyHash, int status, String answer) {}

  /** Signals that another request under the same key was faster; the transaction must roll back. */
  public static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenException() {
      super("another request under the same idempotency key was faster", null, false, false);
    }
  }

  /**
   * Claims a key for work on this node. Null means: fresh, go to work and {@link #release} it;
   * otherwise the answer to give again.
   *
   * @throws ProblemException 409 while work under this key is in flight here, 422 when the key was
   *     used for another request
   */
  public @Nullable Answer begin(IdempotencyTicket ticket) {
    Slot slot = slot(ticket);
    if (working.putIfAbsent(slot, State.WORKING) != null) {
      throw Problems.of(
              409,
              "idempotency_in_flight",
              "In conflict with the present state",
              "a request under this Idempotency-Key is still being worked on")
          .header("Retry-After", "1");
    }
    Answer earlier = null;
    try {
      earlier = replay(ticket);
      return earlier;
    } catch (RuntimeException e) {
      working.remove(slot);
      throw e;
    } finally {
      if (earlier != null) {
        working.remove(slot);
      }
    }
  }

  /** Returns the kept answer, marked as a replay, or null. */
  @Nullable Answer replay(IdempotencyTicket ticket) {
    Kept kept =
        sql.run("web/find-answer")
            .param("user_id", ticket.userId())
            .param("key", ticket.key())
            .param("since", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
            .query(
                (row, number) ->
                    new Kept(
                        row.getString("method_path"),
                        row.getString("body_hash"),
                        row.getInt("status"),
                        row.getString("answer")))
            .optional()
            .orElse(null);
    if (kept == null) {
      return null;
    }
    if (!kept.bodyHash().equals(ticket.bodyHash())
        || !kept.methodPath().equals(ticket.methodPath())) {
      throw Problems.unprocessable(
          "idempotency_key_reused", "this Idempotency-Key was used for another request");
    }
    return answers.read(kept.status(), kept.answer()).header("Idempotency-Replayed", "true");
  }

  /**
   * Keeps the answer. Inside the caller's transaction, if there is one.
   *
   * @throws TakenException when an answer is kept already; let it roll the transaction back
   */
  public void remember(IdempotencyTicket ticket, Answer answer) {
    Instant now = clock.instant();
    try {
      sql.run("web/forget-answer")
          .param("user_id", ticket.userId())
          .param("key", ticket.key())
          .param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
          .update();
      sql.run("web/keep-answer")
          .param("user_id", ticket.userId())
          .param("key", ticket.key())
          .param("method_path", ticket.methodPath())
          .param("body_hash", ticket.bodyHash())
          .param("status", answer.status())
          .param("answer", answers.write(answer))
          .param("now", now.atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException e) {
      throw new TakenException();
    }
    working.replace(slot(ticket), State.REMEMBERED);
  }

  /** Puts the final answer in place of the one remembered when the work began. */
  public void update(IdempotencyTicket ticket, Answer answer) {
    sql.run("web/replace-answer")
        .param("user_id", ticket.userId())
        .param("key", ticket.key())
        .param("body_hash", ticket.bodyHash())
        .param("status", answer.status())
        .param("answer", answers.write(answer))
        .update();
  }

  /** The work in flight under this key has kept its answer already. */
  boolean remembered(IdempotencyTicket ticket) {
    return working.get(slot(ticket)) == State.REMEMBERED;
  }

  /** Ends the work under a key on this node, however it ended. */
  public void release(IdempotencyTicket ticket) {
    working.remove(slot(ticket));
    cleanUp();
  }

  /**
   * Removes a bounded number of expired answers, once a minute; while there are more, with each
   * request, so that it keeps up with any number of them.
   */
  private void cleanUp() {
    Instant now = clock.instant();
    Instant last = lastCleanup.get();
    if (last.plus(BETWEEN_CLEANUPS).isBefore(now) && lastCleanup.compareAndSet(last, now)) {
      try {
        int removed =
            sql.run("web/delete-expired")
                .param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .update();
        if (removed == BATCH) {
          lastCleanup.compareAndSet(now, last);
        }
      } catch (RuntimeException e) {
        // the request whose work is done must not fail for this
        log.atWarn().setCause(e).log("expired answers not removed");
      }
    }
  }

  private static Slot slot(IdempotencyTicket ticket) {
    return new Slot(ticket.userId(), ticket.key());
  }
}
