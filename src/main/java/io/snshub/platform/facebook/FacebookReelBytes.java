package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.FileBody;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** The bytes of a Reel: all that is missing in one call to the host for uploads. */
final class FacebookReelBytes {
  private FacebookReelBytes() {}

  /** Nothing, or only some of it, has arrived. */
  static boolean resumable(
      @Variable("state") FacebookVideoState.State state, @Variable("work") LaneWork work) {
    return state.stage() == FacebookVideoState.Stage.WAITING
        && state.received() < FacebookHandle.of(work).total();
  }

  /** A Reel goes in one call from where the upload broke off. */
  static PlatformRequest rest(
      @Variable("fetched") MediaFetch fetched,
      @Variable("state") FacebookVideoState.State state,
      @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    FetchedMedia file = FacebookVideos.file(fetched);
    long offset = state.received();
    return PlatformRequest.of(
            "POST",
            work.host("upload")
                + "/video-upload/"
                + FacebookPlatform.VERSION
                + "/"
                + Objects.requireNonNull(handle.video()))
        .header("Authorization", "OAuth " + work.account().accessToken())
        .header("offset", Long.toString(offset))
        .header("file_size", Long.toString(file.bytes()))
        .body("application/octet-stream", new FileBody(file.path(), offset, file.bytes() - offset));
  }

  static Preparation sent(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    if (answer instanceof Answered answered) {
      JsonNode body = Answers.json(answered);
      if (answered.ok() && body.path("success").asBoolean(false)) {
        return new Preparation.Pending(
            handle.at(handle.total(), handle.total()).json(), Duration.ZERO);
      }
      String type = body.path("debug_info").path("type").asText("");
      if (type.matches("OffsetInvalidError|PartialRequestError")) {
        return FacebookVideos.again(
            handle, FacebookErrors.unreadable("the upload is at another place"));
      }
      if (type.equals("ProcessingFailedError")) {
        return FacebookVideos.anew(handle, FacebookErrors.unreadable("the upload failed"));
      }
    }
    return new Preparation.Failed(FacebookErrors.failure(answer));
  }

  /** All of it is there after all, or there is nothing to go on with. */
  static Preparation halted(
      @Variable("state") FacebookVideoState.State state, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    return switch (state.stage()) {
      case WAITING, PROCESSING, UP ->
          new Preparation.Pending(handle.at(handle.total(), handle.total()).json(), Duration.ZERO);
      case FAILED, EXPIRED, MISSING -> FacebookVideos.anew(handle, state.why());
      case UNREADABLE -> new Preparation.Failed(state.why());
    };
  }
}
