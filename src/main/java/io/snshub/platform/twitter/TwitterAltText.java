package io.snshub.platform.twitter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformRequest;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** What a medium shows, told to X once the medium is uploaded. */
final class TwitterAltText {
  private TwitterAltText() {}

  /** X takes it for pictures and GIFs only. */
  static boolean describe(@Variable("upload") TwitterUpload upload) {
    return upload.going() && upload.altText() != null && upload.contentType().startsWith("image/");
  }

  record Described(String id, Metadata metadata) {}

  record Metadata(@JsonProperty("alt_text") AltText altText) {}

  record AltText(String text) {}

  static PlatformRequest description(
      @Variable("work") LaneWork work, @Variable("upload") TwitterUpload upload) {
    String text = Objects.requireNonNull(upload.altText());
    String id = Objects.requireNonNull(upload.mediaId());
    return TwitterMedia.post(work, "/2/media/metadata")
        .json(Answers.write(new Described(id, new Metadata(new AltText(text)))));
  }

  static TwitterUpload described(
      @Body PlatformAnswer answer, @Variable("upload") TwitterUpload upload) {
    return TwitterMedia.accepted(answer) ? upload : upload.failed(TwitterMedia.refusal(answer));
  }
}
