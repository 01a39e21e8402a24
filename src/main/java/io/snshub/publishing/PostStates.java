package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings an answer that was held back up to date. */
@Component
class PostStates {
  private final Sql sql;

  PostStates(Sql sql) {
    this.sql = sql;
  }

  private record State(String status, @Nullable String message) {}

  /** Returns the same answer with the post's present state. */
  Object refreshed(Object body) {
    if (body instanceof Answer answer && answer.body() != null) {
      Object said = refreshed(answer.body());
      return new Answer(answer.status(), answer.headers(), said, answer.confidential());
    }
    if (body instanceof PostAccepted accepted) {
      State state = find(accepted.postId());
      return new PostAccepted(
          accepted.postId(),
          state.status(),
          accepted.eventId(),
          accepted.sagaId(),
          message(state, accepted.message()));
    }
    if (body instanceof PostCommands.Done done) {
      State state = find(done.postId());
      return new PostCommands.Done(
          done.postId(), state.status(), done.sagaId(), message(state, done.message()));
    }
    return body;
  }

  private static String message(State state, String otherwise) {
    return state.message() != null
        ? state.message()
        : state.status().equals("published") ? "published on every platform" : otherwise;
  }

  private State find(long postId) {
    return sql.run("publishing/find-state")
        .param("id", postId)
        .query((row, number) -> new State(row.getString("status"), row.getString("error_message")))
        .single();
  }
}
