package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Looks for a video whose answer was lost. The session itself knows, exactly; only when it is gone
 * the channel's uploads are searched.
 */
final class YoutubeLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  /** A video may be dated by its upload's start, which lies before the attempt. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(24);

  private YoutubeLookup() {}

  static boolean gone(@Body PlatformAnswer answer) {
    return YoutubeErrors.sessionGone(answer);
  }

  static Sighting probed(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered) {
      if (answered.status() == 308) {
        YoutubeHandle handle = YoutubeHandle.of(work).at(YoutubeUpload.next(answered));
        return new Sighting.NotSubmitted(handle.json());
      }
      String id = Answers.json(answered).path("id").asText("");
      if (answered.ok()) {
        return id.isEmpty()
            ? new Sighting.Unclear("youtube: complete, but without an id", false)
            : new Sighting.Found(id, YoutubeWire.permalink(id));
      }
    }
    return new Sighting.Unclear(YoutubeErrors.failure(answer).message(), false);
  }

  static PlatformRequest channel(@Variable("work") LaneWork work) {
    return PlatformRequest.of(
            "GET", work.api() + "/youtube/v3/channels?part=contentDetails&mine=true")
        .bearer(work.account().accessToken());
  }

  /** Returns the id of the playlist of uploads, or an empty text when it can't be read. */
  static String uploads(@Body PlatformAnswer answer) {
    return answer instanceof Answered answered && answered.ok()
        ? Answers.json(answered)
            .path("items")
            .path(0)
            .path("contentDetails")
            .path("relatedPlaylists")
            .path("uploads")
            .asText("")
        : "";
  }

  static boolean known(@Variable("uploads") String playlist) {
    return !playlist.isEmpty();
  }

  static Sighting unknown() {
    return new Sighting.Unclear("youtube: the channel's uploads can't be read", false);
  }

  static PlatformRequest list(
      @Variable("work") LaneWork work, @Variable("uploads") String playlist) {
    return PlatformRequest.of(
            "GET",
            work.api()
                + "/youtube/v3/playlistItems?part=snippet,contentDetails&maxResults=50&playlistId="
                + Answers.encode(playlist))
        .bearer(work.account().accessToken());
  }

  static Sighting sighting(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered
        && YoutubeErrors.reason(answered).equals("playlistNotFound")) {
      // a channel without a single video has no such playlist
      return new Sighting.Absent();
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Sighting.Unclear(YoutubeErrors.failure(answer).message(), false);
    }
    JsonNode body = Answers.json(answered);
    if (!body.path("items").isArray()) {
      return new Sighting.Unclear("youtube: the list of uploads is unreadable", false);
    }
    return judge(body, work);
  }

  private static Sighting judge(JsonNode body, LaneWork work) {
    Instant attempt = Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt");
    List<String> same = new ArrayList<>();
    int alike = 0;
    boolean reachesBack = !body.has("nextPageToken");
    for (JsonNode item : body.path("items")) {
      Instant at = published(item);
      if (at.isBefore(attempt.minus(LONGEST_UPLOAD))) {
        reachesBack = true;
      } else if (matches(item.path("snippet"), work)) {
        if (at.isBefore(attempt.minus(CLOCK_DIFFERENCE))) {
          alike++;
        } else {
          same.add(item.path("contentDetails").path("videoId").asText());
        }
      }
    }
    if (same.size() == 1) {
      return new Sighting.Found(same.get(0), YoutubeWire.permalink(same.get(0)));
    }
    if (same.size() + alike > 0) {
      int videos = same.size() + alike;
      return new Sighting.Unclear("youtube: %d videos may be this one".formatted(videos), true);
    }
    return reachesBack
        ? new Sighting.Absent()
        : new Sighting.Unclear("youtube: more than a page of videos since then", false);
  }

  private static boolean matches(JsonNode snippet, LaneWork work) {
    return snippet
            .path("title")
            .asText("")
            .strip()
            .equals(YoutubeVideo.title(work.content()).strip())
        && snippet.path("description").asText("").strip().equals(work.content().text().strip());
  }

  /** An unreadable date counts as recent, so that the video is not overlooked. */
  private static Instant published(JsonNode item) {
    try {
      return Instant.parse(item.path("snippet").path("publishedAt").asText(""));
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }
}
