package io.snshub.platform.instagram;

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
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a post whose answer was lost: first the container's state, then the account's list,
 * because a container doesn't name the post it became. A story keeps no text, so only its kind and
 * time can tell it.
 */
final class InstagramLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");

  /** More posts than Instagram lets an account publish in a month. */
  private static final int MOST_PAGES = 64;

  private InstagramLookup() {}

  static PlatformRequest container(@Variable("work") LaneWork work) {
    return InstagramContainers.statusOf(
        work, Objects.requireNonNull(InstagramHandle.of(work).container()));
  }

  /** Returns the container's state, or {@code UNKNOWN} when it can't be read. */
  static String state(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return "UNKNOWN";
    }
    String container = Objects.requireNonNull(InstagramHandle.of(work).container());
    String state = InstagramContainers.state(Answers.json(answered), container);
    return state.isEmpty() ? "UNKNOWN" : state;
  }

  /** An expired container was not published, and preparing again builds a new one. */
  static boolean expired(@Variable("state") String state) {
    return state.equals("EXPIRED");
  }

  static Sighting notSubmitted(@Variable("work") LaneWork work) {
    return new Sighting.NotSubmitted(Objects.requireNonNull(work.handle()));
  }

  /**
   * What the pages read so far have shown.
   *
   * @param same posts that are this one
   * @param next the cursor to read on from, empty for the first page, or null after the last
   * @param pages how many were read
   * @param broken why reading had to stop, or null
   */
  record Search(List<JsonNode> same, @Nullable String next, int pages, @Nullable Sighting broken) {
    static final Search NEW = new Search(List.of(), "", 0, null);
  }

  static Search begin() {
    return Search.NEW;
  }

  static boolean more(@Variable("search") Search search) {
    return search.broken() == null && search.next() != null && search.pages() < MOST_PAGES;
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    String next = search.next();
    return PlatformRequest.of(
            "GET",
            InstagramContainers.account(work)
                + (InstagramOptions.story(work.content()) ? "/stories" : "/media")
                + "?fields=id,caption,timestamp,media_type,media_product_type,permalink"
                + "&limit=50&since="
                + from(work).getEpochSecond()
                + (next == null || next.isEmpty() ? "" : "&after=" + Answers.encode(next)))
        .bearer(work.account().accessToken());
  }

  private static Instant from(LaneWork work) {
    return Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt")
        .minus(CLOCK_DIFFERENCE);
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return broken(search, Sighting.Unclear.after(InstagramErrors.failure(answer)));
    }
    JsonNode body = Answers.json(answered);
    if (!body.path("data").isArray()) {
      return broken(search, "instagram: the list of posts is unreadable");
    }
    List<JsonNode> same = new ArrayList<>(search.same());
    for (JsonNode post : body.path("data")) {
      if (Answers.text(post, "id", InstagramContainers.ID) == null) {
        return broken(search, "instagram: the list of posts is unreadable");
      }
      if (matches(post, work)) {
        same.add(post);
      }
    }
    JsonNode paging = body.path("paging");
    String next = paging.has("next") ? paging.path("cursors").path("after").asText("") : null;
    if (next != null && (next.isEmpty() || next.equals(search.next()))) {
      return broken(search, "instagram: the list of posts can't be read on");
    }
    return new Search(List.copyOf(same), next, search.pages() + 1, null);
  }

  private static Search broken(Search search, String why) {
    return broken(search, new Sighting.Unclear(why, false));
  }

  private static Search broken(Search search, Sighting unclear) {
    return new Search(search.same(), null, search.pages(), unclear);
  }

  static Sighting sighting(@Variable("search") Search search, @Variable("state") String state) {
    if (search.broken() != null) {
      return search.broken();
    }
    List<JsonNode> same = search.same();
    if (same.size() == 1) {
      return new Sighting.Found(
          same.get(0).path("id").textValue(),
          Answers.text(same.get(0), "permalink", InstagramWire.LINK));
    }
    if (same.size() > 1) {
      return new Sighting.Unclear(
          "instagram: %d posts may be this one".formatted(same.size()), true);
    }
    return unseen(state, search.next() != null);
  }

  private static Sighting unseen(String state, boolean morePages) {
    if (state.equals("PUBLISHED")) {
      return new Sighting.Unclear("instagram: published, but not in the list yet", false);
    }
    if (state.equals("UNKNOWN")) {
      return new Sighting.Unclear("instagram: the container can't be read", false);
    }
    return morePages
        ? new Sighting.Unclear("instagram: more posts since then than can be read back", true)
        : new Sighting.Absent();
  }

  private static boolean matches(JsonNode post, LaneWork work) {
    Instant at = instant(post.path("timestamp").asText(""));
    boolean lateEnough = at == null || !at.isBefore(from(work));
    return lateEnough
        && post.path("media_type").asText(type(work)).equals(type(work))
        && (InstagramOptions.story(work.content())
            || normal(post.path("caption").asText("")).equals(normal(work.content().text())));
  }

  private static String type(LaneWork work) {
    if (InstagramContainers.carousel(work)) {
      return "CAROUSEL_ALBUM";
    }
    return InstagramHandle.of(work).video(0) ? "VIDEO" : "IMAGE";
  }

  /** The platform may strip an {@code @}. */
  private static String normal(String caption) {
    return caption.replace("@", "").replaceAll("\\s+", " ").strip();
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text, TIMESTAMP).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
