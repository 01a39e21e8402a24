package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Sql;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists, the calendar, tags of what has not changed, and making the read model again. */
@HubTest
@Tag("both-databases")
class ListApiTest {
  private static final String POSTS = "/api/sns/posts";
  private static final String CALENDAR = "/api/sns/calendar";
  private static final String REPLAY = "/api/sns/events/replay";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;
  private HubClient admin;
  private HubClient hub;
  private long user;

  @BeforeEach
  void open() {
    admin = HubClient.of(environment);
    user = admin.post("/api/sns/users", Map.of("name", "lists")).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().matches("twitter|linkedin"))
        .forEach(platform -> ConnectedAccount.of(context, user, platform));
    hub = admin.as(admin.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
  }

  private long draft(String content, String... platforms) {
    return hub.publish(
        content, platforms.length == 0 ? List.of("twitter") : List.of(platforms), "draft", true);
  }

  private List<Long> listed(String query) {
    HubClient.Reply reply = hub.get(POSTS + query);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return ids(reply.body());
  }

  private static List<Long> ids(JsonNode page) {
    List<Long> ids = new ArrayList<>();
    page.path("posts").forEach(post -> ids.add(post.path("post_id").asLong()));
    return ids;
  }

  @Test
  void a_list_shows_at_once_what_its_user_has_just_done() {
    for (int i = 0; i < 20; i++) {
      long post = draft("number " + i);
      assertThat(listed("?limit=1")).containsExactly(post);
      assertThat(listed("?status=draft&limit=1")).containsExactly(post);
      hub.command(POSTS + "/" + post + "/cancel");
      assertThat(listed("?status=draft")).isEmpty();
      assertThat(listed("?status=cancelled&limit=1")).containsExactly(post);
      assertThat(hub.get(POSTS + "?limit=1").body().at("/posts/0/status").asText())
          .isEqualTo("cancelled");
    }
  }

  @Test
  void deleted_posts_are_listed_only_when_asked_for() {
    long kept = draft("kept");
    long deleted = draft("deleted");

    assertThat(hub.delete(POSTS + "/" + deleted).status()).isEqualTo(200);

    assertThat(listed("")).containsExactly(kept);
    assertThat(listed("?platform=twitter")).containsExactly(kept);
    assertThat(listed("?q=deleted")).isEmpty();
    assertThat(listed("?status=deleted")).containsExactly(deleted);
    assertThat(listed("?status=deleted&q=deleted")).containsExactly(deleted);
    assertThat(hub.get(POSTS).number("total")).isEqualTo(1);
  }

  @Test
  void filters_work_alone_and_together() {
    long one = draft("Red apples and pears", "twitter");
    long two = draft("red Äpfel, 日本語のテキスト", "linkedin");
    long three = draft("green apples", "twitter", "linkedin");
    hub.command(POSTS + "/" + three + "/cancel");

    assertThat(listed("")).containsExactly(three, two, one);
    assertThat(listed("?platform=linkedin")).containsExactly(three, two);
    assertThat(listed("?platform=x")).containsExactly(three, one);
    assertThat(listed("?platform=nowhere")).isEmpty();
    assertThat(listed("?platform=*")).isEmpty();
    assertThat(listed("?status=draft")).containsExactly(two, one);
    assertThat(listed("?status=cancelled&platform=linkedin")).containsExactly(three);
    assertThat(listed("?q=APPLES")).containsExactly(three, one);
    assertThat(listed("?q=pears%20apples")).containsExactly(one);
    assertThat(listed("?q=%C3%A4pfel")).containsExactly(two);
    assertThat(listed("?q=%E6%9C%AC%E8%AA%9E")).containsExactly(two);
    assertThat(listed("?q=apples&platform=linkedin")).containsExactly(three);
    assertThat(listed("?q=apples&status=draft")).containsExactly(one);
    assertThat(listed("?q=")).hasSize(3);
  }

