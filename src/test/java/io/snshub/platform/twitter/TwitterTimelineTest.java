package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.post.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwitterTimelineTest {
  private static final String TWEET = "{\"id\":\"%s\",\"text\":\"%s\"%s}";

  @Test
  void a_trailing_media_link_and_another_spelling_of_spaces_do_not_matter() {
    String media =
        ",\"entities\":{\"urls\":[{\"url\":\"https://t.co/m\",\"expanded_url\":"
            + "\"https://x.com/u/status/1/photo/1\",\"media_key\":\"3_9\"}]}";

    assertThat(look("one  two\n", tweet("1", "one two https://t.co/m", media)))
        .isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_bare_domain_comes_back_with_a_scheme() {
    String link =
        ",\"entities\":{\"urls\":[{\"url\":\"https://t.co/1\","
            + "\"expanded_url\":\"http://example.com/\"}]}";

    assertThat(look("see example.com now", tweet("1", "see https://t.co/1 now", link)))
        .isInstanceOf(Sighting.Found.class);
  }

  @Test
  void alike_is_neither_found_nor_absent() {
    assertThat(look("Big news: it works!", tweet("1", "Big news - it works", "")))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
  }

  @Test
  void two_that_are_the_same_need_a_person() {
    assertThat(look("a", tweet("1", "a", ""), tweet("2", "a", "")))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
  }

  @Test
  void other_posts_and_an_empty_timeline_are_absent() {
    assertThat(look("a", tweet("1", "b", ""))).isInstanceOf(Sighting.Absent.class);
    assertThat(sighting("a", "{\"meta\":{\"result_count\":0}}", "{\"media_ids\":[]}"))
        .isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void a_further_page_is_read_before_a_post_is_said_to_be_absent() {
    LaneWork work = work("a", "{\"media_ids\":[],\"since_id\":\"7\"}");
    String first = "{\"data\":[" + tweet("9", "b", "") + "],\"meta\":{\"next_token\":\"n\"}}";
    Search search = TwitterTimeline.looked(answered(first), work, Search.NEW);

    assertThat(TwitterTimeline.more(search)).isTrue();
    assertThat(TwitterTimeline.page(work, search).uri())
        .contains("since_id=7")
        .endsWith("&pagination_token=n");
    String last = "{\"data\":[" + tweet("8", "a", "") + "],\"meta\":{}}";
    Search whole = TwitterTimeline.looked(answered(last), work, search);
    assertThat(TwitterTimeline.more(whole)).isFalse();
    assertThat(TwitterTimeline.sighting(whole)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void what_lies_behind_all_that_can_be_read_is_left_to_a_person() {
    LaneWork work = work("a", "{\"media_ids\":[]}");
    Search search = Search.NEW;
    int pages = 0;
    while (TwitterTimeline.more(search)) {
      pages++;
      String page = "{\"meta\":{\"next_token\":\"n" + pages + "\"}}";
      search = TwitterTimeline.looked(answered(page), work, search);
    }

    assertThat(pages).isEqualTo(32);
    assertThat(TwitterTimeline.sighting(search))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
  }

  @Test
  void a_medium_decides_before_the_text() {
    String ours = ",\"attachments\":{\"media_keys\":[\"7_77\"]}";
    String theirs = ",\"attachments\":{\"media_keys\":[\"7_78\"]}";
    String body =
        "{\"data\":["
            + tweet("1", "same text", theirs)
            + ","
            + tweet("2", "rewritten beyond recognition", ours)
            + "]}";

    assertThat(sighting("same text", body, "{\"media_ids\":[\"77\"]}"))
        .isEqualTo(new Sighting.Found("2", "https://x.com/i/web/status/2"));
  }

  @Test
  void errors_with_status_200_prove_nothing() {
    assertThat(sighting("a", "{\"errors\":[{\"title\":\"x\"}]}", "{\"media_ids\":[]}"))
        .isInstanceOf(Sighting.Unclear.class);
  }

  private static Sighting look(String text, String... tweets) {
    return sighting(text, "{\"data\":[" + String.join(",", tweets) + "]}", "{\"media_ids\":[]}");
  }

  private static Sighting sighting(String text, String body, String handle) {
    return TwitterTimeline.sighting(
        TwitterTimeline.looked(answered(body), work(text, handle), Search.NEW));
  }

  private static Answered answered(String body) {
    return new Answered(200, Map.of(), body.getBytes());
  }

  private static LaneWork work(String text, String handle) {
    return new LaneWork(
        1,
        1,
        "twitter",
        new Content(text, null, List.of(), Map.of()),
        new LaneWork.Account(1, "42", "t"),
        handle,
        null,
        1,
        Instant.EPOCH,
        Map.of("api", "http://x"));
  }

  private static String tweet(String id, String text, String more) {
    return TWEET.formatted(id, text, more);
  }
}
