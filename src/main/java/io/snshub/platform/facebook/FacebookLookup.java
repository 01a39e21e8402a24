package io.snshub.platform.facebook;

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
 * Looks for a post whose answer was lost: a video by its state, pictures by their ids within the
 * Page's posts, words by themselves.
 */
final class FacebookLookup {
  private static final int MOST_PAGES = 64;
  private static final String FIELDS =
      "id,message,created_time,permalink_url,"
          + "attachments{media_type,target{id},unshimmed_url,subattachments{target{id}}}";

  private FacebookLookup() {}

  static Sighting sighting(
      @Variable("state") FacebookVideoState.State state, @Variable("work") LaneWork work) {
    return switch (state.stage()) {
      case UP ->
          new Found(Objects.requireNonNull(FacebookHandle.of(work).video()), state.permalink());
      case FAILED -> new Sighting.Failed(state.why());
      case WAITING, MISSING -> new Sighting.Absent();
      case EXPIRED -> new Sighting.NotSubmitted(FacebookHandle.fresh(0).json());
      case PROCESSING ->
          new Sighting.Unclear("facebook: the video is still being processed", false);
      case UNREADABLE -> Sighting.Unclear.after(state.why());
    };
  }

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    return FacebookCalls.get(
        work,
        "/"
            + Answers.encode(work.account().remoteId())
            + "/published_posts?fields="
            + Answers.encode(FIELDS)
            + "&limit=50&since="
            + Search.from(work).getEpochSecond()
            + search.query("after"));
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.failed(FacebookErrors.failure(answer));
    }
    GraphPage page = GraphPage.read(answered, FacebookCalls.POST_ID);
    if (page == null) {
      return search.broken("facebook: the list of posts is unreadable");
    }
    if (search.stuck(page.next())) {
      return search.broken("facebook: the list of posts can't be read on");
    }
    List<Found> same =
        page.items().stream()
            .filter(post -> matches(post, work))
            .map(FacebookLookup::found)
            .toList();
    return search.read(same, page.next());
  }

  private static Found found(JsonNode post) {
    String link = Answers.text(post, "permalink_url", FacebookCalls.LINK);
    return new Found(post.path("id").textValue(), link);
  }

  static Sighting verdict(@Variable("search") Search search) {
    return search.verdict(FacebookPlatform.NAME);
  }

  private static boolean matches(JsonNode post, LaneWork work) {
    Instant at = GraphPage.time(post.path("created_time"));
    if (at != null && at.isBefore(Search.from(work))) {
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
}