  @Test
  void times_bound_a_list_from_the_first_to_before_the_last() {
    long one = draft("one");
    long two = draft("two");
    String second = hub.show(two).text("created_at");

    assertThat(listed("?to=" + second)).containsExactly(one);
    assertThat(listed("?from=" + second)).containsExactly(two);
    assertThat(listed("?from=1970-01-01T00:00:00Z&to=9000-01-01T00:00:00Z")).hasSize(2);
    assertThat(listed("?q=one&from=" + second)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&status=draft", "&platform=twitter", "&q=page"})
  void pages_follow_each_other_without_gap_or_repetition(String filter) {
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(0, draft("page " + i));
    }

    List<Long> seen = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < 3; pages++) {
      JsonNode page = hub.get(POSTS + "?limit=3" + filter + cursor).body();
      assertThat(page.path("total").asLong()).isGreaterThanOrEqualTo(7);
      assertThat(page.path("total_relation").asText()).isEqualTo("exact");
      seen.addAll(ids(page));
      // what comes in front does not move what follows
      draft("another");
      cursor = "&cursor=" + page.path("next_cursor").asText();
    }

    assertThat(seen).isEqualTo(made);
    assertThat(cursor).isEqualTo("&cursor=null");
    assertThat(listed("?limit=3&offset=3&q=page")).isEqualTo(made.subList(3, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "nonsense", "%00", "MTIz"})
  void a_cursor_that_the_hub_did_not_give_is_refused_by_name(String cursor) {
    for (String list : List.of(POSTS, "/api/sns/sagas")) {
      HubClient.Reply refused = hub.get(list + "?cursor=" + cursor);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("cursor");
    }
  }

  @Test
  void a_search_without_a_word_is_refused_by_name() {
    HubClient.Reply refused = hub.get(POSTS + "?q=%21%21");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("q");
  }

  @Test
  void sagas_and_events_are_counted_and_paged_too() {
    for (int i = 0; i < 3; i++) {
      draft("saga " + i);
    }

    JsonNode page = hub.get("/api/sns/sagas?limit=2").body();
    JsonNode rest =
        hub.get("/api/sns/sagas?limit=2&cursor=" + page.path("next_cursor").asText()).body();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> hub.get("/api/sns/events?limit=1").number("total") == 3);

    assertThat(page.path("total").asLong()).isEqualTo(3);
    assertThat(page.path("total_relation").asText()).isEqualTo("exact");
    List<String> sagas = new ArrayList<>(page.path("sagas").findValuesAsText("saga_id"));
    sagas.addAll(rest.path("sagas").findValuesAsText("saga_id"));
    assertThat(sagas).hasSize(3).doesNotHaveDuplicates();
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    assertThat(hub.get("/api/sns/events?type=post:created&limit=1").number("total")).isEqualTo(3);
    assertThat(hub.get("/api/sns/events?type=post:failed").number("total")).isZero();
  }

