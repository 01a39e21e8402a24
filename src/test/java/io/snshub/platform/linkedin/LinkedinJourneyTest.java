package io.snshub.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.platform.CallHarness;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformSettings;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fragments and the sandbox, which know nothing of each other, on one wire. */
class LinkedinJourneyTest {
  private static final Map<String, Integer> SIZES = Map.of("png", 100, "mp4", 4_194_304 * 2 + 7);

  @TempDir static Path files;
  private static SandboxClient sandbox;
  private static CallHarness hub;

  private String account = LinkedinSandbox.ACCOUNT;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new LinkedinSandbox());
    LinkedinPlatform platform = new LinkedinPlatform(PlatformSettings.defaults(), "202609");
    hub =
        new CallHarness(
            Duration.ofSeconds(5),
            List.of(
                new LinkedinRoutes(),
                new LinkedinUploadRoutes(),
                new LinkedinAccountRoutes(platform),
                CallHarness.media(LinkedinJourneyTest::fetched)));
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

  private static MediaFetch fetched(Media media) {
    String type = media.url().substring(media.url().lastIndexOf('.') + 1);
    String contentType = type.equals("mp4") ? "video/mp4" : "image/" + type;
    try {
      Path file = Files.write(files.resolve("medium." + type), new byte[SIZES.get(type)]);
      return new MediaFetch.Fetched(new FetchedMedia(file, SIZES.get(type), contentType));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_text_is_shown_as_it_was_written() {
    String text = "C# (really) #news #two_words, a\\b {c} <3 *d* ~e~ | 漢字 😀 @home\nend";

    Outcome.Published up = published(content(text, Map.of()));

    assertThat(visible().getString("content")).isEqualTo(text);
    assertThat(visible().getString("permalink")).isEqualTo(up.permalink());
  }

  @Test
  void a_text_may_be_as_long_as_linkedin_allows() {
    published(content("(".repeat(3_000), Map.of()));

    assertThat(visible().getString("content")).hasSize(3_000);
    assertThat(failure(content("x".repeat(3_001), Map.of())))
        .isInstanceOfSatisfying(
            PublishFailure.Permanent.class,
            refused -> assertThat(refused.code()).isEqualTo("field_length_too_long"));
  }

  @Test
  void pictures_and_a_video_get_there() {
    published(content("one", Map.of(), "1.png"));
    assertThat(visible().getJsonArray("media")).hasSize(1);
    published(content("three", Map.of(), "1.png", "2.png", "3.png"));
    assertThat(visible().getJsonArray("media")).hasSize(3);
    Outcome.Published video = published(content("moving", Map.of(), "1.mp4"));
    assertThat(video.platformPostId()).startsWith("urn:li:ugcPost:");
  }

  @Test
  void alternative_texts_and_options_arrive() {
    Outcome.Published up =
        published(content("x", Map.of("visibility", "LOGGED_IN"), "1.png", "2.png"));

    JsonObject post = read(up.platformPostId());

    assertThat(post.getString("visibility")).isEqualTo("LOGGED_IN");
    assertThat(
            post.getJsonObject("content")
                .getJsonObject("multiImage")
                .getJsonArray("images")
                .getJsonObject(1)
                .getString("altText"))
        .isEqualTo("shows 2.png");
  }

  @Test
  void a_link_has_a_preview_with_a_picture() {
    Map<String, Object> options = Map.of("link", "https://example.com/a", "description", "D");
    Outcome.Published up = published(content("look", options, "1.png"));

    JsonObject article =
        read(up.platformPostId()).getJsonObject("content").getJsonObject("article");

    assertThat(article.getString("title")).isEqualTo("A title");
    assertThat(article.getString("description")).isEqualTo("D");
    assertThat(article.getString("thumbnail")).startsWith("urn:li:image:");
    assertThat(article.getString("thumbnailAltText")).isEqualTo("shows 1.png");
  }

  @Test
  void a_poll_is_asked_and_a_post_shared() {
    Map<String, Object> poll =
        Map.of("question", "Tea?", "options", List.of("yes", "no"), "duration", "ONE_DAY");
    Outcome.Published asked = published(content("vote", Map.of("poll", poll)));

    assertThat(read(asked.platformPostId()).getJsonObject("content").containsKey("poll")).isTrue();
    published(content("see", Map.of("reshare", asked.platformPostId())));
    assertThat(visible().getString("content")).isEqualTo("see");
  }

  @Test
  void a_lost_answer_is_found_by_text_and_by_medium() {
    for (Content content :
        List.of(
            content("C# #news (x)", Map.of()),
            content("with", Map.of(), "1.png"),
            content("moving", Map.of(), "1.mp4"),
            content("link", Map.of("link", "https://example.com/a"), "1.png"))) {
      String handle = ready(content);
      sandbox.arm("drop_after", "publish");

      assertThat(publish(content, handle)).isInstanceOf(Outcome.Doubtful.class);

      Sighting seen =
          hub.send("direct:linkedin-lookup", work(content, handle, null), Sighting.class);
      assertThat(seen)
          .isInstanceOfSatisfying(
              Sighting.Found.class,
              found ->
                  assertThat(found.platformPostId())
                      .isEqualTo(visible().getString("platform_post_id")));
    }
  }

  @Test
  void what_never_arrived_is_not_found() {
    Content content = content("never", Map.of());
    String handle = ready(content);
    published(content("something else", Map.of()));
    sandbox.arm("drop_before", "publish");

    assertThat(publish(content, handle)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(hub.send("direct:linkedin-lookup", work(content, handle, null), Sighting.class))
        .isEqualTo(new Sighting.Absent());
  }

  @Test
  void a_post_is_found_behind_many_others() {
    Content content = content("the first", Map.of());
    published(content);
    for (int i = 0; i < 60; i++) {
      published(content("later " + i, Map.of()));
    }

    assertThat(hub.send("direct:linkedin-lookup", work(content, "{}", null), Sighting.class))
        .isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_post_is_measured_and_taken_down_twice() {
    Content content = content("down", Map.of());
    String urn = published(content).platformPostId();
    AtomicReference<Measurement> told = new AtomicReference<>();

    await()
        .until(
            () -> {
              told.set(
                  hub.send("direct:linkedin-metrics", work(content, "{}", urn), Measurement.class));
              return told.get() instanceof Measurement.Measured some
                  && some.values().get(Metric.IMPRESSIONS) > 0;
            });
    for (int i = 0; i < 2; i++) {
      assertThat(hub.send("direct:linkedin-retract", work(content, "{}", urn), Retraction.class))
          .isInstanceOf(Retraction.Gone.class);
    }
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_member_posts_and_is_measured_in_their_own_way() {
    account = LinkedinSandboxMember.URN;
    Content content = content("mine", Map.of(), "1.png");
    turn("member_only", true);
    String urn = published(content).platformPostId();

    assertThat(hub.send("direct:linkedin-lookup", work(content, "{}", null), Sighting.class))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
    turn("member_only", false);
    assertThat(hub.send("direct:linkedin-metrics", work(content, "{}", urn), Measurement.class))
        .isInstanceOfSatisfying(
            Measurement.Measured.class, told -> assertThat(told.values()).hasSize(5));
  }

  @Test
  void a_medium_that_linkedin_spoils_fails_the_post() {
    sandbox.arm("fail_processing", "any");

    assertThat(prepared(content("spoilt", Map.of(), "1.png")))
        .isInstanceOfSatisfying(
            Preparation.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("media_processing_failed"));
  }

  @Test
  void an_expired_token_is_renewed_and_a_revoked_one_is_not() {
    sandbox.arm("expire_token", "publish");
    assertThat(failure(content("late", Map.of())))
        .isInstanceOfSatisfying(
            PublishFailure.NeedsReauth.class, dead -> assertThat(dead.refreshable()).isTrue());
    RefreshWork refresh =
        new RefreshWork(
            "linkedin",
            "old",
            "sandbox-linkedin-refresh",
            "sandbox-client",
            "sandbox-secret",
            hosts());
    assertThat(hub.send("direct:linkedin-refresh", refresh, TokenGrant.class))
        .isInstanceOfSatisfying(
            TokenGrant.Granted.class,
            granted -> assertThat(granted.lifetime()).isEqualTo(Duration.ofDays(60)));
    sandbox.reset();
    sandbox.postForm(
        "/linkedin/oauth/v2/revoke",
        Map.of(
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret",
            "token", "sandbox-linkedin-token"));
    assertThat(failure(content("never", Map.of())))
        .isInstanceOfSatisfying(
            PublishFailure.NeedsReauth.class, dead -> assertThat(dead.refreshable()).isFalse());
  }

  @Test
  void etags_in_quotation_marks_do_no_harm() {
    turn("quoted_etags", true);

    published(content("moving", Map.of(), "1.mp4"));
  }

  private Outcome.Published published(Content content) {
    Outcome outcome = publish(content, ready(content));
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return (Outcome.Published) outcome;
  }

  private PublishFailure failure(Content content) {
    return ((Outcome.Refused) publish(content, ready(content))).failure();
  }

  private Outcome publish(Content content, String handle) {
    return hub.send("direct:linkedin-publish", work(content, handle, null), Outcome.class);
  }

  private String ready(Content content) {
    Preparation end = prepared(content);
    assertThat(end).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) end).handle();
  }

  /** Prepares step by step, until it is ready or has failed. */
  private Preparation prepared(Content content) {
    AtomicReference<String> handle = new AtomicReference<>();
    AtomicReference<Preparation> last = new AtomicReference<>();
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              LaneWork work = work(content, handle.get(), null);
              last.set(hub.send("direct:linkedin-prepare", work, Preparation.class));
              if (last.get() instanceof Preparation.Pending pending) {
                handle.set(pending.handle());
                return false;
              }
              return true;
            });
    return last.get();
  }

  private static Content content(String text, Map<String, Object> options, String... names) {
    List<Media> media = new ArrayList<>();
    Arrays.stream(names)
        .forEach(
            name ->
                media.add(Media.of("https://cdn.example.com/" + name).withAlt("shows " + name)));
    return new Content(text, "A title", media, options);
  }

  private LaneWork work(Content content, String handle, String postId) {
    return new LaneWork(
        1,
        1,
        "linkedin",
        content,
        new LaneWork.Account(1, account, "sandbox-linkedin-token"),
        handle,
        postId,
        1,
        Instant.now(),
        hosts());
  }

  private static Map<String, String> hosts() {
    String root = sandbox.url("/linkedin");
    return Map.of("api", root, "token", root, "upload", root);
  }

  private static JsonObject visible() {
    var posts = sandbox.list("/_sandbox/posts?platform=linkedin");
    return posts.getJsonObject(posts.size() - 1);
  }

  private static JsonObject read(String urn) {
    return SandboxClient.object(
        sandbox.send(
            sandbox
                .to("/linkedin/rest/posts/" + urn.replace(":", "%3A"))
                .header("Authorization", "Bearer sandbox-linkedin-token")
                .header("LinkedIn-Version", "202609")
                .header("X-Restli-Protocol-Version", "2.0.0")
                .GET()));
  }

  private static void turn(String name, boolean value) {
    JsonObject body =
        new JsonObject().put("platform", "linkedin").put("name", name).put("value", value);
    sandbox.send(
        sandbox
            .json("/_sandbox/switches", body)
            .method("PUT", BodyPublishers.ofString(body.encode())));
  }
}
