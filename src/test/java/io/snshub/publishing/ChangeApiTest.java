package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.HubClient;
import io.snshub.HubTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Posts that are changed before they begin. */
@HubTest
@Tag("both-databases")
class ChangeApiTest {
  private static final String POSTS = "/api/sns/posts/";
  private static final String LATER = "2099-01-01T00:00:00Z";

  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  private static Map<String, Object> post(String content, List<String> platforms, Object... more) {
    Map<String, Object> body = new HashMap<>(Map.of("content", content, "platforms", platforms));
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return body;
  }

  private long draft(String... platforms) {
    return hub.publish(HubClient.text("before"), List.of(platforms), "draft", true);
  }

  private HubClient.Reply change(long id, Map<String, Object> body, String... headers) {
    return hub.put(POSTS + id, body, headers);
  }

  private long revision(long id) {
    return jdbc.sql(
            "select p.version + (select sum(t.version) from target t where t.post_id = p.id)"
                + " from post p where p.id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private List<String> targets(long id) {
    return each(hub.show(id).body().path("targets"))
        .map(target -> target.path("platform").asText() + " " + target.path("status").asText())
        .toList();
  }

  private List<String> steps(long id) {
    return jdbc.sql("select step from post_history where post_id = ? order by id")
        .param(id)
        .query(String.class)
        .list();
  }

  private static String tag(HubClient.Reply reply) {
    return reply.headers().get("etag").get(0);
  }

  @Test
  void what_is_published_is_what_it_was_changed_to() {
    long id = draft("twitter", "linkedin");
    String text = HubClient.text("after");

    HubClient.Reply changed = change(id, post(text, List.of("linkedin", "threads")));

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.text("status")).isEqualTo("draft");
    assertThat(changed.number("version")).isEqualTo(revision(id));
    assertThat(tag(changed)).isEqualTo("\"" + revision(id) + "\"");
    assertThat(targets(id)).containsExactly("linkedin planned", "threads planned");
    assertThat(hub.show(id).text("content")).isEqualTo(text);
    assertThat(steps(id)).contains("changed");
    hub.command(POSTS + id + "/publish");
    hub.awaitStatus(id, "published");
    assertThat(hub.posts(text).stream().map(up -> up.path("platform").asText()))
        .containsExactlyInAnyOrder("linkedin", "threads");
  }

