package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.store.CommitLostException;
import io.snshub.store.NoSpaceLeftException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Turns whatever was thrown into a problem answer; the unexpected goes to the log, not out. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  private static final int DEEPEST_CAUSE = 20;

  private Failures() {}

  static Answer answer(Throwable thrown) {
    ProblemException refusal = refusal(thrown);
    if (refusal == null) {
      log.atError().setCause(thrown).log("request failed");
      refusal =
          Problems.of(
              500, "internal_error", "The hub failed", "the log knows more under this trace_id");
    }
    return answer(refusal);
  }

  static Answer answer(ProblemException refusal) {
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    headers.put("Content-Type", "application/problem+json");
    return new Answer(refusal.problem().status(), headers, refusal.problem(), false);
  }

  /** Returns the cause of a type, however deeply wrapped. */
  static <T extends Throwable> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static @Nullable ProblemException refusal(Throwable thrown) {
    ProblemException refusal = find(thrown, ProblemException.class);
    if (refusal != null) {
      return refusal;
    }
    if (find(thrown, IdempotencyKeys.TakenException.class) != null) {
      // expected, and answered by the door with what the faster one said
      return Problems.unavailable("another request under this Idempotency-Key was faster");
    }
    BodyTooLargeException large = find(thrown, BodyTooLargeException.class);
    if (large != null) {
      return tooLarge(String.valueOf(large.getMessage()));
    }
    if (NoSpaceLeftException.causes(thrown)) {
      return spaceGone(thrown);
    }
    if (find(thrown, CommitLostException.class) != null) {
      log.atWarn().setCause(thrown).log("commit not confirmed");
      return commitLost(false);
    }
    boolean passing =
        find(thrown, TransientDataAccessException.class) != null
            || find(thrown, DataAccessResourceFailureException.class) != null
            || find(thrown, RecoverableDataAccessException.class) != null
            || find(thrown, TransactionSystemException.class) != null
            || find(thrown, CannotCreateTransactionException.class) != null;
    if (passing) {
      log.atWarn().setCause(thrown).log("database not available");
      return databaseAway();
    }
    return null;
  }

  private static ProblemException spaceGone(Throwable thrown) {
    if (find(thrown, NoSpaceLeftException.class) == null) {
      log.atError().setCause(thrown).log("the disk is full");
    }
    Problem problem =
        Problem.of(
            507,
            "insufficient_storage",
            "No room to store this",
            "the disk is full or nearly so; what was accepted before is kept and goes on");
    return new ProblemException(problem.retryable(true)).header("Retry-After", "60");
  }

  static ProblemException databaseAway() {
    return Problems.of(
            503,
            "database_unavailable",
            "Not available for the moment",
            "the database does not answer; nothing was changed")
        .header("Retry-After", "2");
  }

  /**
   * The request was carried out or was not.
   *
   * @param keyed it has an idempotency key, so that repeating it is safe and tells
   */
  static ProblemException commitLost(boolean keyed) {
    String detail =
        keyed
            ? "the database was lost while it committed; repeat the request under the same"
                + " Idempotency-Key to learn its result"
            : "the database was lost while it committed: the request was carried out or was not;"
                + " look before you repeat it, or send an Idempotency-Key";
    Problem problem = Problem.of(503, "outcome_unknown", "The outcome is not known", detail);
    return new ProblemException(problem.retryable(keyed)).header("Retry-After", "2");
  }

  static ProblemException tooLarge(String detail) {
    return Problems.of(413, "payload_too_large", "The body is too large", detail)
        .header("Connection", "close");
  }

  static ProblemException byStatus(int status) {
    return new ProblemException(
        switch (status) {
          case 404 -> Problem.of(404, "not_found", "Not found", "there is nothing at this path");
          case 405 -> Problem.of(405, "method_not_allowed", "Method not allowed", null);
          case 406 -> Problem.of(406, "not_acceptable", "Not acceptable", null);
          case 413 -> Problem.of(413, "payload_too_large", "The body is too large", null);
          case 414 -> Problem.of(414, "uri_too_long", "The address is too long", null);
          case 415 -> Problem.of(415, "unsupported_media_type", "Unsupported media type", null);
          case 431 -> Problem.of(431, "headers_too_large", "The headers are too large", null);
          case 503 -> Problem.of(503, "unavailable", "Not available for the moment", null);
          default ->
              status < 500
                  ? Problem.of(status, "bad_request", "The request can't be understood", null)
                  : Problem.of(status, "internal_error", "The hub failed", null);
        });
  }
}
