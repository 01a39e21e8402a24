package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Retraction;
import io.snshub.post.PublishFailure;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Takes a post or a video down; also when it is gone already. */
final class FacebookRemoval {
  private FacebookRemoval() {}

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    return PlatformRequest.of("DELETE", FacebookCalls.node(work, id(work)))
        .bearer(work.account().accessToken());
  }

  static Retraction retraction(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Retraction.Failed(FacebookErrors.failure(answer));
    }
    JsonNode success = Answers.json(answered).path("success");
    return success.isBoolean() && success.booleanValue()
        ? new Retraction.Gone()
        : new Retraction.Failed(
            new PublishFailure.Transient("not_deleted", "facebook: post not deleted", null));
  }

  /** "Missing" and "no delete here" are one error to the Graph API; a read tells them apart. */
  static boolean ambiguous(@Body PlatformAnswer answer) {
    GraphError error = GraphError.of(answer);
    return error != null && error.missing();
  }

  static PlatformRequest existence(@Variable("work") LaneWork work) {
    return FacebookCalls.get(work, "/" + Answers.encode(id(work)) + "?fields=id");
  }

  static Retraction verdict(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered && answered.ok()) {
      return id(work).equals(Answers.json(answered).path("id").textValue())
          ? new Retraction.Impossible("facebook: the post is there, but the app can't delete it")
          : new Retraction.Failed(
              FacebookErrors.unreadable("a look at the post brought something else"));
    }
    return ambiguous(answer)
        ? new Retraction.Gone()
        : new Retraction.Failed(FacebookErrors.failure(answer));
  }

  private static String id(LaneWork work) {
    return Objects.requireNonNull(work.platformPostId());
  }
}
