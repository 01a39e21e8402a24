package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

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
    boolean reply = work.content().options().containsKey("reply_to_id");
    return PlatformRequest.of(
            "GET",
            ThreadsContainers.mine(work, reply ? "replies" : "threads")
                + "?fields=id,text,timestamp,permalink,media_type,children,quoted_post,replied_to"
                + "&limit=100&since="
                + ThreadsLikeness.from(work).getEpochSecond()
                + (next == null || next.isEmpty() ? "" : "&after=" + Answers.encode(next)))
        .bearer(work.account().accessToken());
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return broken(search, Sighting.Unclear.after(ThreadsErrors.failure(answer)));
    }
    JsonNode body = Answers.json(answered);
    if (!body.path("data").isArray()) {
      return broken(search, "threads: the list of posts is unreadable");
    }
    List<JsonNode> same = new ArrayList<>(search.same());
    for (JsonNode post : body.path("data")) {
      if (Answers.text(post, "id", ThreadsContainers.ID) == null) {
        return broken(search, "threads: the list of posts is unreadable");
      }
      if (ThreadsLikeness.matches(post, work)) {
        same.add(post);
      }
    }
    String next = next(body);
    if (next != null && next.equals(search.next())) {
      return broken(search, "threads: the list of posts can't be read on");
    }
    return new Search(List.copyOf(same), next, search.pages() + 1, null);
  }

  /** A list ends with a page that is empty; that a page names no next one isn't said to mean so. */
  private static @Nullable String next(JsonNode body) {
    String after = body.path("paging").path("cursors").path("after").asText("");
    return body.path("data").isEmpty() || after.isEmpty() ? null : after;
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
          Answers.text(same.get(0), "permalink", ThreadsWire.LINK));
    }
    if (same.size() > 1) {
      return new Sighting.Unclear("threads: %d posts may be this one".formatted(same.size()), true);
    }
    return unseen(state, search.next() != null);
  }

  private static Sighting unseen(String state, boolean morePages) {
    if (state.equals("PUBLISHED")) {
      return new Sighting.Unclear("threads: published, but not in the list yet", false);
    }
    if (state.equals("UNKNOWN")) {
      return new Sighting.Unclear("threads: the container can't be read", false);
    }
    return morePages
        ? new Sighting.Unclear("threads: more posts since then than can be read back", true)
        : new Sighting.Absent();
  }
}
