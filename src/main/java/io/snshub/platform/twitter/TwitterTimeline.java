package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
import java.text.Normalizer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

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

  static boolean more(@Variable("search") Search search) {
    return search.more(MOST_PAGES);
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
                + search.query("pagination_token"))
        .bearer(work.account().accessToken());
  }

  private static String startTime(LaneWork work) {
    return Search.from(work).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.failed(TwitterErrors.failure(answer));
    }
    TwitterPage read = TwitterPage.read(answered);
    if (read == null) {
      return search.broken("twitter: the timeline is unreadable");
    }
    if (search.stuck(read.next())) {
      return search.broken("twitter: the timeline can't be read on");
    }
    List<Found> same = new ArrayList<>();
    List<Found> alike = new ArrayList<>();
    for (JsonNode tweet : read.posts()) {
      switch (compare(tweet, work)) {
        case SAME -> same.add(found(tweet));
        case ALIKE -> alike.add(found(tweet));
        default -> {}
      }
    }
    return search.read(same, alike, read.next());
  }

  private static Found found(JsonNode tweet) {
    String id = tweet.path("id").asText();
    return new Found(id, TwitterWire.permalink(id));
  }

  static Sighting sighting(@Variable("search") Search search) {
    return search.verdict(TwitterPlatform.NAME);
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
