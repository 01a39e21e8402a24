package io.snshub.platform;

import io.snshub.platform.PlatformAnswer.Answered;
import java.util.List;

/** One platform's membership: a bean of this type puts it on the map. */
public interface Platform {

  /** Returns what the platform can do, as data. */
  PlatformProfile profile();

  /**
   * Reads from any answer how many calls the account has left, in as many windows as it names; none
   * when it doesn't tell. Called for every answer, so it has to be quick, and must never throw.
   */
  default List<Budget> budgets(PlatformRequest request, Answered answer) {
    return answer.status() == 429
        ? List.of(Budget.none(scope(request), Answers.rest(Answers.retryAfter(answer))))
        : List.of();
  }

  /** Returns what a refusal of this call for too many calls is about. */
  static Budget.Scope scope(PlatformRequest request) {
    return request.last() ? Budget.Scope.SUBMIT : Budget.Scope.BEGIN;
  }
}
