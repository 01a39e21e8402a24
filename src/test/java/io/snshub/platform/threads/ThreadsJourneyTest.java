package io.snshub.platform.threads;

import static io.snshub.platform.threads.ThreadsWorld.IMAGE;
import static io.snshub.platform.threads.ThreadsWorld.TOKEN;
import static io.snshub.platform.threads.ThreadsWorld.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.CallHarness;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
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
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fragments against the sandbox, step by step as a lane takes them. */
class ThreadsJourneyTest {
  private static ThreadsWorld world;
  private static ThreadsWorld strict;
  private static CallHarness hub;
  private ThreadsWorld where = world;

  @BeforeAll
  static void start() {
    world = new ThreadsWorld(false);
    strict = new ThreadsWorld(true);
    hub = new CallHarness(Duration.ofSeconds(5), List.of(new ThreadsRoutes()));
  }

  @AfterAll
  static void stop() {
    hub.close();
    world.close();
    strict.close();
  }

  @BeforeEach
  void reset() {
    where = world;
    world.sandbox.reset();
    strict.sandbox.reset();
  }

  @Test
  void a_text_goes_up_is_measured_and_comes_down() {
    Content content =
        text("Hello, Threads", Map.of("topic_tag", "Tea", "reply_control", "everyone"));
    String handle = ready(content);

    Outcome.Published up = (Outcome.Published) publish(content, handle, 1);

    JsonObject seen = where.read(up.platformPostId(), "text,topic_tag,permalink");
    assertThat(seen.getString("text")).isEqualTo("Hello, Threads");
    assertThat(seen.getString("topic_tag")).isEqualTo("Tea");
    assertThat(up.permalink()).isEqualTo(seen.getString("permalink"));
    where.clock.advance(Duration.ofHours(2));
    assertThat(((Measurement.Measured) measure(up.platformPostId())).values())
        .containsOnlyKeys(Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES)
        .allSatisfy((metric, value) -> assertThat(value).isPositive());
    assertThat(retract(up.platformPostId())).isInstanceOf(Retraction.Gone.class);
    assertThat(retract(up.platformPostId())).isInstanceOf(Retraction.Gone.class);
    where.turn("second_delete_is_100", true);
    assertThat(retract(up.platformPostId())).isInstanceOf(Retraction.Gone.class);
    assertThat(where.sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_picture_and_a_video_carry_their_alternative_texts() {
    Content picture = media(Media.of(IMAGE).withAlt("a cat"));
    String id = ((Outcome.Published) publish(picture, ready(picture), 1)).platformPostId();
    assertThat(where.read(id, "media_type,alt_text").getString("alt_text")).isEqualTo("a cat");

    Content film = media(Media.of(VIDEO));
    String video = ((Outcome.Published) publish(film, ready(film), 1)).platformPostId();
    assertThat(where.read(video, "media_type").getString("media_type")).isEqualTo("VIDEO");
  }

  @Test
  void a_carousel_keeps_its_order_and_kinds() {
    Content content =
        media(Media.of(IMAGE).withAlt("first"), Media.of(VIDEO), Media.of(IMAGE).withAlt("third"));

    String id = ((Outcome.Published) publish(content, ready(content), 1)).platformPostId();

    assertThat(where.read(id, "media_type,children").getString("media_type"))
        .isEqualTo("CAROUSEL_ALBUM");
    List<String> parts =
        where.read(id, "children").getJsonObject("children").getJsonArray("data").stream()
            .map(part -> ((JsonObject) part).getString("id"))
            .map(part -> where.read(part, "media_type,alt_text"))
            .map(part -> part.getString("media_type") + " " + part.getString("alt_text"))
            .toList();
    assertThat(parts).containsExactly("IMAGE first", "VIDEO null", "IMAGE third");
    assertThat(where.sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_medium_whose_address_says_nothing_keeps_its_kind() {
    Media film = new Media("https://cdn.example.com/1", Media.Kind.VIDEO);
    Media unknown = new Media("https://cdn.example.com/2", Media.Kind.UNKNOWN);
    Content inspected = media(film, film);
    Content later = media(unknown, unknown);
    Preparation.Pending first = (Preparation.Pending) prepare(inspected, null);

    String handle = ready(later, first.handle());

    assertThat(handle).contains("VIDEO");
    assertThat(where.sandbox.list("/_sandbox/ledger")).hasSize(3);
  }

  @Test
  void a_lost_answer_is_found_again() {
    Content content = text("Lost and #found again", Map.of());
    String handle = ready(content);
    Instant attempt = where.clock.instant();
    where.turn("tags_lose_their_hash", true);
    where.sandbox.arm("drop_after", "publish");

    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);

    Sighting.Found found = (Sighting.Found) lookup(content, handle, attempt);
    assertThat(where.read(found.platformPostId(), "permalink").getString("permalink"))
        .isEqualTo(found.permalink());
  }

  @Test
  void a_request_that_never_arrived_is_absent_and_can_be_sent_again() {
    Content content = text("never arrived", Map.of());
    String handle = ready(content);
    where.sandbox.arm("drop_before", "publish");

    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(lookup(content, handle, where.clock.instant())).isInstanceOf(Sighting.Absent.class);
    assertThat(prepare(content, handle)).isInstanceOf(Preparation.Ready.class);
    assertThat(publish(content, handle, 2)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_published_container_is_not_sent_again() {
    Content content = text("up already", Map.of());
    String handle = ready(content);
    where.publish(new JsonObject(handle).getString("container"));

    String again = ((Preparation.Ready) prepare(content, handle)).handle();
    where.turn("refuses_second_publish", false);

    assertThat(publish(content, again, 2)).isInstanceOf(Outcome.Doubtful.class);
    where.turn("refuses_second_publish", true);
    assertThat(lookup(content, again, where.clock.instant())).isInstanceOf(Sighting.Found.class);
    // also when nobody looked: the refusal is no refusal of this post
    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(where.sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_server_error_with_the_code_for_no_permission_is_doubtful_and_found() {
    Content content = text("ten", Map.of());
    String handle = ready(content);
    where.sandbox.arm(
        "garble_after",
        "publish",
        "code",
        500,
        "body",
        "{\"error\":{\"message\":\"Application does not have permission for this action\","
            + "\"type\":\"OAuthException\",\"code\":10}}");

    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(lookup(content, handle, where.clock.instant())).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void lists_that_lag_are_no_proof() {
    Content content = text("late in the list", Map.of());
    String handle = ready(content);
    where.turn("lists_lag", true);
    Instant attempt = where.clock.instant();
    publish(content, handle, 1);

    assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Unclear.class);
    where.clock.advance(Duration.ofSeconds(3));
    assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_container_that_vanished_leaves_the_list_to_tell() {
    Content content = text("no container any more", Map.of());
    String handle = ready(content);
    Instant attempt = where.clock.instant();
    where.turn("published_containers_vanish", true);
    where.turn("lists_lag", true);
    where.sandbox.arm("drop_after", "publish");

    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(lookup(content, handle, attempt))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    where.clock.advance(Duration.ofSeconds(3));
    assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_ghost_post_that_no_list_shows_is_never_called_absent() {
    Content content = text("gone tomorrow", Map.of("is_ghost_post", true));
    String handle = ready(content);
    Instant attempt = where.clock.instant();
    where.turn("ghosts_are_unlisted", true);
    where.sandbox.arm("drop_after", "publish");

    assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
    assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Unclear.class);
    where.turn("ghosts_are_unlisted", false);
    assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void replies_and_quotes_are_looked_for_where_they_stand() {
    String root = where.up("media_type", "TEXT", "text", "root");
    for (String option : List.of("reply_to_id", "quote_post_id")) {
      Content content = text("same words", Map.of(option, root));
      String handle = ready(content);
      Instant attempt = where.clock.instant();
      where.sandbox.arm("drop_after", "publish");

      assertThat(publish(content, handle, 1)).isInstanceOf(Outcome.Doubtful.class);
      assertThat(lookup(content, handle, attempt)).isInstanceOf(Sighting.Found.class);
    }
  }

  @Test
  void equal_posts_need_a_person_and_pages_are_read_to_the_end() {
    Content content = text("twice", Map.of());
    String handle = ready(content);
    Instant attempt = where.clock.instant();
    where.up("media_type", "TEXT", "text", "twice");
    publish(content, handle, 1);
    for (int i = 0; i < 120; i++) {
      where.create("media_type", "TEXT", "text", "t" + i, "auto_publish_text", "true");
    }

    Sighting.Unclear unclear = (Sighting.Unclear) lookup(content, handle, attempt);

    assertThat(unclear.forHuman()).isTrue();
    assertThat(unclear.reason()).contains("2 posts");
  }

  @Test
  void an_expired_container_is_built_anew() {
    Content content = text("a day later", Map.of());
    String handle = ready(content);
    where.clock.advance(Duration.ofHours(25));

    assertThat(lookup(content, handle, where.clock.instant()))
        .isEqualTo(new Sighting.NotSubmitted(handle));
    assertThat(((PublishFailure.Transient) refusal(publish(content, handle, 1))).code())
        .isEqualTo("24/4279009");
    String fresh = ready(content, handle);
    assertThat(publish(content, fresh, 2)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_video_that_cannot_be_fetched_is_tried_again_and_then_given_up() {
    Content content = media(Media.of("https://elsewhere.test/a.mp4"));
    Preparation step = prepare(content, null);
    int containers = 0;
    while (step instanceof Preparation.Pending pending) {
      containers += pending.pause().isZero() ? 1 : 0;
      where.clock.advance(pending.pause().plusSeconds(1));
      step = prepare(content, pending.handle());
    }

    assertThat(containers).isEqualTo(3);
    PublishFailure failure = ((Preparation.Failed) step).failure();
    assertThat(failure).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(failure.code()).isEqualTo("failed_downloading_video");
    assertThat(failure.message()).startsWith("threads: ").contains("FAILED_DOWNLOADING_VIDEO");
  }

  @Test
  void a_container_that_hides_for_a_while_is_waited_for() {
    where.turn("fresh_containers_hide", true);

    Content content = text("hidden first", Map.of());
    assertThat(publish(content, ready(content), 1)).isInstanceOf(Outcome.Published.class);
    assertThat(where.sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_used_up_quota_is_told_by_name() {
    where = strict;
    for (int i = 0; i < 250; i++) {
      strict.create("media_type", "TEXT", "text", "t" + i, "auto_publish_text", "true");
    }
    Content content = text("one more", Map.of());

    PublishFailure failure = refusal(publish(content, ready(content), 1));

    assertThat(failure.code()).isEqualTo("quota_used_up");
    assertThat(failure.message()).isEqualTo("threads: 250 of 250 posts in 24 hours are used up");
    assertThat(((PublishFailure.Transient) failure).retryAfter()).isEqualTo(Duration.ofHours(1));
    String root = strict.data("/me/threads").getJsonObject(0).getString("id");
    Content reply = text("replies have their own", Map.of("reply_to_id", root));
    assertThat(publish(reply, ready(reply), 1)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_throttle_without_a_used_up_quota_stays_a_throttle() {
    Content content = text("throttled", Map.of());
    String handle = ready(content);
    where.turn("usage_headers", true);
    where.sandbox.arm("rate_limit", "publish", "retry_after", 180);

    PublishFailure.Transient failure =
        (PublishFailure.Transient) refusal(publish(content, handle, 1));

    assertThat(failure.code()).isEqualTo("613/4279002");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void used_up_deletions_are_told_by_name() {
    where = strict;
    for (int i = 0; i < 101; i++) {
      String id =
          new JsonObject(
                  strict
                      .create("media_type", "TEXT", "text", "t" + i, "auto_publish_text", "true")
                      .body())
              .getString("id");
      if (i < 100) {
        strict.delete(id);
      } else {
        assertThat(((Retraction.Failed) retract(id)).failure().message())
            .isEqualTo("threads: 100 of 100 deletions in 24 hours are used up");
      }
    }
  }

  @Test
  void a_token_renews_itself_while_it_lives() {
    TokenGrant.Granted granted = (TokenGrant.Granted) refresh(TOKEN);

    assertThat(granted.refreshToken()).isNull();
    assertThat(granted.lifetime()).isEqualTo(Duration.ofSeconds(5_183_944));
    where.sandbox.arm("expire_token", "lookup");
    where.get("/threads/me");
    assertThat(((TokenGrant.Denied) refresh(TOKEN)).failure())
        .isInstanceOfSatisfying(
            PublishFailure.NeedsReauth.class, dead -> assertThat(dead.refreshable()).isFalse());
  }

  private String ready(Content content) {
    return ready(content, null);
  }

  /** Takes the steps of a prepare; pauses pass by the sandbox's clock. */
  private String ready(Content content, @Nullable String from) {
    Preparation step = prepare(content, from);
    while (step instanceof Preparation.Pending pending) {
      where.clock.advance(pending.pause());
      step = prepare(content, pending.handle());
    }
    assertThat(step).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) step).handle();
  }

  private Preparation prepare(Content content, @Nullable String handle) {
    return hub.send(
        "direct:threads-prepare", work(content, handle, null, 1, null), Preparation.class);
  }

  private Outcome publish(Content content, String handle, int attempt) {
    return hub.send(
        "direct:threads-publish", work(content, handle, null, attempt, null), Outcome.class);
  }

  private Sighting lookup(Content content, String handle, Instant attemptAt) {
    return hub.send(
        "direct:threads-lookup", work(content, handle, null, 1, attemptAt), Sighting.class);
  }

  private Measurement measure(String id) {
    return hub.send(
        "direct:threads-metrics", work(text("t", Map.of()), null, id, 1, null), Measurement.class);
  }

  private Retraction retract(String id) {
    return hub.send(
        "direct:threads-retract", work(text("t", Map.of()), null, id, 1, null), Retraction.class);
  }

  private TokenGrant refresh(String token) {
    RefreshWork work =
        new RefreshWork("threads", token, null, "sandbox-client", "sandbox-secret", hosts());
    return hub.send("direct:threads-refresh", work, TokenGrant.class);
  }

  private LaneWork work(
      Content content,
      @Nullable String handle,
      @Nullable String id,
      int attempt,
      @Nullable Instant attemptAt) {
    LaneWork.Account account = new LaneWork.Account(1, ThreadsSandbox.ACCOUNT, TOKEN);
    return new LaneWork(1, 1, "threads", content, account, handle, id, attempt, attemptAt, hosts());
  }

  private Map<String, String> hosts() {
    String root = where.sandbox.baseUrl() + "/threads";
    return Map.of("api", root, "token", root, "authorize", root);
  }

  private static PublishFailure refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).failure();
  }

  private static Content text(String text, Map<String, Object> options) {
    return new Content(text, null, List.of(), options);
  }

  private static Content media(Media... media) {
    return new Content("look", null, List.of(media), Map.of());
  }
}
