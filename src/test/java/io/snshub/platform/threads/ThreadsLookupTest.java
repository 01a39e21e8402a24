package io.snshub.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsLookupTest {
  private static final String AT = "\"timestamp\":\"2026-11-23T12:00:01+0000\"";
  private static final LaneWork TEXT = work(List.of(), Map.of());

  @Test
  void a_further_page_is_read_until_one_is_empty() {
    Search first = ThreadsLookup.looked(page("other", "c1"), TEXT, Search.NEW);
    assertThat(ThreadsLookup.more(first)).isTrue();
    assertThat(ThreadsLookup.list(TEXT, first).uri()).endsWith("&after=c1");

    Search second = ThreadsLookup.looked(page("ours", "c2"), TEXT, first);
    assertThat(ThreadsLookup.more(second)).isTrue();
    Search last = ThreadsLookup.looked(answer("{\"data\":[]}"), TEXT, second);

    assertThat(ThreadsLookup.more(last)).isFalse();
    assertThat(ThreadsLookup.sighting(last, "PUBLISHED")).isEqualTo(new Sighting.Found("4", null));
  }

  @Test
  void nothing_in_the_list_means_nothing_when_the_container_says_otherwise() {
    Search none = ThreadsLookup.looked(answer("{\"data\":[]}"), TEXT, Search.NEW);

    assertThat(ThreadsLookup.sighting(none, "FINISHED")).isEqualTo(new Sighting.Absent());
    for (String state : List.of("PUBLISHED", "UNKNOWN")) {
      assertThat(ThreadsLookup.sighting(none, state))
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_list_that_leads_back_to_itself_proves_nothing() {
    Search first = ThreadsLookup.looked(page("other", "c1"), TEXT, Search.NEW);
    Search again = ThreadsLookup.looked(page("other", "c1"), TEXT, first);

    assertThat(ThreadsLookup.more(again)).isFalse();
    assertThat(ThreadsLookup.sighting(again, "FINISHED")).isInstanceOf(Sighting.Unclear.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same | "text":"ours", "media_type":"TEXT_POST" | true
          other words | "text":"ours too", "media_type":"TEXT_POST" | false
          another kind | "text":"ours", "media_type":"IMAGE" | false
          a repost has no text | "media_type":"REPOST_FACADE" | false
          quotes something | "text":"ours", "quoted_post":{"id":"9"} | false
          answers something | "text":"ours", "replied_to":{"id":"9"} | false
          untold kind | "text":"ours" | true
          """)
  void a_text_is_known_by_its_words_and_kind(String fact, String post, boolean same) {
    assertThat(ThreadsLikeness.matches(json("{" + post + "," + AT + "}"), TEXT)).isEqualTo(same);
  }

  @Test
  void an_older_post_is_another_one() {
    String old = "{\"text\":\"ours\",\"timestamp\":\"2026-11-23T11:58:59+0000\"}";
    String clockOff = "{\"text\":\"ours\",\"timestamp\":\"2026-11-23T11:59:01+0000\"}";

    assertThat(ThreadsLikeness.matches(json(old), TEXT)).isFalse();
    assertThat(ThreadsLikeness.matches(json(clockOff), TEXT)).isTrue();
  }

  @Test
  void a_video_may_read_as_sound_and_a_carousel_has_as_many_parts() {
    Media film = Media.of("https://cdn.example.com/a.mp4");
    LaneWork video = work(List.of(film), Map.of());
    LaneWork two = work(List.of(film, film), Map.of());
    String parts =
        "{\"text\":\"ours\",\"media_type\":\"CAROUSEL_ALBUM\",\"children\":{\"data\":%s}}";

    assertThat(ThreadsLikeness.matches(json("{\"text\":\"ours\",\"media_type\":\"AUDIO\"}"), video))
        .isTrue();
    assertThat(ThreadsLikeness.matches(json(parts.formatted("[{},{}]")), two)).isTrue();
    assertThat(ThreadsLikeness.matches(json(parts.formatted("[{},{},{}]")), two)).isFalse();
  }

  @Test
  void a_reply_is_looked_for_among_replies() {
    LaneWork reply = work(List.of(), Map.of("reply_to_id", "9"));

    assertThat(ThreadsLookup.list(reply, Search.NEW).uri())
        .startsWith("http://x/v1.0/me/replies?")
        .contains("&since=" + Instant.parse("2026-11-23T11:59:00Z").getEpochSecond())
        .doesNotContain("until");
    assertThat(
            ThreadsLikeness.matches(
                json("{\"text\":\"ours\",\"replied_to\":{\"id\":\"9\"}}"), reply))
        .isTrue();
    assertThat(
            ThreadsLikeness.matches(
                json("{\"text\":\"ours\",\"replied_to\":{\"id\":\"8\"}}"), reply))
        .isFalse();
  }

  private static Answered page(String text, String after) {
    return answer(
        "{\"data\":[{\"id\":\"%d\",\"text\":\"%s\",%s}],\"paging\":{\"cursors\":{\"after\":\"%s\"}}}"
            .formatted(text.length(), text, AT, after));
  }

  private static Answered answer(String body) {
    return new Answered(200, Map.of(), body.getBytes());
  }

  private static JsonNode json(String text) {
    return Answers.json(answer(text));
  }

  private static LaneWork work(List<Media> media, Map<String, Object> options) {
    return new LaneWork(
        1,
        1,
        "threads",
        new Content("ours", null, media, options),
        new LaneWork.Account(1, "42", "t"),
        "{\"container\":\"7\"}",
        null,
        1,
        Instant.parse("2026-11-23T12:00:00Z"),
        Map.of("api", "http://x"));
  }
}
