package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import io.snshub.post.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a post whose answer was lost. An attempt that has a name is asked for itself, which is
 * exact; one without (photos, whose init got no answer) can only be sought among the public posts,
 * where not to be found proves nothing.
 */
final class TiktokLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  /** Usually less than a minute; without an end that is told. */
  private static final Duration MODERATION = Duration.ofMinutes(3);

  /** So long TikTok may take to pull media. */
  private static final Duration LONGEST_PULL = Duration.ofHours(1);

  /** Titles are cut to so many characters in lists. */
  private static final int SHOWN = 150;

  private static final int MOST_PAGES = 40;

  private TiktokLookup() {}

  static boolean named(@Variable("work") LaneWork work) {
    return TiktokHandle.of(work).publishId() != null;
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    return TiktokState.fetch(work, TiktokHandle.of(work).publishIdOrNone());
  }

  /** The attempt has a name and TikTok still knows it; for how long it does isn't told. */
  static boolean askable(@Body Object body) {
    boolean forgotten =
        body instanceof Answered answered
            && TiktokErrors.refused(answered)
            && TiktokErrors.code(answered).equals("invalid_publish_id");
    return body instanceof PlatformAnswer && !forgotten;
  }

  static Sighting told(
      @Body PlatformAnswer answer, @Variable("work") LaneWork work, @Variable("now") Instant now) {
    TiktokHandle handle = TiktokHandle.of(work);
    TiktokState state = TiktokState.of(answer);
    if (state == null) {
      return Sighting.Unclear.after(TiktokErrors.failure(answer));
    }
    if (state.dead()) {
      return new Sighting.Failed(state.failure());
    }
    if (state.complete()) {
      return complete(state.postId(), work, now);
    }
    return state.incomplete(handle)
        ? new Sighting.NotSubmitted(handle.at(state.bytes()).json())
        : new Sighting.Unclear(
            "tiktok: still at work on it (publish_id %s)".formatted(handle.publishId()), false);
  }

  /**
   * A public post gets its id once it has been looked through; that is waited for, not for ever.
   */
  private static Sighting complete(@Nullable String id, LaneWork work, Instant now) {
    TiktokHandle handle = TiktokHandle.of(work);
    if (id != null) {
      return new Sighting.Found(id, link(work, id));
    }
    return handle.isOpen() && now.isBefore(attempt(work).plus(MODERATION))
        ? new Sighting.Unclear("tiktok: published, its public id is still to come", false)
        : new Sighting.Found(handle.publishIdOrNone(), null);
  }

  private static @Nullable String link(LaneWork work, String id) {
    TiktokCreator creator = TiktokHandle.of(work).creator();
    String kind = TiktokPost.ofPhotos(work.content()) ? "photo" : "video";
    return creator == null ? null : creator.permalink(kind, id);
  }

  /**
   * What the pages read so far have shown.
   *
   * @param same ids of posts that are this one
   * @param cursor where to read on from, 0 for the newest, or null when read far enough
   * @param pages how many were read
   * @param broken why reading had to stop, or null
   */
  record Search(List<String> same, @Nullable Long cursor, int pages, @Nullable Sighting broken) {
    static final Search NEW = new Search(List.of(), 0L, 0, null);
  }

  static Search begin() {
    return Search.NEW;
  }

  static boolean more(@Variable("search") Search search) {
    return search.broken() == null && search.cursor() != null && search.pages() < MOST_PAGES;
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    long cursor = Objects.requireNonNull(search.cursor());
    Map<String, Object> body =
        cursor == 0 ? Map.of("max_count", 20) : Map.of("max_count", 20, "cursor", cursor);
    String path = "/v2/video/list/?fields=id,create_time,title,video_description";
    return TiktokWire.post(work, path, Answers.write(body));
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !TiktokErrors.ok(answered)) {
      return broken(search, Sighting.Unclear.after(TiktokErrors.failure(answer)));
    }
    JsonNode data = Answers.json(answered).path("data");
    boolean more = data.path("has_more").asBoolean(false);
    long next = data.path("cursor").asLong(0);
    boolean stuck = more && (next <= 0 || Objects.equals(next, search.cursor()));
    if (!data.path("videos").isArray() || stuck) {
      return broken(search, new Sighting.Unclear("tiktok: the list is unreadable", false));
    }
    List<String> same = new ArrayList<>(search.same());
    boolean reachesBack = false;
    for (JsonNode video : data.path("videos")) {
      String id = Answers.text(video, "id", TiktokState.POST_ID);
      if (id == null) {
        return broken(search, new Sighting.Unclear("tiktok: the list is unreadable", false));
      }
      long at = video.path("create_time").asLong(Long.MAX_VALUE);
      if (at < from(work).getEpochSecond()) {
        reachesBack = true;
      } else if (matches(video, work.content())) {
        same.add(id);
      }
    }
    return new Search(
        List.copyOf(same), more && !reachesBack ? next : null, search.pages() + 1, null);
  }

  private static Search broken(Search search, Sighting unclear) {
    return new Search(search.same(), null, search.pages(), unclear);
  }

  static Sighting sighting(
      @Variable("search") Search search,
      @Variable("work") LaneWork work,
      @Variable("now") Instant now) {
    if (search.broken() != null) {
      return search.broken();
    }
    List<String> same = search.same();
    if (same.size() == 1) {
      return new Sighting.Found(same.get(0), link(work, same.get(0)));
    }
    if (same.size() > 1) {
      return new Sighting.Unclear("tiktok: %d posts may be this one".formatted(same.size()), true);
    }
    boolean over = now.isAfter(attempt(work).plus(LONGEST_PULL));
    return new Sighting.Unclear("tiktok: not among the public posts, which proves nothing", over);
  }

  private static Instant from(LaneWork work) {
    return attempt(work).minus(CLOCK_DIFFERENCE);
  }

  private static Instant attempt(LaneWork work) {
    return Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt");
  }

  /** What a list shows as a photo post's title isn't told, so either text will do. */
  private static boolean matches(JsonNode video, Content content) {
    String title = content.title() == null ? "" : content.title();
    List<String> ours = List.of(content.text(), title + " " + content.text());
    return Stream.of("video_description", "title")
        .map(field -> video.path(field).asText(""))
        .anyMatch(shown -> ours.stream().anyMatch(text -> shows(shown, text)));
  }

  private static boolean shows(String shown, String text) {
    String whole = normal(text);
    String seen = normal(shown);
    boolean cut = shown.length() >= SHOWN && whole.startsWith(seen);
    return !seen.isEmpty() && (seen.equals(whole) || cut);
  }

  private static String normal(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
