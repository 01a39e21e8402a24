package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.platform.Sighting;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Pictures, brought unpublished one a call, so that each id is kept durably. One that no post takes
 * up is gone after a day.
 */
final class FacebookPhotos {
  private static final int TRIES = 2;

  private FacebookPhotos() {}

  static boolean left(@Variable("work") LaneWork work) {
    return FacebookHandle.of(work).photos().size() < work.content().media().size();
  }

  static Media next(@Variable("work") LaneWork work) {
    return work.content().media().get(FacebookHandle.of(work).photos().size());
  }

  static PlatformRequest bring(
      @Variable("fetched") MediaFetch fetched, @Variable("work") LaneWork work) {
    FetchedMedia file = ((MediaFetch.Fetched) fetched).media();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("published", "false");
    String alt = next(work).alt();
    if (alt != null && !alt.isBlank()) {
      fields.put("alt_text_custom", alt);
    }
    return FacebookCalls.upload(work, "/photos", fields, "source", file, 0, file.bytes());
  }

  static Preparation brought(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return refused(answer, handle);
    }
    JsonNode body = Answers.json(answered);
    String id = Answers.text(body, "id", FacebookCalls.NODE_ID);
    if (id == null || handle.photos().contains(id)) {
      return new Preparation.Failed(FacebookErrors.unreadable("a picture without an id"));
    }
    FacebookHandle more = handle.photo(id);
    return more.photos().size() < work.content().media().size()
        ? new Preparation.Pending(more.json(), Duration.ZERO)
        : new Preparation.Ready(more.json());
  }

  /** What can't be read now may only be late; what still can't be read is no picture. */
  private static Preparation refused(PlatformAnswer answer, FacebookHandle handle) {
    FacebookErrors.GraphError error = FacebookErrors.error(answer);
    if (error == null || error.subcode() != 2069019) {
      return new Preparation.Failed(FacebookErrors.failure(answer));
    }
    return handle.builds() < TRIES
        ? new Preparation.Pending(handle.refused().json(), Duration.ofSeconds(5))
        : new Preparation.Failed(
            new PublishFailure.Permanent(
                error.name(), "facebook: the picture can't be read: " + error.message()));
  }

  /** Looks whether the oldest picture is still there, and still unused. */
  static PlatformRequest look(@Variable("work") LaneWork work) {
    String first = FacebookHandle.of(work).photos().get(0);
    return FacebookCalls.get(work, "/" + first + "?fields=id,page_story_id");
  }

  /** The list shows no post of these pictures; the pictures themselves know sooner. */
  static boolean unlisted(@Body Sighting sighting, @Variable("work") LaneWork work) {
    return sighting instanceof Sighting.Absent && !FacebookHandle.of(work).photos().isEmpty();
  }

  /**
   * A picture that is gone, or that no post has taken up, confirms that there is no post. Whether
   * the post that it names is the whole one isn't documented, so the list has to tell that.
   */
  static Sighting confirmed(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    FacebookErrors.GraphError error = FacebookErrors.error(answer);
    if (error != null && error.missing()) {
      return new Sighting.Absent();
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return Sighting.Unclear.after(FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    if (!ours(body, work)) {
      return new Sighting.Unclear("facebook: the picture is unreadable", false);
    }
    return body.has("page_story_id")
        ? new Sighting.Unclear(
            "facebook: a post has taken the pictures up, but isn't listed yet", false)
        : new Sighting.Absent();
  }

  private static boolean ours(JsonNode body, LaneWork work) {
    String first = FacebookHandle.of(work).photos().get(0);
    return first.equals(Answers.text(body, "id", FacebookCalls.NODE_ID));
  }

  static Preparation looked(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    FacebookErrors.GraphError error = FacebookErrors.error(answer);
    if (error != null && error.missing()) {
      return new Preparation.Pending(
          FacebookHandle.fresh(handle.builds()).json(), Duration.ofSeconds(1));
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    if (!ours(body, work)) {
      return new Preparation.Failed(FacebookErrors.unreadable("a picture that is another"));
    }
    boolean used = Answers.text(body, "page_story_id", FacebookCalls.POST_ID) != null;
    // an earlier attempt of ours whose answer read like a refusal: it is up, and must be found
    return new Preparation.Ready(used ? handle.up().json() : handle.json());
  }
}
