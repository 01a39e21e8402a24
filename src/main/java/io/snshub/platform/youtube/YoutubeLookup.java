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
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a video whose answer was lost. The session itself knows, exactly; only when it is gone
 * the channel's uploads are searched.
 */
final class YoutubeLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  /** A video may be dated by its upload's start, which lies before the attempt. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(24);

  /** More videos than a channel can upload by API in three weeks. */
  private static final int MOST_PAGES = 40;

  private static final Pattern PLAYLIST = Pattern.compile("UU[A-Za-z0-9_-]{1,60}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,500}");

  private YoutubeLookup() {}

  static boolean gone(@Body PlatformAnswer answer) {
    return YoutubeErrors.sessionGone(answer);
  }

  static Sighting probed(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered) {
      YoutubeHandle handle = YoutubeHandle.of(work);
      // a session doesn't forget bytes that it has confirmed
      if (YoutubeSession.incomplete(answered, handle)
          && YoutubeSession.next(answered) >= handle.offset()) {
        return new Sighting.NotSubmitted(YoutubeSession.after(answered, handle).json());
      }
      if (answered.ok()) {
        String id = YoutubeWire.video(answered);
        return id == null
            ? new Sighting.Unclear(work.platform() + ": complete, but without an id", false)
            : new Sighting.Found(id, YoutubeWire.permalink(work, id));
      }
    }
    return Sighting.Unclear.after(YoutubeErrors.failure(work.platform(), answer));
  }

  static PlatformRequest channel(@Variable("work") LaneWork work) {
    return PlatformRequest.of(
            "GET", work.api() + "/youtube/v3/channels?part=contentDetails&mine=true")
        .bearer(work.account().accessToken());
  }

  /** Returns the id of the playlist of uploads, or an empty text when it can't be read. */
  static String uploads(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return "";
    }
    JsonNode channel = Answers.json(answered).path("items").path(0);
    boolean another =
        work.account().remoteId().startsWith("UC")
            && channel.has("id")
            && !work.account().remoteId().equals(channel.path("id").textValue());
    String playlist =
        Answers.text(channel.path("contentDetails").path("relatedPlaylists"), "uploads", PLAYLIST);
    return another || playlist == null ? "" : playlist;
  }

  static boolean hidden(@Variable("uploads") String playlist) {
    return playlist.isEmpty();
  }

  static Sighting unknown(@Variable("work") LaneWork work) {
    return new Sighting.Unclear(work.platform() + ": the channel's uploads can't be read", false);
  }

  static YoutubeSearch begin() {
    return YoutubeSearch.NEW;
  }

  static boolean more(@Variable("search") YoutubeSearch search) {
    return search.broken() == null && search.next() != null && search.pages() < MOST_PAGES;
  }

  static PlatformRequest list(
      @Variable("work") LaneWork work,
      @Variable("uploads") String playlist,
      @Variable("search") YoutubeSearch search) {
    String next = search.next();
    return PlatformRequest.of(
            "GET",
            work.api()
                + "/youtube/v3/playlistItems?part=snippet,contentDetails&maxResults=50&playlistId="
                + Answers.encode(playlist)
                + (next == null || next.isEmpty() ? "" : "&pageToken=" + Answers.encode(next)))
        .bearer(work.account().accessToken());
  }

  static YoutubeSearch looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") YoutubeSearch search) {
    if (search.pages() == 0
        && answer instanceof Answered answered
        && answered.status() == 404
        && YoutubeErrors.reason(answered).equals("playlistNotFound")) {
      // a channel without a single video has no such playlist
      return new YoutubeSearch(List.of(), List.of(), null, 1, null);
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return broken(search, Sighting.Unclear.after(YoutubeErrors.failure(work.platform(), answer)));
    }
    JsonNode body = Answers.json(answered);
    String next = Answers.text(body, "nextPageToken", TOKEN);
    boolean stuck = body.has("nextPageToken") && (next == null || next.equals(search.next()));
    if (!body.path("items").isArray() || stuck) {
      return unreadable(search, work);
    }
    return read(body.path("items"), next, work, search);
  }

  private static YoutubeSearch read(
      JsonNode items, @Nullable String next, LaneWork work, YoutubeSearch search) {
    Instant attempt = Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt");
    List<String> same = new ArrayList<>(search.same());
    List<String> alike = new ArrayList<>(search.alike());
    boolean reachesBack = false;
    for (JsonNode item : items) {
      String id = Answers.text(item.path("contentDetails"), "videoId", YoutubeWire.ID);
      if (id == null) {
        return unreadable(search, work);
      }
      Instant at = published(item);
      if (at.isBefore(attempt.minus(LONGEST_UPLOAD))) {
        reachesBack = true;
      } else if (matches(item.path("snippet"), work)) {
        if (at.isBefore(attempt.minus(CLOCK_DIFFERENCE))) {
          alike.add(id);
        } else {
          same.add(id);
        }
      }
    }
    String on = reachesBack ? null : next;
    return new YoutubeSearch(List.copyOf(same), List.copyOf(alike), on, search.pages() + 1, null);
  }

  private static YoutubeSearch unreadable(YoutubeSearch search, LaneWork work) {
    String why = work.platform() + ": the list of uploads is unreadable";
    return broken(search, new Sighting.Unclear(why, false));
  }

  private static YoutubeSearch broken(YoutubeSearch search, Sighting unclear) {
    return new YoutubeSearch(search.same(), search.alike(), null, search.pages(), unclear);
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
