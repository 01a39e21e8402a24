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
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A video's bytes. Its id is known before the first of them, and it comes up only with the last
 * call, which is left to the publish. One piece a call, so that each offset is kept durably; what
 * Facebook says it has counts, not what was sent.
 */
final class FacebookVideos {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final Pattern SESSION = Pattern.compile("[!-~]{1,200}");

  private FacebookVideos() {}

  static boolean unbegun(@Variable("work") LaneWork work) {
    return FacebookHandle.of(work).video() == null;
  }

  static boolean sending(@Variable("work") LaneWork work) {
    return !FacebookHandle.of(work).uploaded();
  }

  static PlatformRequest begin(
      @Variable("fetched") MediaFetch fetched, @Variable("work") LaneWork work) {
    if (FacebookCalls.reel(work)) {
      // in capitals, as the reference and the SDK have it for Reels
      return FacebookCalls.post(work, "/video_reels", Map.of("upload_phase", "START"));
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("upload_phase", "start");
    form.put("file_size", Long.toString(file(fetched).bytes()));
    return FacebookCalls.post(work, "/videos", form);
  }

  static Preparation begun(
      @Body PlatformAnswer answer,
      @Variable("fetched") MediaFetch fetched,
      @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    String video = Answers.text(body, "video_id", FacebookCalls.NODE_ID);
    String session = Answers.text(body, "upload_session_id", SESSION);
    long length = file(fetched).bytes();
    if (video == null) {
      return new Preparation.Failed(FacebookErrors.unreadable("an upload without a video"));
    }
    FacebookHandle handle = FacebookHandle.of(work).begun(video, session, length);
    if (FacebookCalls.reel(work)) {
      return new Preparation.Pending(handle.json(), Duration.ZERO);
    }
    FacebookHandle placed = placed(handle, body);
    return session == null || placed == null
        ? new Preparation.Failed(FacebookErrors.unreadable("an upload without a session"))
        : new Preparation.Pending(placed.json(), Duration.ZERO);
  }

  /** The next piece, as long as Facebook wants it. */
  static PlatformRequest piece(
      @Variable("fetched") MediaFetch fetched, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    FetchedMedia file = file(fetched);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("upload_phase", "transfer");
    fields.put("upload_session_id", Objects.requireNonNull(handle.session()));
    fields.put("start_offset", Long.toString(handle.offset()));
    long length = Math.min(handle.end(), handle.total()) - handle.offset();
    return FacebookCalls.upload(
        work, "/videos", fields, "video_file_chunk", file, handle.offset(), length);
  }

  static Preparation pieced(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    if (answer instanceof Answered answered && answered.ok()) {
      FacebookHandle next = placed(handle, Answers.json(answered));
      return next == null || next.offset() <= handle.offset()
          ? again(handle, FacebookErrors.unreadable("a piece of the video was not taken"))
          : new Preparation.Pending(next.json(), Duration.ZERO);
    }
    FacebookErrors.GraphError error = FacebookErrors.error(answer);
    if (error != null && error.subcode() == 1363037) {
      FacebookHandle told = placed(handle, error.data());
      return told == null || told.offset() == handle.offset()
          ? again(handle, FacebookErrors.failure(answer))
          : new Preparation.Pending(told.json(), Duration.ofMillis(500));
    }
    boolean lost = error != null && (error.subcode() == 1363033 || error.missing());
    return lost
        ? anew(handle, FacebookErrors.failure(answer))
        : new Preparation.Failed(FacebookErrors.failure(answer));
  }

  /** Keeps the place and tries again, but not for ever. */
  static Preparation again(FacebookHandle handle, PublishFailure failure) {
    return handle.builds() < TRIES
        ? new Preparation.Pending(handle.refused().json(), PAUSE)
        : new Preparation.Failed(failure);
  }

  /** Brings the whole video anew, but not for ever. */
  static Preparation anew(FacebookHandle handle, PublishFailure failure) {
    return handle.builds() < TRIES
        ? new Preparation.Pending(FacebookHandle.fresh(handle.builds() + 1).json(), PAUSE)
        : new Preparation.Failed(failure);
  }

  /** Reads the place of the next piece; null when it can be none. */
  private static @Nullable FacebookHandle placed(FacebookHandle handle, JsonNode offsets) {
    String start = offsets.path("start_offset").asText("");
    String end = offsets.path("end_offset").asText("");
    if (!NUMBER.matcher(start).matches() || !NUMBER.matcher(end).matches()) {
      return null;
    }
    long from = Long.parseLong(start);
    long to = Long.parseLong(end);
    boolean sane = from <= handle.total() && (from == handle.total() || to > from);
    return sane ? handle.at(from, to) : null;
  }

  static FetchedMedia file(MediaFetch fetched) {
    return ((MediaFetch.Fetched) fetched).media();
  }
}
