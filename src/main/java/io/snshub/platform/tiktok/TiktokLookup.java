package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
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
      return new Found(id, link(work, id));
    }
    return handle.isOpen() && now.isBefore(Search.attempt(work).plus(MODERATION))
        ? new Sighting.Unclear("tiktok: published, its public id is still to come", false)
        : new Found(handle.publishIdOrNone(), null);
  }

  private static @Nullable String link(LaneWork work, String id) {
    TiktokCreator creator = TiktokHandle.of(work).creator();
    String kind = TiktokPost.ofPhotos(work.content()) ? "photo" : "video";
    return creator == null ? null : creator.permalink(kind, id);
  }

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    String cursor = Objects.requireNonNull(search.next());
    Map<String, Object> body =
        cursor.isEmpty()
            ? Map.of("max_count", 20)
            : Map.of("max_count", 20, "cursor", Long.valueOf(cursor));
    String path = "/v2/video/list/?fields=id,create_time,title,video_description";
    return TiktokWire.post(work, path, Answers.write(body));
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !TiktokErrors.ok(answered)) {
      return search.failed(TiktokErrors.failure(answer));
    }
    JsonNode data = Answers.json(answered).path("data");
    boolean more = data.path("has_more").asBoolean(false);
    long next = data.path("cursor").asLong(0);
    String following = more ? Long.toString(next) : null;
    boolean stuck = (more && next <= 0) || search.stuck(following);
    if (!data.path("videos").isArray() || stuck) {
      return search.broken("tiktok: the list is unreadable");
    }
    List<Found> same = new ArrayList<>();
    boolean reachesBack = false;
    for (JsonNode video : data.path("videos")) {
      String id = Answers.text(video, "id", TiktokState.POST_ID);
      if (id == null) {
        return search.broken("tiktok: the list is unreadable");
      }
      long at = video.path("create_time").asLong(Long.MAX_VALUE);
      if (at < Search.from(work).getEpochSecond()) {
        reachesBack = true;
      } else if (matches(video, work.content())) {
        same.add(new Found(id, link(work, id)));
      }
    }
    return search.read(same, reachesBack ? null : following);
  }

  static Sighting sighting(
      @Variable("search") Search search,
      @Variable("work") LaneWork work,
      @Variable("now") Instant now) {
    if (!search.unseen()) {
      return search.verdict(TiktokPlatform.NAME);
    }
    boolean over = now.isAfter(Search.attempt(work).plus(LONGEST_PULL));
    return new Sighting.Unclear("tiktok: not among the public posts, which proves nothing", over);
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
