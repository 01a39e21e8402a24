package io.snshub.platform.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** What LinkedIn does with a medium once it has it. */
final class LinkedinProcessing {
  /**
   * How often a medium's state is asked for before a video's that can't be read counts as ready, or
   * bytes that never arrived are sent again.
   */
  private static final int PATIENCE = 6;

  private LinkedinProcessing() {}

  static boolean underWay(@Variable("work") LaneWork work) {
    return LinkedinHandle.of(work).processing() != null;
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    String urn = urn(work);
    return PlatformRequest.of(
            "GET",
            work.api() + (video(urn) ? "/rest/videos/" : "/rest/images/") + Answers.encode(urn))
        .bearer(work.account().accessToken());
  }

  static Preparation processed(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    LinkedinHandle handle = LinkedinHandle.of(work);
    String urn = urn(work);
    if (LinkedinErrors.denied(answer)) {
      return unseen(handle, urn);
    }
    if (answer instanceof Answered no && LinkedinErrors.gone(no)) {
      return anew(handle);
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(LinkedinErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    String name = body.path("id").asText("");
    if (!name.equals(urn) && !name.equals(urn.substring(urn.lastIndexOf(':') + 1))) {
      return new Preparation.Failed(
          LinkedinErrors.unreadable("the state of the medium is unreadable"));
    }
    return switch (body.path("status").asText("")) {
      case "AVAILABLE" -> new Preparation.Pending(handle.ready(urn).json(), Duration.ZERO);
      case "PROCESSING_FAILED" -> new Preparation.Failed(failed(body));
      case "WAITING_UPLOAD" ->
          handle.looks() < PATIENCE
              ? new Preparation.Pending(handle.looked().json(), pause(handle.looks()))
              : anew(handle);
      case "PROCESSING" -> new Preparation.Pending(handle.looked().json(), pause(handle.looks()));
      default ->
          new Preparation.Failed(LinkedinErrors.unreadable("the medium is in no known state"));
    };
  }

  /**
   * A member's token may write and not read. A picture is ready soon after it was sent; a video
   * that isn't yet will be refused when the post is made, and tried again.
   */
  private static Preparation unseen(LinkedinHandle handle, String urn) {
    return video(urn) && handle.looks() < PATIENCE
        ? new Preparation.Pending(handle.looked().json(), Duration.ofSeconds(10))
        : new Preparation.Pending(handle.ready(urn).json(), Duration.ZERO);
  }

  private static Preparation anew(LinkedinHandle handle) {
    return new Preparation.Pending(handle.again().json(), Duration.ofSeconds(10));
  }

  private static Duration pause(int looks) {
    return Duration.ofSeconds(Math.min(30, 1L << Math.min(looks, 5)));
  }

  private static PublishFailure failed(JsonNode body) {
    String why = body.path("processingFailureReason").asText("no reason given");
    return new PublishFailure.Permanent(
        "media_processing_failed", "linkedin: the medium could not be processed: " + why);
  }

  private static boolean video(String urn) {
    return urn.startsWith("urn:li:video:");
  }

  private static String urn(LaneWork work) {
    return Objects.requireNonNull(LinkedinHandle.of(work).processing());
  }
}
