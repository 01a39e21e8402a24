package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.Retraction;
import io.snshub.platform.SandboxRun;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fragments for Instagram against the Instagram of the sandbox. */
class InstagramInSandboxTest {
  @TempDir private Path folder;
  private SandboxRun run;

  @BeforeEach
  void start() {
    run =
        new SandboxRun(
            new InstagramPlatform(PlatformSettings.defaults()).profile(),
            new InstagramSandbox(),
            folder,
            List.of(new InstagramRoutes(), new InstagramPrepareRoutes()));
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, {}",
    "a.mp4, {}",
    "a.jpg b.mp4 c.jpg, {}",
    "a.jpg, {\"story\":true}",
    "a.mp4, {\"story\":true}"
  })
  void every_kind_of_post_is_published_found_measured_and_taken_down(String media, String options) {
    LaneWork up = run.published(content("Hello @ig #one & <two>", media, options));

    assertThat(run.sandbox().list("/_sandbox/posts")).hasSize(1);
    assertThat(run.lookup(up))
        .isInstanceOfSatisfying(
            Sighting.Found.class,
            found -> assertThat(found.platformPostId()).isEqualTo(up.platformPostId()));
    assertThat(run.measure(up)).isInstanceOf(Measurement.Measured.class);
    assertThat(run.retract(up)).isInstanceOf(Retraction.Gone.class);
    assertThat(run.retract(up)).isInstanceOf(Retraction.Gone.class);
    assertThat(run.sandbox().list("/_sandbox/posts")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 family",
        "\u6f22\u5b57 \ud55c\uad6d\uc5b4",
        "\u0645\u0631\u062d\u0628\u0627",
        "cafe\u0301",
        "two\nlines",
        "@name #tag"
      })
  void every_script_is_found_again_after_a_lost_answer(String text) {
    turn("at_signs_stripped");
    LaneWork ready = run.ready(content(text, "a.jpg", "{}"));
    run.sandbox().arm("drop_after", "publish");

    assertThat(run.publish(ready)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(run.lookup(ready)).isInstanceOf(Sighting.Found.class);
    assertThat(run.sandbox().created()).isEqualTo(1);
  }

  @Test
  void a_post_that_is_not_listed_yet_is_unclear() {
    LaneWork ready = run.ready(content("slow", "a.jpg", "{}"));
    turn("lists_lag");

    run.publish(ready);

    assertThat(run.lookup(ready)).isInstanceOf(Sighting.Unclear.class);
  }

  @Test
  void a_login_that_can_not_delete_says_so() {
    LaneWork up = run.published(content("stays", "a.jpg", "{}"));
    turn("login_without_delete");

    assertThat(run.retract(up)).isInstanceOf(Retraction.Impossible.class);
    assertThat(run.sandbox().list("/_sandbox/posts")).hasSize(1);
  }

  @Test
  void a_token_is_renewed_by_itself() {
    assertThat(run.refresh("sandbox-instagram-refresh"))
        .isInstanceOfSatisfying(
            TokenGrant.Granted.class, granted -> assertThat(granted.lifetime()).hasDays(59));
  }

  private void turn(String name) {
    JsonObject order =
        new JsonObject().put("platform", "instagram").put("name", name).put("value", true);
    run.sandbox()
        .send(run.sandbox().to("/_sandbox/switches").PUT(BodyPublishers.ofString(order.encode())));
  }

  private static Content content(String text, String media, String options) {
    List<Media> all = new ArrayList<>();
    for (String name : media.split(" ")) {
      all.add(Media.of("https://cdn.example.com/" + name));
    }
    Map<String, Object> given = new JsonObject(options).getMap();
    return new Content(text, null, all, given);
  }
}
