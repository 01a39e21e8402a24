package io.snshub.platform.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.platform.CallHarness;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.Metric;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fragments and the sandbox hold on to the same words, step by step. */
class FacebookJourneyTest {
  private static final String PICTURE = "https://cdn.example.com/a.jpg";
  private static final String MOVIE = "https://cdn.example.com/a.mp4";
  private static SandboxClient sandbox;
  private static CallHarness hub;

  @TempDir static Path files;

  private String token = "sandbox-facebook-token";

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new FacebookSandbox());
    hub =
        new CallHarness(
            Duration.ofSeconds(10),
            List.of(
                new FacebookRoutes(),
                new FacebookPrepareRoutes(),
                new FacebookDeskRoutes(),
                CallHarness.media(FacebookJourneyTest::fetched)));
  }

  /** A video is longer than one piece. */
  private static MediaFetch fetched(Media medium) {
    boolean video = medium.kind() == Media.Kind.VIDEO;
    Path file = files.resolve(video ? "video" : "picture");
    try {
      if (!Files.exists(file)) {
        Files.write(file, new byte[video ? 9 << 20 : 5_000]);
      }
      return new MediaFetch.Fetched(
          new FetchedMedia(file, Files.size(file), video ? "video/mp4" : "image/jpeg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    hub.close();
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void words_and_their_link_go_up_are_found_counted_and_taken_down() {
    Content content =
        new Content(
            "Words 🌍 “é”\n\nmore", null, List.of(), Map.of("link", "https://example.org/"));
    LaneWork ready = prepared(content);

    Outcome.Published up = (Outcome.Published) publish(ready);

    assertThat(post().getString("platform_post_id")).isEqualTo(up.platformPostId());
    assertThat(post().getString("content")).isEqualTo(content.text());
    assertThat(post().getString("permalink")).isEqualTo(up.permalink());
    assertThat(lookup(ready)).isEqualTo(new Sighting.Found(up.platformPostId(), up.permalink()));
    assertMeasured(up.platformPostId(), content, Metric.IMPRESSIONS, Metric.REACH, Metric.CLICKS);
    assertTakenDown(up.platformPostId(), content);
    assertThat(lookup(ready)).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void pictures_go_up_with_their_alternative_texts() {
    Content content =
        new Content(
            "Two",
            null,
            List.of(Media.of(PICTURE).withAlt("a \"cat\" é"), Media.of(PICTURE)),
            Map.of());
    LaneWork ready = prepared(content);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();

    Outcome.Published up = (Outcome.Published) publish(ready);

    assertThat(post().getJsonArray("media")).hasSize(2);
    String first = FacebookHandle.of(ready).photos().get(0);
    JsonObject photo =
        SandboxClient.object(
            sandbox.get("/facebook/" + first + "?fields=alt_text_custom&access_token=" + token));
    assertThat(photo.getString("alt_text_custom")).isEqualTo("a \"cat\" é");
    assertThat(((Sighting.Found) lookup(ready)).platformPostId()).isEqualTo(up.platformPostId());
    // a second call for the same pictures makes nothing
    assertThat(publish(ready)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(sandbox.created()).isEqualTo(1);
    assertTakenDown(up.platformPostId(), content);
  }

  @Test
  void a_video_goes_up_in_pieces_and_is_known_by_its_id() {
    Content content = video(Map.of());
    LaneWork ready = prepared(content);
    assertThat(lookup(ready)).isInstanceOf(Sighting.Absent.class);

    publish(ready);
    await().until(() -> lookup(ready) instanceof Sighting.Found);

    String id = FacebookHandle.of(ready).video();
    assertThat(lookup(ready))
        .isEqualTo(
            new Sighting.Found(
                id, "https://www.facebook.com/" + FacebookSandbox.PAGE + "/videos/" + id + "/"));
    assertThat(post().getString("platform_post_id")).isEqualTo(id);
    assertMeasured(id, content, Metric.VIEWS);
    assertTakenDown(id, content);
    assertThat(lookup(ready)).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void a_reel_goes_up() {
    Content content = video(Map.of("reel", true));
    LaneWork ready = prepared(content);

    publish(ready);
    await().until(() -> lookup(ready) instanceof Sighting.Found);

    String id = FacebookHandle.of(ready).video();
    assertThat(((Sighting.Found) lookup(ready)).permalink())
        .isEqualTo("https://www.facebook.com/reel/" + id + "/");
    assertMeasured(id, content, Metric.VIEWS);
    assertTakenDown(id, content);
  }

  @Test
  void a_video_that_cant_be_processed_comes_to_nothing() {
    LaneWork ready = prepared(video(Map.of()));
    sandbox.arm("fail_processing", "any");

    publish(ready);
    await().until(() -> lookup(ready) instanceof Sighting.Failed);

    PublishFailure failure = ((Sighting.Failed) lookup(ready)).failure();
    assertThat(failure.retryable()).isFalse();
    assertThat(sandbox.created()).isZero();
    // the next attempt brings it anew
    assertThat(hub.send("direct:facebook-prepare", ready, Preparation.class))
        .isInstanceOf(Preparation.Pending.class);
  }

  @Test
  void a_lost_answer_is_resolved_for_every_kind() {
    for (Content content :
        List.of(
            new Content("Words", null, List.of(), Map.of()),
            new Content("Picture", null, List.of(Media.of(PICTURE)), Map.of()),
            video(Map.of()),
            video(Map.of("reel", true)))) {
      sandbox.reset();
      LaneWork ready = prepared(content);
      sandbox.arm("drop_before", "publish");
      assertThat(publish(ready)).isInstanceOf(Outcome.Doubtful.class);
      assertThat(lookup(ready)).as(content.text()).isInstanceOf(Sighting.Absent.class);

      sandbox.arm("drop_after", "publish");
      assertThat(publish(ready)).isInstanceOf(Outcome.Doubtful.class);
      await().until(() -> lookup(ready) instanceof Sighting.Found);
      assertThat(((Sighting.Found) lookup(ready)).platformPostId())
          .isEqualTo(post().getString("platform_post_id"));
      assertThat(sandbox.created()).isEqualTo(1);
    }
  }

  @Test
  void an_upload_that_was_cut_goes_on() {
    for (Content content : List.of(video(Map.of()), video(Map.of("reel", true)))) {
      sandbox.reset();
      LaneWork begun = step(work(content, null));
      sandbox.arm("drop_after", "upload");
      Preparation cut = hub.send("direct:facebook-prepare", begun, Preparation.class);
      assertThat(((Preparation.Failed) cut).failure().retryable()).isTrue();

      LaneWork ready = prepared(begun);
      assertThat(FacebookHandle.of(ready).video()).isEqualTo(FacebookHandle.of(begun).video());
      publish(ready);
      await().until(() -> lookup(ready) instanceof Sighting.Found);
    }
  }

  @Test
  void pictures_whose_post_isnt_listed_yet_are_not_taken_for_lost() {
    LaneWork ready = prepared(new Content("P", null, List.of(Media.of(PICTURE)), Map.of()));
    publish(ready);

    turn("list_lag", true);
    assertThat(lookup(ready)).isInstanceOf(Sighting.Unclear.class);
    turn("list_lag", false);
    assertThat(lookup(ready)).isInstanceOf(Sighting.Found.class);
  }

  private static void turn(String name, boolean value) {
    JsonObject turned =
        new JsonObject().put("platform", "facebook").put("name", name).put("value", value);
    sandbox.send(
        sandbox
            .to("/_sandbox/switches")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(turned.encode())));
  }

  @Test
  void pictures_that_expired_are_brought_anew() {
    LaneWork ready = prepared(new Content("P", null, List.of(Media.of(PICTURE)), Map.of()));
    sandbox.reset();

    LaneWork again = prepared(ready);

    assertThat(FacebookHandle.of(again).photos()).isNotEqualTo(FacebookHandle.of(ready).photos());
    assertThat(publish(again)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void an_expired_token_is_renewed_by_the_persons_and_a_revoked_one_is_not() {
    Content content = new Content("Words", null, List.of(), Map.of());
    sandbox.arm("expire_token", "publish");
    PublishFailure expired = ((Outcome.Refused) publish(prepared(content))).failure();
    assertThat(((PublishFailure.NeedsReauth) expired).refreshable()).isTrue();

    TokenGrant.Granted granted = (TokenGrant.Granted) refresh("sandbox-facebook-refresh");
    token = granted.accessToken();
    assertThat(granted.lifetime()).isEqualTo(Duration.ofSeconds(5_183_944));
    assertThat(publish(prepared(content))).isInstanceOf(Outcome.Published.class);
    // what came in place of a refresh token works again
    assertThat(refresh(granted.refreshToken())).isInstanceOf(TokenGrant.Granted.class);

    sandbox.send(sandbox.to("/facebook/me/permissions?access_token=" + token).DELETE());
    PublishFailure removed = ((Outcome.Refused) publish(prepared(content))).failure();
    assertThat(removed.code()).isEqualTo("190/458");
    assertThat(((PublishFailure.NeedsReauth) removed).refreshable()).isFalse();
    assertThat(refresh("nobody"))
        .isInstanceOfSatisfying(
            TokenGrant.Denied.class,
            denied ->
                assertThat(denied.failure())
                    .isInstanceOfSatisfying(
                        PublishFailure.NeedsReauth.class,
                        dead -> assertThat(dead.refreshable()).isFalse()));
  }

  @Test
  void an_account_that_was_connected_with_a_persons_token_gets_the_pages() {
    token = ((TokenGrant.Granted) refresh("sandbox-facebook-refresh")).refreshToken();
    Content content = new Content("Words", null, List.of(), Map.of());
    PublishFailure person = ((Outcome.Refused) publish(prepared(content))).failure();
    assertThat(((PublishFailure.NeedsReauth) person).refreshable()).isTrue();

    token = ((TokenGrant.Granted) refresh(null)).accessToken();
    assertThat(publish(prepared(content))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void the_same_words_are_refused_for_good() {
    Content content = new Content("Words", null, List.of(), Map.of());
    publish(prepared(content));

    PublishFailure failure = ((Outcome.Refused) publish(prepared(content))).failure();
    assertThat(failure).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(failure.code()).isEqualTo("506");
  }

  private static Content video(Map<String, Object> options) {
    return new Content("A video", "Title", List.of(Media.of(MOVIE)), options);
  }

  /** Prepares until it is ready; a pause is no reason to wait here. */
  private LaneWork prepared(Content content) {
    return prepared(work(content, null));
  }

  private static LaneWork prepared(LaneWork begun) {
    LaneWork work = begun;
    for (int i = 0; i < 20; i++) {
      Preparation made = hub.send("direct:facebook-prepare", work, Preparation.class);
      if (made instanceof Preparation.Ready ready) {
        return work.withHandle(ready.handle());
      }
      assertThat(made).isInstanceOf(Preparation.Pending.class);
      work = work.withHandle(((Preparation.Pending) made).handle());
    }
    throw new AssertionError("never ready");
  }

  private static LaneWork step(LaneWork work) {
    Preparation made = hub.send("direct:facebook-prepare", work, Preparation.class);
    return work.withHandle(((Preparation.Pending) made).handle());
  }

  private static Outcome publish(LaneWork work) {
    return hub.send("direct:facebook-publish", work, Outcome.class);
  }

  private static Sighting lookup(LaneWork work) {
    return hub.send("direct:facebook-lookup", work, Sighting.class);
  }

  private void assertMeasured(String id, Content content, Metric... more) {
    Measurement measured =
        hub.send("direct:facebook-metrics", work(content, id), Measurement.class);
    assertThat(measured).isInstanceOf(Measurement.Measured.class);
    assertThat(((Measurement.Measured) measured).values())
        .containsKeys(more)
        .containsKeys(Metric.LIKES, Metric.COMMENTS);
  }

  private void assertTakenDown(String id, Content content) {
    for (int i = 0; i < 2; i++) {
      assertThat(hub.send("direct:facebook-retract", work(content, id), Retraction.class))
          .isInstanceOf(Retraction.Gone.class);
      assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    }
  }

  private TokenGrant refresh(String person) {
    RefreshWork work =
        new RefreshWork("facebook", token, person, "sandbox-client", "sandbox-secret", hosts());
    return hub.send("direct:facebook-refresh", work, TokenGrant.class);
  }

  private LaneWork work(Content content, String postId) {
    return new LaneWork(
        1,
        1,
        "facebook",
        content,
        new LaneWork.Account(1, FacebookSandbox.PAGE, token),
        null,
        postId,
        1,
        Instant.now(),
        hosts());
  }

  private static Map<String, String> hosts() {
    String root = sandbox.baseUrl() + "/facebook";
    return Map.of("api", root, "token", root, "upload", root);
  }

  private static JsonObject post() {
    return sandbox.list("/_sandbox/posts").getJsonObject(0);
  }
}
