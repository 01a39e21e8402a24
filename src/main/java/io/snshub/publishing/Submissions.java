package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import io.snshub.store.Sql;
import io.snshub.web.JsonBody;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Posts handed in under an origin. One origin of one user makes exactly one post: post and origin
 * are committed together, and of two that come at the same moment the database lets one through. So
 * whoever does not know whether an earlier try came through may simply hand in again.
 */
@Component
class Submissions {
  private final PostIntake intake;
  private final JsonBody json;
  private final Sql sql;
  private final Clock clock;

  Submissions(PostIntake intake, JsonBody json, Sql sql, Clock clock) {
    this.intake = intake;
    this.json = json;
    this.sql = sql;
    this.clock = clock;
  }

  /** Accepts a submission, or tells why not; throws only what is no fault of the submission. */
  public PostVerdict accept(PostSubmission submission) {
    // before the rules: what was accepted once stays accepted, also when its time has passed since
    Optional<PostVerdict> earlier = find(submission);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      PostRequest request = json.read(submission.request(), PostRequest.class);
      PostAccepted accepted =
          intake.accept(submission.userId(), request, stored -> keep(submission, stored.postId()));
      return new PostVerdict.Accepted(accepted.postId());
    } catch (ProblemException e) {
      return rejected(e);
    } catch (DuplicateKeyException e) {
      return find(submission).orElseThrow(() -> e);
    }
  }

  private Optional<PostVerdict> find(PostSubmission submission) {
    return sql.run("publishing/find-submission")
        .param("userId", submission.userId())
        .param("origin", submission.origin())
        .query(
            (row, number) ->
                (PostVerdict)
                    new PostVerdict.AlreadyThere(row.getLong("post_id"), row.getString("source")))
        .optional();
  }

  private void keep(PostSubmission submission, long postId) {
    sql.run("publishing/keep-submission")
        .param("userId", submission.userId())
        .param("origin", submission.origin())
        .param("source", submission.source())
        .param("postId", postId)
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private static PostVerdict rejected(ProblemException refusal) {
    Problem problem = refusal.problem();
    if (problem.retryable()) {
      throw refusal;
    }
    List<FieldError> errors = problem.errors();
    return errors == null || errors.isEmpty()
        ? PostVerdict.Rejected.of(
            "body", problem.detail() == null ? problem.title() : problem.detail())
        : new PostVerdict.Rejected(errors);
  }
}
