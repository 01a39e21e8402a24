package io.snshub.call;

import java.util.List;

/** What became of a {@link PostSubmission}. A refusal is a value here: the next one goes on. */
public sealed interface PostVerdict {

  /** Stored for good, just now. */
  record Accepted(long postId) implements PostVerdict {}

  /**
   * Stored before, from the same origin.
   *
   * @param postId the post made then
   * @param source who handed it in then
   */
  record AlreadyThere(long postId, String source) implements PostVerdict {}

  /** Nothing was stored; every reason at once. */
  record Rejected(List<FieldError> errors) implements PostVerdict {
    public Rejected {
      errors = List.copyOf(errors);
    }

    /** A rejection for one reason. */
    public static Rejected of(String field, String message) {
      return new Rejected(List.of(new FieldError(field, message)));
    }
  }
}
