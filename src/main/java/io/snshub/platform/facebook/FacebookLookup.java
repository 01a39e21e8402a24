package io.snshub.platform.facebook;

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
 * Looks for a post whose answer was lost: a video by its state, pictures by their ids within the
 * Page's posts, words by themselves.
 */
final class FacebookLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");
  private static final int MOST_PAGES = 64;
  private static final String FIELDS =
      "id,message,created_time,permalink_url,"
          + "attachments{media_type,target{id},unshimmed_url,subattachments{target{id}}}";

  private FacebookLookup() {}

  static Sighting sighting(
      @Variable("state") FacebookVideoState.State state, @Variable("work") LaneWork work) {
    return switch (state.stage()) {
      case UP ->
          new Sighting.Found(
              Objects.requireNonNull(FacebookHandle.of(work).video()), state.permalink());
      case FAILED -> new Sighting.Failed(state.why());
      case WAITING, MISSING -> new Sighting.Absent();
      case EXPIRED -> new Sighting.NotSubmitted(FacebookHandle.fresh(0).json());
      case PROCESSING ->
          new Sighting.Unclear("facebook: the video is still being processed", false);
      case UNREADABLE -> Sighting.Unclear.after(state.why());
    };
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
    return FacebookCalls.get(
        work,
        "/"
            + Answers.encode(work.account().remoteId())
            + "/published_posts?fields="
            + Answers.encode(FIELDS)
            + "&limit=50&since="
            + from(work).getEpochSecond()
            + (next == null || next.isEmpty() ? "" : "&after=" + Answers.encode(next)));
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
      return broken(search, Sighting.Unclear.after(FacebookErrors.failure(answer)));
    }
    JsonNode body = Answers.json(answered);
    if (!body.path("data").isArray()) {
      return broken(search, "facebook: the list of posts is unreadable");
    }
    List<JsonNode> same = new ArrayList<>(search.same());
    for (JsonNode post : body.path("data")) {
      if (Answers.text(post, "id", FacebookCalls.POST_ID) == null) {
        return broken(search, "facebook: the list of posts is unreadable");
      }
      if (matches(post, work)) {
        same.add(post);
      }
    }
    JsonNode paging = body.path("paging");
    String next = paging.has("next") ? paging.path("cursors").path("after").asText("") : null;
    if (next != null && (next.isEmpty() || next.equals(search.next()))) {
      return broken(search, "facebook: the list of posts can't be read on");
    }
    return new Search(List.copyOf(same), next, search.pages() + 1, null);
  }

  private static Search broken(Search search, String why) {
    return broken(search, new Sighting.Unclear(why, false));
  }

  private static Search broken(Search search, Sighting unclear) {
    return new Search(search.same(), null, search.pages(), unclear);
  }

  static Sighting verdict(@Variable("search") Search search) {
    if (search.broken() != null) {
      return search.broken();
    }
    List<JsonNode> same = search.same();
    if (same.size() > 1) {
      return new Sighting.Unclear(
          "facebook: %d posts may be this one".formatted(same.size()), true);
    }
    if (same.size() == 1) {
      return new Sighting.Found(
          same.get(0).path("id").textValue(),
          Answers.text(same.get(0), "permalink_url", FacebookCalls.LINK));
    }
    return search.next() == null
        ? new Sighting.Absent()
        : new Sighting.Unclear("facebook: more posts since then than can be read back", true);
  }

  private static boolean matches(JsonNode post, LaneWork work) {
    Instant at = instant(post.path("created_time").asText(""));
    if (at != null && at.isBefore(from(work))) {
      return false;
    }
    List<String> photos = FacebookHandle.of(work).photos();
    JsonNode attachments = post.path("attachments").path("data");
    if (!photos.isEmpty()) {
      return shows(attachments, photos);
    }
    return normal(post.path("message").asText("")).equals(normal(work.content().text()))
        && sameLink(attachments.path(0), work);
  }

  private static boolean shows(JsonNode attachments, List<String> photos) {
    for (JsonNode attachment : attachments) {
      boolean here = photos.contains(attachment.path("target").path("id").asText(""));
      if (here || shows(attachment.path("subattachments").path("data"), photos)) {
        return true;
      }
    }
    return false;
  }

  /** A post of words shows no picture and no video, and no other link than ours. */
  private static boolean sameLink(JsonNode attachment, LaneWork work) {
    if (attachment.path("media_type").asText("").matches("photo|album|video")) {
      return false;
    }
    Object ours = work.content().options().get("link");
    String theirs = attachment.path("unshimmed_url").asText("");
    return !(ours instanceof String link) || theirs.isEmpty() || bare(theirs).equals(bare(link));
  }

  private static String bare(String link) {
    return link.replaceFirst("/+$", "");
  }

  private static String normal(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text, TIMESTAMP).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
