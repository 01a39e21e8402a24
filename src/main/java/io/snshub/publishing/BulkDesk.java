package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.call.BodyRows;
import io.snshub.call.FieldError;
import io.snshub.call.FirstAnswers;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import io.snshub.call.RequestContext;
import io.snshub.publishing.BulkVerdicts.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The counter for many posts at once. All that are accepted are durable together, and with them the
 * answer for the request's idempotency key: after a crash the whole request can be sent again. A
 * row that is rejected leaves nothing and holds back no other; only what is no row's fault, such as
 * a lost database, ends the request, and then nothing of it is stored.
 */
@Component
class BulkDesk {
  private static final int MULTI_STATUS = 207;

  private final PostIntake intake;
  private final FirstAnswers first;
  private final TransactionTemplate row;

  BulkDesk(PostIntake intake, FirstAnswers first, PlatformTransactionManager transactions) {
    this.intake = intake;
    this.first = first;
    this.row = new TransactionTemplate(transactions);
    // a savepoint: what a rejected row has written is undone, and the others stay
    this.row.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  public Answer create(BodyRows body, RequestContext request) {
    return first.once(request, () -> Answer.of(MULTI_STATUS, all(body, request)));
  }

  private BulkVerdicts all(BodyRows body, RequestContext request) {
    List<Verdict> verdicts = new ArrayList<>();
    for (BodyRows.Row one : body.rows()) {
      verdicts.add(verdict(verdicts.size() + 1, one, request));
    }
    return BulkVerdicts.of(verdicts);
  }

  private Verdict verdict(int number, BodyRows.Row one, RequestContext request) {
    try {
      ProblemException unreadable = one.refusal();
      if (unreadable != null) {
        throw unreadable;
      }
      PostRequest post = (PostRequest) Objects.requireNonNull(one.value());
      return Verdict.accepted(number, accept(post, request).postId());
    } catch (ProblemException e) {
      return Verdict.rejected(number, errors(e));
    }
  }

  private PostAccepted accept(PostRequest post, RequestContext request) {
    return Objects.requireNonNull(
        row.execute(
            begun ->
                intake.accept(request.userId(), request.caller().accounts(), post, stored -> {})));
  }

  private static List<FieldError> errors(ProblemException refusal) {
    Problem problem = refusal.problem();
    if (problem.retryable()) {
      throw refusal;
    }
    List<FieldError> errors = problem.errors();
    return errors == null || errors.isEmpty()
        ? List.of(
            new FieldError("body", Objects.requireNonNullElse(problem.detail(), problem.title())))
        : errors;
  }
}
