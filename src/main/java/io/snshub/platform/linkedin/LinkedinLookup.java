package io.snshub.platform.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a post whose answer was lost, among what the author has changed or posted since. A
 * medium belongs to one upload of ours, so the same medium is proof; a text is compared as people
 * see it. A member's posts can be read by few apps: then a person has to look.
 */
final class LinkedinLookup {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
  private static final int COUNT = 50;
  private static final int MOST_PAGES = 40;

  private LinkedinLookup() {}

  /**
   * What the pages read so far have shown.
   *
   * @param same URNs of posts that are this one
   * @param alike how many could be
   * @param start where to read on
   * @param done the rest is older, or there is none
   * @param broken why reading had to stop, or null
   */
  record Search(Set<String> same, int alike, int start, boolean done, @Nullable Sighting broken) {
    static final Search NEW = new Search(Set.of(), 0, 0, false, null);
  }

  static Search begin() {
    return Search.NEW;
  }

  static boolean more(@Variable("search") Search search) {
    return search.broken() == null && !search.done() && search.start() < MOST_PAGES * COUNT;
  }

  static PlatformRequest page(@Variable("work") LaneWork work, @Variable("search") Search search) {
    return PlatformRequest.of(
            "GET",
            work.api()
                + LinkedinWire.POSTS
                + "?q=author&author="
                + Answers.encode(LinkedinAuthor.of(work).urn())
                + "&count="
                + COUNT
                + "&start="
                + search.start()
                + "&sortBy=LAST_MODIFIED")
        .header("X-RestLi-Method", "FINDER")
        .bearer(work.account().accessToken());
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (LinkedinErrors.denied(answer) && LinkedinAuthor.of(work).member()) {
      String why = "linkedin: the account's token can't read a member's posts";
      return broken(search, new Sighting.Unclear(why, true));
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return broken(search, Sighting.Unclear.after(LinkedinErrors.failure(answer)));
    }
    JsonNode body = Answers.json(answered);
    JsonNode elements = body.path("elements");
    if (!elements.isArray() || !body.path("paging").isObject()) {
      return broken(search, new Sighting.Unclear("linkedin: the list is unreadable", false));
    }
    Set<String> same = new HashSet<>(search.same());
    int alike = search.alike();
    boolean older = !elements.isEmpty();
    for (JsonNode post : elements) {
      String urn = Answers.text(post, "id", LinkedinWire.POST);
      if (urn == null || !post.path("createdAt").isIntegralNumber()) {
        return broken(search, new Sighting.Unclear("linkedin: a post is unreadable", false));
      }
      older &= post.path("lastModifiedAt").asLong(Long.MAX_VALUE) < from(work);
      switch (compare(post, work)) {
        case SAME -> same.add(urn);
        case ALIKE -> alike++;
        default -> {}
      }
    }
    boolean last = elements.size() < COUNT && !goesOn(body.path("paging"));
    return new Search(Set.copyOf(same), alike, search.start() + COUNT, older || last, null);
  }

  private static boolean goesOn(JsonNode paging) {
    for (JsonNode link : paging.path("links")) {
      if (link.path("rel").asText("").equals("next")) {
        return true;
      }
    }
    return false;
  }

  private static Search broken(Search search, Sighting unclear) {
    return new Search(search.same(), search.alike(), search.start(), true, unclear);
  }

  static Sighting sighting(@Variable("search") Search search) {
    if (search.broken() != null) {
      return search.broken();
    }
    if (search.same().size() == 1) {
      String urn = search.same().iterator().next();
      return new Sighting.Found(urn, LinkedinWire.permalink(urn));
    }
    int posts = search.same().size() + search.alike();
    if (posts > 0) {
      return new Sighting.Unclear("linkedin: %d posts may be this one".formatted(posts), true);
    }
    return search.done()
        ? new Sighting.Absent()
        : new Sighting.Unclear("linkedin: more posts since then than can be read back", true);
  }

  private enum Likeness {
    SAME,
    ALIKE,
    DIFFERENT
  }

  private static Likeness compare(JsonNode post, LaneWork work) {
    List<String> sent = LinkedinHandle.of(work).media();
    if (!sent.isEmpty()) {
      List<String> attached = media(post.path("content"));
      if (attached.stream().anyMatch(sent::contains)) {
        return Likeness.SAME;
      }
      if (!attached.isEmpty()) {
        return Likeness.DIFFERENT;
      }
    }
    if (post.path("createdAt").longValue() < from(work)) {
      return Likeness.DIFFERENT;
    }
    String shown = LinkedinText.shown(post.path("commentary").asText(""));
    String ours = LinkedinText.shown(LinkedinText.write(work.content().text()));
    if (sent.isEmpty() && LinkedinText.normal(shown).equals(LinkedinText.normal(ours))) {
      return Likeness.SAME;
    }
    return LinkedinText.skeleton(shown).equals(LinkedinText.skeleton(ours))
        ? Likeness.ALIKE
        : Likeness.DIFFERENT;
  }

  private static List<String> media(JsonNode content) {
    List<String> found = new ArrayList<>();
    add(found, content.path("media").path("id"));
    add(found, content.path("article").path("thumbnail"));
    content.path("multiImage").path("images").forEach(image -> add(found, image.path("id")));
    return found;
  }

  private static void add(List<String> found, JsonNode urn) {
    if (urn.isTextual()) {
      found.add(urn.textValue());
    }
  }

  private static long from(LaneWork work) {
    return Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt")
        .minus(CLOCK_DIFFERENCE)
        .toEpochMilli();
  }
}
