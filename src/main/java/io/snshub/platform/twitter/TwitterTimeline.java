package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a post whose answer was lost, among the account's posts since the pre-read.
 *
 * <p>A miss may lead to a second publish, so the comparison has three results: the same, different,
 * and alike. X rewrites links and escapes characters; a post whose letters and digits agree but
 * whose text does not is alike, and is left to a person.
 */
final class TwitterTimeline {
  /** As far as X lets anyone read back: 3,200 posts. */
  private static final int MOST_PAGES = 32;

  private TwitterTimeline() {}

  /**
   * What the pages read so far have shown.
   *
   * @param same ids of posts that are this one
   * @param alike how many could be
   * @param next where to read on, or null after the last page
   * @param pages how many were read
   * @param broken why reading had to stop, or null
   */
  record Search(
      List<String> same, int alike, @Nullable String next, int pages, @Nullable Sighting broken) {
    static final Search NEW = new Search(List.of(), 0, "", 0, null);
  }

  static Search begin() {
    return Search.NEW;
  }

  static boolean more(@Variable("search") Search search) {
    return search.broken() == null && search.next() != null && search.pages() < MOST_PAGES;
  }

  static PlatformRequest page(@Variable("work") LaneWork work, @Variable("search") Search search) {
    String sinceId = TwitterHandle.of(work).sinceId();
    String from =
        sinceId == null
            ? "start_time=" + Answers.encode(startTime(work))
            : "since_id=" + Answers.encode(sinceId);
    return PlatformRequest.of(
            "GET",
            TwitterWire.timeline(work)
                + "?max_results=100&"
                + from
                + "&tweet.fields=created_at,entities,attachments&exclude=retweets"
                + token(search))
        .bearer(work.account().accessToken());
  }

  private static String token(Search search) {
    String next = search.next();
    return next == null || next.isEmpty() ? "" : "&pagination_token=" + Answers.encode(next);
  }

  private static String startTime(LaneWork work) {
    Instant attempt = Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt");
    return attempt.minusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return broken(search, Sighting.Unclear.after(TwitterErrors.failure(answer)));
    }
    TwitterPage read = TwitterPage.read(answered);
    if (read == null) {
      return broken(search, "twitter: the timeline is unreadable");
    }
    if (read.next() != null && read.next().equals(search.next())) {
      return broken(search, "twitter: the timeline can't be read on");
    }
    List<String> same = new ArrayList<>(search.same());
    int alike = search.alike();
    for (JsonNode tweet : read.posts()) {
      switch (compare(tweet, work)) {
        case SAME -> same.add(tweet.path("id").asText());
        case ALIKE -> alike++;
        default -> {}
      }
    }
    return new Search(List.copyOf(same), alike, read.next(), search.pages() + 1, null);
  }

  private static Search broken(Search search, String why) {
    return broken(search, new Sighting.Unclear(why, false));
  }

  private static Search broken(Search search, Sighting unclear) {
    return new Search(search.same(), search.alike(), null, search.pages(), unclear);
  }

  static Sighting sighting(@Variable("search") Search search) {
    if (search.broken() != null) {
      return search.broken();
    }
    List<String> same = search.same();
    if (same.size() == 1) {
      return new Sighting.Found(same.get(0), TwitterWire.permalink(same.get(0)));
    }
    if (same.size() > 1 || search.alike() > 0) {
      int posts = same.size() + search.alike();
      return new Sighting.Unclear("twitter: %d posts may be this one".formatted(posts), true);
    }
    return search.next() == null
        ? new Sighting.Absent()
        : new Sighting.Unclear("twitter: more posts since then than can be read back", true);
  }

  private enum Likeness {
    SAME,
    ALIKE,
    DIFFERENT
  }

  private static Likeness compare(JsonNode tweet, LaneWork work) {
    Set<String> sent = new HashSet<>(TwitterHandle.of(work).mediaIds());
    String expected = work.content().text();
    String shown = shown(tweet);
    if (!sent.isEmpty()) {
      Set<String> attached = new HashSet<>();
      for (JsonNode key : tweet.path("attachments").path("media_keys")) {
        attached.add(key.asText().substring(key.asText().indexOf('_') + 1));
      }
      if (attached.isEmpty()) {
        return skeleton(shown).equals(skeleton(expected)) ? Likeness.ALIKE : Likeness.DIFFERENT;
      }
      attached.retainAll(sent);
      return attached.isEmpty() ? Likeness.DIFFERENT : Likeness.SAME;
    }
    if (normal(shown).equals(normal(expected))) {
      return Likeness.SAME;
    }
    return skeleton(shown).equals(skeleton(expected)) ? Likeness.ALIKE : Likeness.DIFFERENT;
  }

  /** The text with links put back, media links taken off, and characters un-escaped. */
  private static String shown(JsonNode tweet) {
    String text = tweet.path("text").asText("");
    for (JsonNode link : tweet.path("entities").path("urls")) {
      String expanded = link.path("expanded_url").asText("");
      boolean media =
          link.has("media_key") || expanded.matches(".*/status/\\d+/(photo|video)/\\d+$");
      text = text.replace(link.path("url").asText("\0"), media ? "" : expanded);
    }
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("(?i)https?://", "")
        .replaceAll("/(?=\\s|$)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Letters and digits, links left out. */
  private static String skeleton(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("(?i)https?://\\S+", "")
        .replaceAll("[^\\p{L}\\p{N}\\p{So}]+", "")
        .toLowerCase(Locale.ROOT);
  }
}
