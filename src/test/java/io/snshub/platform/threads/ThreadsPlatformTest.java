package io.snshub.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Budget;
import io.snshub.platform.Budget.Scope;
import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Threads allows, and what its answers say about the calls that are left. */
class ThreadsPlatformTest {
  private static final ThreadsPlatform THREADS = new ThreadsPlatform(PlatformSettings.defaults());
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg");
  private static final String LIMIT = "https://graph.threads.net/v1.0/me/threads_publishing_limit";

  @Test
  void counts_an_emoji_by_its_bytes() {
    assertThat(codes("a".repeat(500))).isEmpty();
    assertThat(messages("a".repeat(501), Map.of()))
        .containsExactly("threads: text has 501 characters, at most 500");
    assertThat(codes("語".repeat(500))).isEmpty();
    assertThat(codes("\ud83d\ude00".repeat(125))).isEmpty();
    assertThat(codes("\ud83d\ude00".repeat(126))).containsExactly("text_too_long");
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66";
    assertThat(ThreadsText.length(family)).isEqualTo(25);
    // a heart, a keycap, a flag, and one that is younger than the library's list
    assertThat(ThreadsText.length("\u2764\ufe0f")).isEqualTo(6);
    assertThat(ThreadsText.length("1\ufe0f\u20e3")).isEqualTo(7);
    assertThat(ThreadsText.length("\ud83c\udde9\ud83c\uddea")).isEqualTo(8);
    assertThat(ThreadsText.length("\ud83e\udee8")).isEqualTo(4);
    assertThat(ThreadsText.length("1 # * \u2500 \u00fc")).isEqualTo(9);
  }

  @Test
  void never_counts_less_than_the_sandbox_does() {
    for (String text :
        List.of(
            "plain",
            "\u2764\ufe0f\u2764",
            "\u231a\u2b50\u2705",
            "\ud83d\udc4d\ud83c\udffd ok",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
            "#\ufe0f\u20e3 e\u0301 \u0e33")) {
      assertThat(ThreadsText.length(text))
          .as(text)
          .isGreaterThanOrEqualTo(ThreadsSandboxText.length(text));
    }
  }

  @Test
  void takes_up_to_twenty_media_of_both_kinds() {
    Media film = Media.of("https://cdn.example.com/a.mp4");
    assertThat(check("t", Collections.nCopies(20, PICTURE), Map.of())).isEmpty();
    assertThat(check("t", List.of(PICTURE, film), Map.of())).isEmpty();
    assertThat(check("t", Collections.nCopies(21, PICTURE), Map.of())).isNotEmpty();
    assertThat(check("t", List.of(PICTURE.withAlt("x".repeat(1_001))), Map.of()))
        .containsExactly("alt_text_too_long");
  }

  @Test
  void looks_at_the_files_as_far_as_they_are_known() {
    assertThat(file(new MediaFacts("image/png", 8 << 20, 100, 10, null))).isEmpty();
    assertThat(file(new MediaFacts("image/webp", 10, 100, 100, null)))
        .containsExactly("media_type");
    assertThat(file(new MediaFacts("image/jpeg", (8 << 20) + 1, null, null, null)))
        .containsExactly("media_too_large");
    assertThat(file(new MediaFacts("image/jpeg", 10, 1_010, 100, null)))
        .containsExactly("media_ratio");
    assertThat(file(new MediaFacts("video/mp4", 10, 1_921, 1_080, Duration.ofSeconds(301))))
        .containsExactlyInAnyOrder("media_width", "media_duration");
  }

  @Test
  void counts_different_links_with_the_card() {
    String five =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "https://example.com/" + i)
            .collect(Collectors.joining(" "));

