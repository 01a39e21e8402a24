package io.snshub.platform.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Looks for a post whose answer was lost, among what the author has changed or posted since. A
 * medium belongs to one upload of ours, so the same medium is proof; a text is compared as people
 * see it. A member's posts can be read by few apps: then a person has to look.
 */
final class LinkedinLookup {
  private static final int COUNT = 50;
  private static final int MOST_PAGES = 40;

  private LinkedinLookup() {}

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
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
                + search.pages() * COUNT
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
      return search.broken(new Sighting.Unclear(why, true));
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.failed(LinkedinErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    JsonNode elements = body.path("elements");
    if (!elements.isArray() || !body.path("paging").isObject()) {
      return search.broken("linkedin: the list is unreadable");
    }
    Set<Found> same = new LinkedHashSet<>();
    List<Found> alike = new ArrayList<>();
    boolean older = !elements.isEmpty();
    for (JsonNode post : elements) {
      String urn = Answers.text(post, "id", LinkedinWire.POST);
      if (urn == null || !post.path("createdAt").isIntegralNumber()) {
        return search.broken("linkedin: a post is unreadable");
      }
      older &= post.path("lastModifiedAt").asLong(Long.MAX_VALUE) < from(work);
      switch (compare(post, work)) {
        case SAME -> same.add(found(urn));
        case ALIKE -> alike.add(found(urn));
        default -> {}
      }
    }
    boolean last = elements.size() < COUNT && !goesOn(body.path("paging"));
    // pages are counted from the newest, so a new post moves one onto the page after
    search.same().forEach(same::remove);
    String next = older || last ? null : Integer.toString((search.pages() + 1) * COUNT);
    return search.read(List.copyOf(same), alike, next);
  }

  private static Found found(String urn) {
    return new Found(urn, LinkedinWire.permalink(urn));
  }

  private static boolean goesOn(JsonNode paging) {
    for (JsonNode link : paging.path("links")) {
      if (link.path("rel").asText("").equals("next")) {
        return true;
      }
    }
    return false;
  }

  static Sighting sighting(@Variable("search") Search search) {
    return search.verdict(LinkedinPlatform.NAME);
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
    return Search.from(work).toEpochMilli();
  }
}