  @Test
  void a_change_never_publishes_and_keeps_the_time_unless_it_brings_another() {
    long id = hub.publish(HubClient.text("timed"), List.of("twitter"), "scheduled_at", LATER);

    assertThat(change(id, post("same time", List.of("twitter"))).text("status"))
        .isEqualTo("scheduled");
    assertThat(hub.show(id).text("scheduled_at")).isEqualTo(LATER);
    String other = "2098-01-01T00:00:00Z";
    assertThat(
            change(id, post("other time", List.of("twitter"), "scheduled_at", other))
                .text("status"))
        .isEqualTo("scheduled");
    assertThat(hub.show(id).text("scheduled_at")).isEqualTo(other);
    assertThat(change(id, post("no time", List.of("twitter"), "draft", true)).text("status"))
        .isEqualTo("draft");
    assertThat(hub.show(id).body().path("scheduled_at").isNull()).isTrue();
    assertThat(change(id, post("no time", List.of("twitter"))).text("status")).isEqualTo("draft");
    assertThat(
            jdbc.sql("select count(*) from saga where id = ? and next_run_at is not null")
                .param(hub.show(id).text("saga_id"))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_change_of_an_old_version_is_refused_and_the_version_never_goes_back() {
    long id = draft("twitter", "linkedin", "threads");
    long first = revision(id);
    assertThat(tag(hub.show(id))).isEqualTo("\"" + first + "\"");

    HubClient.Reply second =
        change(id, post("two", List.of("twitter")), "If-Match", "\"" + first + "\"");

    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    assertThat(second.number("version")).isGreaterThan(first);
    HubClient.Reply late =
        change(id, post("three", List.of("twitter")), "If-Match", "\"" + first + "\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(tag(hub.show(id))).isEqualTo(tag(second));
    assertThat(late.text("code")).isEqualTo("version_mismatch");
    assertThat(hub.show(id).text("content")).isEqualTo("two");
    assertThat(change(id, post("4", List.of("twitter")), "If-Match", "*").status()).isEqualTo(200);
    HubClient.Reply five =
        change(id, post("5", List.of("twitter")), "If-Match", "\"1\", \"" + revision(id) + "\"");
    assertThat(five.status()).isEqualTo(200);
    HubClient.Reply six = change(id, post("6", List.of("threads")), "If-Match", tag(five));
    assertThat(six.status()).isEqualTo(200);
    assertThat(six.number("version")).isGreaterThan(five.number("version"));
    assertThat(change(id, post("7", List.of("threads")), "If-Match", "W/" + tag(six)).status())
        .isEqualTo(412);
  }

  @Test
  void what_has_begun_is_not_changed_any_more() {
    String text = HubClient.text("up");
    long id = hub.publish(text, List.of("twitter"));
    hub.awaitStatus(id, "published");

    HubClient.Reply reply = change(id, post("too late", List.of("twitter")));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("code")).isEqualTo("already_started");
    assertThat(hub.show(id).text("content")).isEqualTo(text);
    assertThat(change(id, post("too late", List.of("twitter")), "If-Match", "\"0\"").status())
        .isEqualTo(409);
    assertThat(change(999_999_999, post("whose", List.of("twitter"))).status()).isEqualTo(404);
  }

  @Test
  void a_post_that_is_just_being_prepared_is_left_alone() {
    String text = HubClient.text("busy");
    long id = hub.publish(text, List.of("twitter"), "scheduled_at", LATER);
    String saga = hub.show(id).text("saga_id");
    jdbc.sql("update saga set lease_owner = 'another node' where id = ?").param(saga).update();

    HubClient.Reply reply = change(id, post("changed", List.of("linkedin")));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("code")).isEqualTo("being_prepared");
    assertThat(hub.show(id).text("content")).isEqualTo(text);
    assertThat(targets(id)).containsExactly("twitter planned");
    jdbc.sql("update saga set lease_owner = null where id = ?").param(saga).update();
    assertThat(change(id, post("changed", List.of("linkedin"))).status()).isEqualTo(200);
  }

  @Test
  void is_checked_like_a_new_post() {
    long id = draft("twitter");
    Map<String, Object> wrong =
        post("x".repeat(300), List.of("twitter", "nowhere"), "on_failure", "cry");

    HubClient.Reply refused = change(id, wrong);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors"))
        .isEqualTo(hub.post("/api/sns/posts", wrong).body().path("errors"));
    assertThat(change(id, post("x", List.of("twitter"), "scheduled_at", "2020-01-01T00:00:00Z")))
        .extracting(HubClient.Reply::status)
        .isEqualTo(400);
    assertThat(targets(id)).containsExactly("twitter planned");
  }

  @Test
  void what_was_prepared_ahead_is_prepared_anew() {
    String before = HubClient.text("before");
    String soon = Instant.now().plusSeconds(45).truncatedTo(ChronoUnit.SECONDS).toString();
    long id = hub.publish(before, List.of("threads", "twitter", "linkedin"), "scheduled_at", soon);
    prepared(id, 3);
    String after = HubClient.text("after");

    HubClient.Reply changed =
        Awaitility.await()
            .until(
                () -> change(id, post(after, List.of("threads", "twitter"))),
                reply -> !reply.text("code").equals("being_prepared"));

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(steps(id)).contains("planned_anew", "called_off");
    prepared(id, 2);
    hub.fault("twitter", "publish", "status", "code", 403, "times", 1);
    Awaitility.await()
        .until(
            () -> hub.command(POSTS + id + "/publish"),
            reply -> !reply.text("code").equals("being_prepared"));
    // the saga had enlisted the target that is no more, and takes back all the same
    hub.awaitStatus(id, "compensated", "failed");
    assertThat(hub.posts(before)).isEmpty();
    assertThat(hub.posts(after)).isEmpty();
    assertThat(hub.ledger(before).stream().filter(call -> created(call))).isEmpty();
    hub.command(POSTS + id + "/retry");
    hub.awaitStatus(id, "published");
    assertThat(hub.posts(after)).hasSize(2);
  }

  private static boolean created(JsonNode call) {
    return call.path("operation").asText().equals("publish")
        && call.path("effect").asText().equals("created");
  }

  private void prepared(long id, int many) {
    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(
            () -> targets(id).stream().filter(target -> target.endsWith(" prepared")).count(),
            count -> count == many);
  }

  @Test
  void holds_the_media_it_needs_now_and_lets_go_of_the_others() {
    long one = medium();
    long two = medium();
    long id =
        hub.publish(
            HubClient.text("m"), List.of("twitter"), "draft", true, "media_ids", List.of(one));

    HubClient.Reply changed =
        change(id, post("with another", List.of("twitter"), "media_ids", List.of(two)));

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(hub.delete("/api/sns/media/" + two).status()).isEqualTo(409);
    assertThat(hub.delete("/api/sns/media/" + one).status()).isLessThan(300);
    assertThat(change(id, post("gone", List.of("twitter"), "media_ids", List.of(one))).status())
        .isEqualTo(400);
  }

  private long medium() {
    return hub.post("/api/sns/media", Map.of("url", "https://cdn.example.com/photo.jpg"))
        .number("media_id");
  }

  @Test
  void tells_of_the_new_time() {
    long id = draft("twitter");
    change(id, post("timed", List.of("twitter"), "scheduled_at", LATER));

    Awaitility.await()
        .until(
            () -> hub.get(POSTS + id + "/timeline").toString(),
            timeline -> timeline.contains("post:scheduled"));
  }
}
