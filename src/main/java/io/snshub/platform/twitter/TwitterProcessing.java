package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

/** What X does with a video once it has it. */
final class TwitterProcessing {
  private TwitterProcessing() {}

  static boolean underWay(@Variable("work") LaneWork work) {
    return TwitterHandle.of(work).processing() != null;
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(TwitterHandle.of(work).processing());
    return PlatformRequest.of(
            "GET",
            work.api() + TwitterMedia.UPLOAD + "?command=STATUS&media_id=" + Answers.encode(id))
        .bearer(work.account().accessToken());
  }

  static Preparation processed(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(TwitterErrors.failure(answer));
    }
    TwitterHandle handle = TwitterHandle.of(work);
    String id = Objects.requireNonNull(handle.processing());
    JsonNode data = Answers.json(answered).path("data");
    JsonNode info = data.path("processing_info");
    if (!data.path("id").equals(TextNode.valueOf(id))) {
      return new Preparation.Failed(
          TwitterWire.unreadable("the state of the medium is unreadable"));
    }
    return switch (info.path("state").asText("")) {
      case "succeeded" -> new Preparation.Pending(handle.ready(id).json(), Duration.ZERO);
      case "failed" -> new Preparation.Failed(failed(info));
      default ->
          new Preparation.Pending(handle.json(), Answers.pause(info.path("check_after_secs"), 2));
    };
  }

  static PublishFailure failed(JsonNode info) {
    String why = info.path("error").path("message").asText("no reason given");
    return new PublishFailure.Permanent(
        "media_processing_failed", "twitter: the medium could not be processed: " + why);
  }
}