  private HttpResponse<String> conditional(String path, String... tags) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + environment.getRequiredProperty("local.server.port")
                        + path))
            .header("Authorization", "Bearer " + hub.key());
    for (String tag : tags) {
      request.header("If-None-Match", tag);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void what_has_not_changed_is_not_sent_again() throws Exception {
    long post = draft("tagged");

    for (String path :
        List.of(
            POSTS + "/" + post,
            POSTS + "/" + post + "/timeline",
            POSTS,
            POSTS + "?status=draft&platform=twitter",
            CALENDAR)) {
      if (path.endsWith("timeline")) {
        // the event on its way comes to rest
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> hub.get("/api/sns/events").number("total") == 1);
      }
      HttpResponse<String> first = conditional(path);
      String tag = first.headers().firstValue("etag").orElseThrow();

      HttpResponse<String> again = conditional(path, "\"other\", " + tag);

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("content-type")).contains("application/json");
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("etag")).contains(tag);
      assertThat(conditional(path, "*").statusCode()).isEqualTo(304);
      assertThat(conditional(path, "\"a\"", "W/\"b\"").statusCode()).isEqualTo(200);
      assertThat(conditional(path, "W/" + tag.replace("W/", "")).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void a_change_makes_another_tag_of_a_post_and_of_its_lists() throws Exception {
    long post = draft("tagged");
    String path = POSTS + "/" + post;
    String of = conditional(path).headers().firstValue("etag").orElseThrow();
    String list = conditional(POSTS).headers().firstValue("etag").orElseThrow();

    hub.command(path + "/cancel");

    HttpResponse<String> changed = conditional(path, of);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(conditional(POSTS, list).statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("etag"))
        .contains("\"" + hub.show(post).number("version") + "\"");
    assertThat(conditional(POSTS + "/999999999", "*").statusCode()).isEqualTo(404);
  }

  private long scheduled(String at, String content) {
    return hub.publish(content, List.of("twitter"), "scheduled_at", at);
  }

  @Test
  void the_calendar_shows_posts_by_day_in_the_zone_that_is_asked_for() {
    Instant day =
        clock
            .instant()
            .plus(Duration.ofDays(30))
            .atOffset(ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .toInstant();
    String date = day.toString().substring(0, 10);
    long morning = scheduled(day.plus(Duration.ofHours(1)).toString(), "morning");
    long evening = scheduled(day.plus(Duration.ofHours(23)).toString(), "e".repeat(130));
    long unplanned = draft("unplanned");

    JsonNode calendar = hub.get(CALENDAR + "?from=" + date + "&to=" + date).body();

    assertThat(calendar.path("days")).hasSize(1);
    assertThat(calendar.at("/days/0/date").asText()).isEqualTo(date);
    assertThat(calendar.at("/days/0/total").asLong()).isEqualTo(2);
    assertThat(calendar.at("/days/0/more").asLong()).isZero();
    assertThat(ids(calendar.at("/days/0"))).containsExactly(morning, evening);
    JsonNode post = calendar.at("/days/0/posts/0");
    assertThat(post.path("status").asText()).isEqualTo("scheduled");
    assertThat(post.path("platforms").get(0).asText()).isEqualTo("twitter");
    assertThat(post.path("time").asText()).isEqualTo(date + "T01:00:00Z");
    assertThat(post.path("preview").asText()).isEqualTo("morning");
    assertThat(calendar.at("/days/0/posts/1/preview").asText()).hasSize(120).endsWith("…");

    JsonNode tokyo =
        hub.get(CALENDAR + "?from=" + date + "&to=" + date + "&zone=Asia/Tokyo").body();
    assertThat(ids(tokyo.at("/days/0"))).containsExactly(morning);
    assertThat(tokyo.path("zone").asText()).isEqualTo("Asia/Tokyo");
    assertThat(ids(hub.get(CALENDAR).body().at("/days/0"))).containsExactly(unplanned);

    hub.post(
        POSTS + "/" + morning + "/schedule",
        Map.of("scheduled_at", day.plus(Duration.ofDays(2)).toString()));
    hub.delete(POSTS + "/" + evening);
    assertThat(hub.get(CALENDAR + "?from=" + date + "&to=" + date).body().path("days")).isEmpty();
  }

  @Test
  void a_day_shows_the_first_posts_and_counts_the_others() {
    String at = clock.instant().plus(Duration.ofDays(3)).toString();
    for (int i = 0; i < 23; i++) {
      scheduled(at, "number " + i);
    }

    JsonNode day = hub.get(CALENDAR).body().at("/days/0");

    assertThat(day.path("posts")).hasSize(20);
    assertThat(day.path("total").asLong()).isEqualTo(23);
    assertThat(day.path("more").asLong()).isEqualTo(3);
    assertThat(day.path("total_relation").asText()).isEqualTo("exact");
  }

  @ParameterizedTest
  @CsvSource({
    "from, from=yesterday",
    "to, from=2026-01-01&to=2026-13-01",
    "to, from=2026-01-02&to=2026-01-01",
    "to, from=2026-01-01&to=2026-04-03",
    "zone, zone=Atlantis",
    "from, from=%2B999999999-01-01",
    "to, from=2026-01-01&to=%00"
  })
  void a_calendar_that_can_not_be_is_refused_by_name(String field, String query) {
    HubClient.Reply refused = hub.get(CALENDAR + "?" + query);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void the_longest_calendar_has_92_days() {
    assertThat(hub.get(CALENDAR + "?from=2026-01-01&to=2026-04-02").status()).isEqualTo(200);
    assertThat(hub.get(CALENDAR + "?from=2026-01-01&to=2026-04-03").toString()).contains("92");
  }

  @Test
  void an_administrator_has_the_read_model_made_again_and_lists_answer_meanwhile() {
    long post = draft("still there");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> admin.get(REPLAY).text("status").equals("done"));
    jdbc.sql("delete from post_word where post_id = ?").param(post).update();
    jdbc.sql("update post_entry set status = 'failed' where post_id = ?").param(post).update();

    HubClient.Reply begun = admin.post(REPLAY, Map.of("target", "read-model"));

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.headers().get("location")).containsExactly(REPLAY);
    assertThat(begun.text("target")).isEqualTo("read-model");
    assertThat(listed("")).containsExactly(post);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin.get(REPLAY).text("status").equals("done"));
    assertThat(admin.get(REPLAY).number("progress")).isEqualTo(100);
    assertThat(admin.get(REPLAY).number("posts_done")).isPositive();
    assertThat(listed("?status=draft&q=still")).containsExactly(post);
    assertThat(listed("?status=failed")).isEmpty();
  }

  @Test
  void nothing_else_is_replayed_and_nobody_else_does_it() {
    HubClient.Reply other = admin.post(REPLAY, Map.of("target", "webhooks"));

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.toString()).contains("target", "read-model");
    assertThat(admin.post(REPLAY, Map.of()).status()).isEqualTo(400);
    assertThat(hub.post(REPLAY, Map.of("target", "read-model")).status()).isEqualTo(403);
    assertThat(hub.get(REPLAY).status()).isEqualTo(403);
  }

  /** A post that needs a person has moved there without an event. */
  @Test
  void a_silent_change_of_another_process_reaches_the_lists() {
    long post = draft("silent");
    jdbc.sql("update post set status = 'needs_human', version = version + 1 where id = ?")
        .param(post)
        .update();
    jdbc.sql("insert into post_mark (user_id, post_id, created_at) values (:user, :post, :now)")
        .param("user", user)
        .param("post", post)
        .param("now", Sql.at(clock.instant()))
        .update();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> listed("?status=needs_human").contains(post));
  }
}
