package io.snshub.platform.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphPage;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Looks for a post whose answer was lost: first the container's state, then the account's list,
 * because a container doesn't name the post it became. A story keeps no text, so only its kind and
 * time can tell it.
 */
final class InstagramLookup {
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

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    return PlatformRequest.of(
            "GET",
            InstagramContainers.account(work)
                + (InstagramOptions.story(work.content()) ? "/stories" : "/media")
                + "?fields=id,caption,timestamp,media_type,media_product_type,permalink"
                + "&limit=50&since="
                + Search.from(work).getEpochSecond()
                + search.query("after"))
        .bearer(work.account().accessToken());
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.failed(InstagramErrors.failure(answer));
    }
    GraphPage page = GraphPage.read(answered, InstagramContainers.ID);
    if (page == null) {
      return search.broken("instagram: the list of posts is unreadable");
    }
    if (search.stuck(page.next())) {
      return search.broken("instagram: the list of posts can't be read on");
    }
    List<Found> same =
        page.items().stream()
            .filter(post -> matches(post, work))
            .map(InstagramLookup::found)
            .toList();
    return search.read(same, page.next());
  }

  private static Found found(JsonNode post) {
    String link = Answers.text(post, "permalink", InstagramWire.LINK);
    return new Found(post.path("id").textValue(), link);
  }

  static Sighting sighting(@Variable("search") Search search, @Variable("state") String state) {
    if (search.unseen() && state.equals("PUBLISHED")) {
      return new Sighting.Unclear("instagram: published, but not in the list yet", false);
    }
    if (search.unseen() && state.equals("UNKNOWN")) {
      return new Sighting.Unclear("instagram: the container can't be read", false);
    }
    return search.verdict(InstagramPlatform.NAME);
  }

  private static boolean matches(JsonNode post, LaneWork work) {
    Instant at = GraphPage.time(post.path("timestamp"));
    boolean lateEnough = at == null || !at.isBefore(Search.from(work));
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
}
