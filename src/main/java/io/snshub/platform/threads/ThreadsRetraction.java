package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Retraction;
import io.snshub.post.PublishFailure.Transient;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Takes a post down. Pure. */
final class ThreadsRetraction {
  private ThreadsRetraction() {}

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    return PlatformRequest.of("DELETE", post(work)).bearer(work.account().accessToken());
  }

  static Retraction retraction(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered && answered.ok()) {
      return deleted(Answers.json(answered), work)
          ? new Retraction.Gone()
          : new Retraction.Failed(new Transient("not_deleted", "threads: post not deleted", null));
    }
    return new Retraction.Failed(ThreadsErrors.failure(answer));
  }

  private static boolean deleted(JsonNode body, LaneWork work) {
    JsonNode named = body.path("deleted_id");
    boolean ours = named.isMissingNode() || named.asText().equals(work.platformPostId());
    return ours && body.path("success").isBoolean() && body.path("success").booleanValue();
  }

  /** "Missing" and "not yours to delete" are one error; a read tells them apart. */
  static boolean ambiguous(@Body PlatformAnswer answer) {
    GraphError error = ThreadsErrors.error(answer);
    return error != null && ThreadsErrors.missing(error);
  }

  static PlatformRequest existence(@Variable("work") LaneWork work) {
    return PlatformRequest.of("GET", post(work) + "?fields=id")
        .bearer(work.account().accessToken());
  }

  static Retraction verdict(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered && answered.ok()) {
      String id = Answers.text(Answers.json(answered), "id", ThreadsContainers.ID);
      return id != null && id.equals(work.platformPostId())
          ? new Retraction.Impossible("threads: the post is there, but this token can't delete it")
          : new Retraction.Failed(
              ThreadsErrors.unreadable("a look at the post brought something else"));
    }
    return ambiguous(answer)
        ? new Retraction.Gone()
        : new Retraction.Failed(ThreadsErrors.failure(answer));
  }

  private static String post(LaneWork work) {
    return ThreadsContainers.node(work, Objects.requireNonNull(work.platformPostId()));
  }
}
