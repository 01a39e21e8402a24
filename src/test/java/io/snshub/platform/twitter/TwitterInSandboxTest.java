package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.Retraction;
import io.snshub.platform.SandboxRun;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fragments for X against the X of the sandbox. */
class TwitterInSandboxTest {
  @TempDir private Path folder;
  private SandboxRun run;

  @BeforeEach
  void start() {
    run =
        new SandboxRun(
            new TwitterPlatform(PlatformSettings.defaults()).profile(),
            new TwitterSandbox(),
            folder,
            List.of(new TwitterRoutes(), new TwitterUploadRoutes()));
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.jpg", "a.jpg b.png c.jpg d.png", "a.gif", "a.mp4"})
  void every_kind_of_post_is_published_found_measured_and_taken_down(String media) {
    LaneWork up = run.published(content("Hello & goodbye <3 https://example.com/x?a=1", media));

    assertThat(run.sandbox().list("/_sandbox/posts")).hasSize(1);
    assertThat(run.lookup(up))
        .isInstanceOfSatisfying(
            Sighting.Found.class,
            found -> assertThat(found.platformPostId()).isEqualTo(up.platformPostId()));
    assertThat(run.measure(up))
        .isInstanceOfSatisfying(
            Measurement.Measured.class,
            told ->
                assertThat(told.values())
                    .containsKeys(Metric.IMPRESSIONS, Metric.LIKES, Metric.SHARES, Metric.CLICKS));
    assertThat(run.retract(up)).isInstanceOf(Retraction.Gone.class);
    assertThat(run.retract(up)).isInstanceOf(Retraction.Gone.class);
    assertThat(run.sandbox().list("/_sandbox/posts")).isEmpty();
    Measurement gone = run.measure(up);
    assertThat(((Measurement.Failed) gone).failure().code()).isEqualTo("post_gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 family",
        "\u6f22\u5b57 \ud55c\uad6d\uc5b4 \u30ab\u30ca",
        "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
        "cafe\u0301 q\u0303",
        "<b>&amp; \"quoted\" 'text'",
        "two\nlines",
        "example.com and https://example.com/\u00fc?q=\u6f22"
      })
  void every_script_is_found_again_after_a_lost_answer(String text) {
    LaneWork ready = run.ready(content(text, ""));
    run.sandbox().arm("drop_after", "publish");

    assertThat(run.publish(ready)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(run.lookup(ready)).isInstanceOf(Sighting.Found.class);
    assertThat(run.sandbox().created()).isEqualTo(1);
  }

  @Test
  void a_post_that_did_not_come_about_is_absent() {
    LaneWork ready = run.ready(content("never", ""));
    run.sandbox().arm("drop_before", "publish");

    assertThat(run.publish(ready)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(run.lookup(ready)).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void options_and_alternative_text_arrive() {
    Media picture = Media.of("https://cdn.example.com/a.jpg").withAlt("a cat");
    LaneWork up =
        run.published(
            new Content(
                "look",
                null,
                List.of(picture),
                Map.of(
                    "reply_settings",
                    "mentionedUsers",
                    "made_with_ai",
                    true,
                    "tagged_user_ids",
                    List.of("12"))));

    String read =
        run.sandbox()
            .send(
                run.sandbox()
                    .to(
                        "/twitter/2/tweets/"
                            + up.platformPostId()
                            + "?tweet.fields=reply_settings&expansions=attachments.media_keys"
                            + "&media.fields=alt_text")
                    .header("Authorization", "Bearer sandbox-twitter-token"))
            .body();
    assertThat(read).contains("\"reply_settings\":\"mentionedUsers\"", "\"alt_text\":\"a cat\"");
  }

  @Test
  void a_video_that_can_not_be_processed_is_refused_for_good() {
    run.sandbox().arm("fail_processing", "any");

    assertThatThrownBy(() -> run.ready(content("v", "a.mp4")))
        .hasMessageContaining("could not be processed");
  }

  @Test
  void a_refresh_token_is_good_once() {
    TokenGrant.Granted first = (TokenGrant.Granted) run.refresh("sandbox-twitter-refresh");
    TokenGrant.Granted second = (TokenGrant.Granted) run.refresh(first.refreshToken());

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    PublishFailure failure = ((TokenGrant.Denied) run.refresh(first.refreshToken())).failure();
    assertThat(failure).isInstanceOf(PublishFailure.NeedsReauth.class);
  }

  private static Content content(String text, String media) {
    List<Media> all = new ArrayList<>();
    for (String name : media.isEmpty() ? new String[0] : media.split(" ")) {
      all.add(Media.of("https://cdn.example.com/" + name));
    }
    return new Content(text, null, all, Map.of());
  }
}