    assertThat(codes(five + " https://example.com/1")).isEmpty();
    assertThat(messages(five, Map.of("link_attachment", "https://example.com/6")))
        .containsExactly("threads: text has 6 links, at most 5");
    assertThat(codes("t", Map.of("link_attachment", "example.com")))
        .containsExactly("link_invalid");
  }

  @Test
  void some_options_go_with_text_alone() {
    Map<String, Object> options =
        Map.of("link_attachment", "https://example.com", "is_ghost_post", true);

    assertThat(codes("t", options)).isEmpty();
    assertThat(check("t", List.of(PICTURE), options))
        .containsExactly("only_with_text", "only_with_text");
    assertThat(check("t", List.of(PICTURE), Map.of("is_ghost_post", false))).isEmpty();
  }

  @Test
  void a_topic_is_short_and_plain() {
    assertThat(codes("t", Map.of("topic_tag", "x".repeat(50)))).isEmpty();
    assertThat(codes("t", Map.of("topic_tag", "x".repeat(51))))
        .containsExactly("topic_tag_too_long");
    assertThat(codes("t", Map.of("topic_tag", ""))).containsExactly("topic_tag_too_short");
    assertThat(codes("t", Map.of("topic_tag", "R&B"))).containsExactly("topic_invalid");
    assertThat(codes("t", Map.of("reply_control", "nobody"))).containsExactly("option_invalid");
  }

  @Test
  void attachments_have_a_shape() {
    assertThat(poll(Map.of("option_a", "yes", "option_b", "no"))).isEmpty();
    assertThat(poll(Map.of("option_a", "yes"))).containsExactly("poll_invalid");
    assertThat(poll(Map.of("option_a", "y", "option_b", "n", "option_d", "?")))
        .containsExactly("poll_invalid");
    assertThat(poll(Map.of("option_a", "y", "option_b", "x".repeat(26))))
        .containsExactly("poll_invalid");
    assertThat(codes("t", Map.of("gif_attachment", Map.of("gif_id", "1", "provider", "TENOR"))))
        .containsExactly("gif_invalid");
    assertThat(
            codes(
                "t",
                Map.of(
                    "text_attachment",
                    Map.of("plaintext", "long"),
                    "poll_attachment",
                    Map.of("option_a", "y", "option_b", "n"))))
        .containsExactly("text_invalid");
    assertThat(codes("t", Map.of("text_attachment", Map.of("plaintext", "x".repeat(10_001)))))
        .containsExactly("text_invalid");
  }

  @Test
  void a_throttled_submit_holds_submits_and_any_other_call_all() {
    assertThat(told(submit(), 400, Map.of(), error(613, 4279002)))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofMinutes(5)));
    assertThat(told(call("GET", "/me"), 400, Map.of(), error(613, 4279002)))
        .containsExactly(Budget.none(Scope.ALL, Duration.ofMinutes(5)));
    assertThat(told(call("DELETE", "/1"), 400, Map.of(), error(613, 4279002))).isEmpty();
    assertThat(told(submit(), 403, Map.of(), error(4, 2207051)))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofHours(1)));
    assertThat(told(submit(), 400, Map.of(), error(100, 0))).isEmpty();
    assertThat(told(submit(), 429, Map.of("retry-after", "7"), "<html>"))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofSeconds(7)));
  }

  @Test
  void a_used_up_quota_holds_submits_for_an_hour_and_one_of_deletions_nothing() {
    String used = "{\"data\":[{\"%squota_usage\":%d,\"%sconfig\":{\"quota_total\":250}}]}";
    PlatformRequest posts = PlatformRequest.of("GET", LIMIT + "?fields=quota_usage,config");
    PlatformRequest deletions =
        PlatformRequest.of("GET", LIMIT + "?fields=delete_quota_usage,delete_config");

    assertThat(told(posts, 200, Map.of(), used.formatted("", 250, "")))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofHours(1)));
    assertThat(told(posts, 200, Map.of(), used.formatted("", 249, ""))).isEmpty();
    assertThat(told(posts, 200, Map.of(), "{\"data\":[]}")).isEmpty();
    assertThat(told(deletions, 200, Map.of(), used.formatted("delete_", 250, "delete_"))).isEmpty();
    assertThat(told(posts, 200, Map.of("x-app-usage", "{\"total_time\":100}"), "{}"))
        .containsExactly(Budget.none(Scope.ALL, Duration.ofMinutes(5)));
  }

  private static List<Budget> told(
      PlatformRequest request, int status, Map<String, String> headers, String body) {
    return THREADS.budgets(request, new Answered(status, headers, body.getBytes()));
  }

  private static PlatformRequest submit() {
    return call("POST", "/me/threads_publish").visible();
  }

  private static PlatformRequest call(String method, String path) {
    return PlatformRequest.of(method, "https://graph.threads.net/v1.0" + path);
  }

  private static String error(int code, int subcode) {
    return "{\"error\":{\"code\":%d,\"error_subcode\":%d,\"message\":\"m\"}}"
        .formatted(code, subcode);
  }

  private static List<String> poll(Map<String, String> poll) {
    return codes("t", Map.of("poll_attachment", poll));
  }

  private static List<String> file(MediaFacts facts) {
    Media known = new Media("https://cdn.example.com/1", facts.kind()).withFacts(facts);
    return check("t", List.of(known), Map.of());
  }

  private static List<String> codes(String text) {
    return check(text, List.of(), Map.of());
  }

  private static List<String> codes(String text, Map<String, Object> options) {
    return check(text, List.of(), options);
  }

  private static List<String> check(String text, List<Media> media, Map<String, Object> options) {
    return ContentRules.check(THREADS.profile(), new Content(text, null, media, options)).stream()
        .map(ContentRules.Violation::code)
        .toList();
  }

  private static List<String> messages(String text, Map<String, Object> options) {
    return ContentRules.check(THREADS.profile(), new Content(text, null, List.of(), options))
        .stream()
        .map(ContentRules.Violation::message)
        .toList();
  }
}
