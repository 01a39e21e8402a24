package io.snshub.platform.threads;

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
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Looks for a post whose answer was lost: first the container's state, then the profile's list,
 * because a container doesn't name the post it became.
 */
final class ThreadsLookup {
  /** More posts than Threads lets a profile publish in three weeks. */
  private static final int MOST_PAGES = 64;

  private ThreadsLookup() {}

  static PlatformRequest container(@Variable("work") LaneWork work) {
    return ThreadsStatus.askFor(work, Objects.requireNonNull(ThreadsHandle.of(work).container()));
  }

  /** Returns the container's state, or {@code UNKNOWN} when it can't be read. */
  static String state(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return "UNKNOWN";
    }
    String container = Objects.requireNonNull(ThreadsHandle.of(work).container());
    String state = ThreadsStatus.state(Answers.json(answered), container);
    return state.isEmpty() ? "UNKNOWN" : state;
  }

  /** Neither was published nor can be; preparing again builds a new one, or tells why not. */
  static boolean over(@Variable("state") String state) {
    return state.equals("EXPIRED") || state.equals("ERROR");
  }

  static Sighting notSubmitted(@Variable("work") LaneWork work) {
    return new Sighting.NotSubmitted(Objects.requireNonNull(work.handle()));
  }

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
  }

  static PlatformRequest list(@Variable("work") LaneWork work, @Variable("search") Search search) {
    boolean reply = work.content().options().containsKey("reply_to_id");
    return PlatformRequest.of(
            "GET",
            ThreadsContainers.mine(work, reply ? "replies" : "threads")
                + "?fields=id,text,timestamp,permalink,media_type,children,quoted_post,replied_to"
                + "&limit=100&since="
                + Search.from(work).getEpochSecond()
                + search.query("after"))
        .bearer(work.account().accessToken());
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.failed(ThreadsErrors.failure(answer));
    }
    GraphPage page = GraphPage.read(answered, ThreadsContainers.ID);
    if (page == null) {
      return search.broken("threads: the list of posts is unreadable");
    }
    // a list ends with a page that is empty; that one names no next isn't said to mean so
    String next = page.items().isEmpty() || page.after().isEmpty() ? null : page.after();
    if (search.stuck(next)) {
      return search.broken("threads: the list of posts can't be read on");
    }
    List<Found> same =
        page.items().stream()
            .filter(post -> ThreadsLikeness.matches(post, work))
            .map(ThreadsLookup::found)
            .toList();
    return search.read(same, next);
  }

  private static Found found(JsonNode post) {
    String link = Answers.text(post, "permalink", ThreadsWire.LINK);
    return new Found(post.path("id").textValue(), link);
  }

  static Sighting sighting(@Variable("search") Search search, @Variable("state") String state) {
    if (search.unseen() && state.equals("PUBLISHED")) {
      return new Sighting.Unclear("threads: published, but not in the list yet", false);
    }
    if (search.unseen() && state.equals("UNKNOWN")) {
      return new Sighting.Unclear("threads: the container can't be read", false);
    }
    return search.verdict(ThreadsPlatform.NAME);
  }
}
