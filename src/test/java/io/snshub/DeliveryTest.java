package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** One post on three platforms, whatever the platforms do. */
@HubTest
@Tag("both-databases")
class DeliveryTest {
  private static final List<String> ALL = List.of("twitter", "instagram", "youtube");
  private static final List<String> CLIP = List.of("https://cdn.example.com/clip.mp4?bytes=20000");

  private static final List<String> PICTURE = List.of("https://cdn.example.com/cat.jpg");

  @Autowired private Environment environment;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  private long publish(String text, Object... more) {
    List<Object> fields = new ArrayList<>(List.of("media_urls", CLIP));
    fields.addAll(List.of(more));
    return hub.publish(text, ALL, fields.toArray());
  }

  private List<String> created(String text) {
    return effects(text, "created");
  }

  private List<String> effects(String text, String effect) {
    return hub.ledger(text).stream()
        .filter(entry -> entry.path("effect").asText().equals(effect))
        .map(entry -> entry.path("platform").asText())
        .toList();
  }

  private List<String> timeline(long post, String kind) {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : hub.get("/api/sns/posts/" + post + "/timeline").body().path("entries")) {
      if (entry.path("kind").asText().equals(kind)) {
        names.add(entry.path("name").asText());
      }
    }
    return names;
  }

  @Test
  void a_post_goes_up_once_on_each_platform_and_tells_its_way() {
    String text = HubClient.text("three");
    long post = publish(text);

    JsonNode published = hub.awaitStatus(post, "published").body();

    assertThat(created(text)).containsExactlyInAnyOrderElementsOf(ALL);
    Set<String> ids =
        hub.posts(text).stream()
            .map(up -> up.path("platform_post_id").asText())
            .collect(Collectors.toSet());
    for (JsonNode target : published.path("targets")) {
      assertThat(ids).contains(target.path("platform_post_id").asText());
      assertThat(target.path("permalink").asText()).startsWith("https://");
    }
    assertThat(timeline(post, "step"))
        .startsWith("accepted", "publishing")
        .contains("prepare", "prepared", "submit", "confirmed")
        .endsWith("published");
    await().until(() -> hub.messages(text).size() == 1);
  }

  @Test
  void one_refusal_takes_everything_down_again_in_reverse_and_says_so() {
    String text = HubClient.text("all or nothing");
    hub.fault("instagram", "publish", "status", "code", 400, "times", 1);
    long post = publish(text);

    String saga = hub.awaitStatus(post, "compensated").text("saga_id");
    await().until(() -> hub.get("/api/sns/sagas/" + saga).text("status"), "compensated"::equals);

    assertThat(hub.posts(text)).isEmpty();
    List<String> up = created(text);
    List<String> down = effects(text, "deleted");
    assertThat(up).containsExactlyInAnyOrder("twitter", "youtube");
    assertThat(down).containsExactlyInAnyOrderElementsOf(up);
    List<String> undone = timeline(post, "compensation");
    assertThat(undone.subList(0, 3)).allMatch(door -> door.startsWith("direct://retract-"));
    assertThat(undone.subList(3, undone.size()))
        .containsExactly(
            "direct://clear-analytics", "direct://send-cancellation-notice", "direct://mark-post");
    assertThat(hub.messages(text))
        .singleElement()
        .satisfies(notice -> assertThat(notice.path("content").asText()).startsWith("Cancelled"));
  }

  @Test
  void what_can_be_kept_is_kept_when_asked_for() {
    String text = HubClient.text("keep");
    hub.fault("instagram", "publish", "status", "code", 400, "times", 1);
    long post = publish(text, "on_failure", "keep");

    hub.awaitStatus(post, "partially_published");

    assertThat(created(text)).containsExactlyInAnyOrder("twitter", "youtube");
    assertThat(hub.posts(text)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop_after", "drop_before"})
  void a_lost_answer_on_every_platform_makes_one_post_each(String fault) {
    String text = HubClient.text(fault);
    ALL.forEach(platform -> hub.fault(platform, "publish", fault, "times", 1));
    long post = publish(text);

    hub.awaitStatus(post, "published");

    assertThat(created(text)).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(hub.posts(text)).hasSize(3);
    assertThat(timeline(post, "step")).contains("in_doubt");
  }

  @Test
  void a_refusal_while_another_answer_is_lost_leaves_nothing_up() {
    String text = HubClient.text("doubt and refusal");
    hub.fault("youtube", "publish", "drop_after", "times", 1);
    hub.fault("twitter", "publish", "drop_after", "times", 1);
    hub.fault("instagram", "publish", "status", "code", 400, "times", 1);
    long post = publish(text);

    hub.awaitStatus(post, "compensated");

    assertThat(created(text)).containsExactlyInAnyOrder("twitter", "youtube");
    assertThat(hub.posts(text)).isEmpty();
  }

  @Test
  void an_expired_token_is_refreshed_and_the_post_goes_on() {
    String text = HubClient.text("expired");
    hub.fault("twitter", "publish", "expire_token", "times", 1);
    long post = hub.publish(text, List.of("twitter"));

    hub.awaitStatus(post, "published");

    assertThat(created(text)).hasSize(1);
    assertThat(timeline(post, "step")).contains("token_refreshed");
  }

  @Test
  void a_platform_that_asks_for_time_gets_it() {
    String text = HubClient.text("slow down");
    hub.fault("youtube", "publish", "rate_limit", "retry_after", 1, "times", 1);
    hub.fault("instagram", "any", "slow_processing", "ms", 700, "times", 1);
    long post = publish(text, "on_failure", "keep");

    hub.awaitStatus(post, "published");

    assertThat(created(text)).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(timeline(post, "step")).contains("waiting");
  }

  @Test
  void a_takedown_that_fails_for_now_is_repeated() {
    String text = HubClient.text("stubborn");
    hub.fault("twitter", "delete", "status", "code", 503, "times", 2);
    hub.fault("instagram", "publish", "status", "code", 400, "times", 1);
    long post = publish(text);

    hub.awaitStatus(post, "compensated");

    assertThat(hub.posts(text)).isEmpty();
  }

  @Test
  void a_scheduled_post_is_up_at_its_time_and_not_before() {
    String text = HubClient.text("at its time");
    Instant at = Instant.now().plusSeconds(3);
    long post = publish(text, "scheduled_at", at.toString());
    await()
        .until(
            () ->
                hub.show(post).body().findValuesAsText("status").stream()
                        .filter("prepared"::equals)
                        .count()
                    == 3);
    assertThat(hub.show(post).text("status")).isEqualTo("scheduled");
    assertThat(hub.posts(text)).isEmpty();

    hub.awaitStatus(post, "published");

    for (JsonNode entry : hub.ledger(text)) {
      if (entry.path("effect").asText().equals("created")) {
        assertThat(Instant.parse(entry.path("at").asText())).isAfterOrEqualTo(at);
      }
    }
  }

  @Test
  void a_scheduled_post_can_be_stopped_even_when_it_is_prepared() {
    String text = HubClient.text("stopped");
    Instant at = Instant.now().plus(Duration.ofSeconds(30));
    long post = hub.publish(text, List.of("twitter"), "scheduled_at", at.toString());
    await()
        .until(
            () ->
                hub.show(post)
                    .body()
                    .path("targets")
                    .get(0)
                    .path("status")
                    .asText()
                    .equals("prepared"));

    assertThat(hub.command("/api/sns/posts/" + post + "/cancel").text("status"))
        .isEqualTo("cancelled");

    String saga = hub.show(post).text("saga_id");
    await().until(() -> hub.get("/api/sns/sagas/" + saga).text("status"), "completed"::equals);
    assertThat(created(text)).isEmpty();
    assertThat(hub.messages(text)).isEmpty();
  }

  @Test
  void a_deleted_post_is_gone_everywhere() {
    String text = HubClient.text("regretted");
    long post = publish(text);
    hub.awaitStatus(post, "published");

    assertThat(hub.delete("/api/sns/posts/" + post).status()).isEqualTo(202);

    hub.awaitStatus(post, "deleted");
    assertThat(hub.posts(text)).isEmpty();
    assertThat(hub.delete("/api/sns/posts/" + post).status()).isEqualTo(200);
  }

  /** The answer is lost, and somebody puts up the same by hand: two posts may be this one. */
  private long ambiguous(String text) {
    String at = Instant.now().plusSeconds(3).toString();
    long post = hub.publish(text, List.of("instagram"), "media_urls", PICTURE, "scheduled_at", at);
    await("it is prepared")
        .until(() -> hub.show(post).body().at("/targets/0/status").asText().equals("prepared"));
    hub.fault("instagram", "publish", "drop_after", "times", 1);
    hub.fault("instagram", "lookup", "status", "code", 503);
    await("the post is up").until(() -> created(text).size() == 1);
    String user = "/v25.0/17841400000000001";
    String form = "image_url=" + PICTURE.get(0) + "&caption=" + text.replace(" ", "%20");
    String container = hub.platform("instagram", user + "/media", form).text("id");
    await("the twin is up")
        .until(
            () ->
                hub.platform("instagram", user + "/media_publish", "creation_id=" + container)
                        .status()
                    == 200);
    assertThat(hub.posts(text)).hasSize(2);
    hub.clearFaults();
    hub.awaitStatus(post, "needs_human");
    return post;
  }

  @Test
  void what_only_a_person_can_tell_is_asked_and_settled() {
    String text = HubClient.text("which one is it");
    long post = ambiguous(text);
    String mine = hub.posts(text).get(0).path("platform_post_id").asText();
    String question = hub.show(post).body().at("/targets/0/error/message").asText();
    assertThat(question).contains(text, "/api/sns/posts/" + post + "/retry");
    HubClient.Reply tooEarly = hub.command("/api/sns/posts/" + post + "/retry");
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.text("code")).isEqualTo("needs_human");
    await("the question is sent").until(() -> hub.messages(text).size() == 1);

    HubClient.Reply settled =
        hub.post(
            "/api/sns/posts/" + post + "/retry",
            Map.of("platform", "instagram", "outcome", "published", "platform_post_id", mine));

    assertThat(settled.status()).isEqualTo(200);
    HubClient.Reply shown = hub.awaitStatus(post, "published");
    assertThat(shown.body().at("/targets/0/platform_post_id").asText()).isEqualTo(mine);
    assertThat(
            hub.post(
                    "/api/sns/posts/" + post + "/retry",
                    Map.of("platform", "instagram", "outcome", "not_published"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void failed_targets_can_be_tried_again() {
    String text = HubClient.text("second chance");
    hub.fault("twitter", "publish", "status", "code", 403, "times", 1);
    long post = publish(text, "on_failure", "keep");
    hub.awaitStatus(post, "partially_published");

    assertThat(hub.command("/api/sns/posts/" + post + "/retry").status()).isEqualTo(200);

    hub.awaitStatus(post, "published");
    assertThat(created(text)).containsExactlyInAnyOrderElementsOf(ALL);
  }
}
