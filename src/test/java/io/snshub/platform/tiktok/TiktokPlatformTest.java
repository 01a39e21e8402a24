package io.snshub.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiktokPlatformTest {
  private static final Media CLIP = Media.of("https://cdn.example.com/a.mp4");
  private static final Media PHOTO = Media.of("https://cdn.example.com/a.webp");
  private final TiktokPlatform platform = new TiktokPlatform(PlatformSettings.defaults());

  private List<String> broken(
      String text, @Nullable String title, List<Media> media, Map<String, Object> options) {
    return ContentRules.check(platform.profile(), new Content(text, title, media, options)).stream()
        .map(ContentRules.Violation::code)
        .toList();
  }

  @Test
  void texts_are_counted_in_utf_16_code_units_and_photos_may_have_more() {
    assertThat(broken("😀".repeat(1_100), null, List.of(CLIP), Map.of())).isEmpty();
    assertThat(broken("😀".repeat(1_100) + "x", null, List.of(CLIP), Map.of()))
        .containsExactly("caption_too_long");
    assertThat(broken("x".repeat(4_000), null, List.of(PHOTO), Map.of())).isEmpty();
    assertThat(broken("x".repeat(4_001), null, List.of(PHOTO), Map.of()))
        .containsExactly("text_too_long");
    assertThat(broken("t", "😀".repeat(45), List.of(PHOTO), Map.of())).isEmpty();
    assertThat(broken("t", "😀".repeat(45) + "x", List.of(PHOTO), Map.of()))
        .containsExactly("title_too_long");
  }

  @Test
  void a_video_stands_alone_and_photos_are_at_most_35() {
    assertThat(broken("t", null, List.of(), Map.of())).isNotEmpty();
    assertThat(broken("t", null, List.of(CLIP, CLIP), Map.of())).isNotEmpty();
    assertThat(broken("t", null, List.of(CLIP, PHOTO), Map.of())).isNotEmpty();
    assertThat(broken("t", null, Collections.nCopies(35, PHOTO), Map.of())).isEmpty();
    assertThat(broken("t", null, Collections.nCopies(36, PHOTO), Map.of())).isNotEmpty();
    assertThat(broken("t", "title", List.of(CLIP), Map.of())).containsExactly("title_not_shown");
  }

  @Test
  void options_are_checked_before_anything_is_sent() {
    assertThat(broken("t", null, List.of(CLIP), Map.of("privacy_level", "EVERYBODY")))
        .containsExactly("option_invalid");
    assertThat(
            broken(
                "t",
                null,
                List.of(CLIP),
                Map.of("privacy_level", "SELF_ONLY", "brand_content_toggle", true)))
        .containsExactly("branded_content_private");
    assertThat(broken("t", null, List.of(CLIP), Map.of("video_cover_timestamp_ms", -1)))
        .containsExactly("cover_invalid");
    assertThat(broken("t", null, List.of(CLIP), Map.of("video_cover_timestamp_ms", 1_000)))
        .isEmpty();
    assertThat(broken("t", null, List.of(PHOTO), Map.of("photo_cover_index", 1)))
        .containsExactly("cover_invalid");
  }

  @Test
  void it_can_not_delete_and_can_be_looked_into() {
    assertThat(platform.profile().deletable()).isFalse();
    assertThat(platform.profile().readable()).isTrue();
  }

  @Test
  void a_used_up_limit_holds_back_what_begins() {
    assertThat(budgets(429, "rate_limit_exceeded", false))
        .containsExactly(Budget.none(Budget.Scope.BEGIN, Duration.ofMinutes(1)));
    assertThat(budgets(200, "spam_risk_too_many_posts", false))
        .containsExactly(Budget.none(Budget.Scope.BEGIN, Duration.ofHours(1)));
    assertThat(budgets(403, "reached_active_user_cap", true))
        .containsExactly(Budget.none(Budget.Scope.SUBMIT, Duration.ofHours(1)));
    assertThat(budgets(200, "ok", false)).isEmpty();
    assertThat(budgets(403, "url_ownership_unverified", true)).isEmpty();
  }

  private List<Budget> budgets(int status, String code, boolean last) {
    PlatformRequest request = PlatformRequest.of("POST", "https://open.tiktokapis.com/x");
    String body = "{\"data\":{},\"error\":{\"code\":\"%s\"}}".formatted(code);
    return platform.budgets(
        last ? request.visible() : request,
        new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The rules of chunks, read with either megabyte. */
  @ParameterizedTest
  @ValueSource(
      longs = {1, 4_999_999, 5_242_880, 19_999_999, 20_000_000, 50_000_123, 64_000_001, 4L << 30})
  void chunks_keep_the_rules_whichever_way_a_megabyte_is_counted(long bytes) {
    long chunk = TiktokPost.chunk(bytes);
    long chunks = bytes / chunk;
    long last = bytes - TiktokPost.lastChunk(bytes);

    for (long megabyte : new long[] {1_000_000, 1 << 20}) {
      assertThat(chunk).isLessThanOrEqualTo(64 * megabyte);
      assertThat(chunk == bytes || chunk >= 5 * megabyte).isTrue();
      assertThat(chunks).isBetween(1L, 1_000L);
      assertThat(chunks > 1 || chunk == bytes).isTrue();
      assertThat(last).isBetween(chunk, Math.min(2 * chunk, 128 * megabyte));
    }
    assertThat(TiktokPost.lastChunk(bytes)).isEqualTo((chunks - 1) * chunk);
  }

  @Test
  void a_creators_switches_count_whatever_the_post_says() {
    TiktokCreator closed = new TiktokCreator("t", List.of("SELF_ONLY"), true, true, true, 0);
    Content content = new Content("t", null, List.of(CLIP), Map.of("disable_comment", false));

    String init =
        Answers.write(TiktokPost.video(content, TiktokHandle.none().by(closed, "SELF_ONLY"), 5));

    assertThat(init)
        .contains("\"disable_comment\":true,\"disable_duet\":true,\"disable_stitch\":true");
    assertThat(closed.level(content)).isEqualTo("SELF_ONLY");
  }
}
