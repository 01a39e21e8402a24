package io.snshub.platform.threads;

import static io.snshub.platform.threads.ThreadsWorld.TOKEN;
import static io.snshub.platform.threads.ThreadsWorld.error;
import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists, counters, quotas, what is public, and tokens. */
class ThreadsSandboxReadsTest {
  private static ThreadsWorld world;
  private static ThreadsWorld strict;

  @BeforeAll
  static void start() {
    world = new ThreadsWorld(false);
    strict = new ThreadsWorld(true);
  }

  @AfterAll
  static void stop() {
    world.close();
    strict.close();
  }

  @BeforeEach
  void reset() {
    world.sandbox.reset();
    strict.sandbox.reset();
  }

  @Test
  void a_list_is_paged_by_cursors_both_ways() {
    for (int i = 0; i < 5; i++) {
      text("c" + i);
    }
    JsonObject first = list("/me/threads?fields=text&limit=2");
    JsonObject second = list("/me/threads?fields=text&limit=2&after=" + cursor(first, "after"));
    JsonObject third = list("/me/threads?fields=text&limit=2&after=" + cursor(second, "after"));
    JsonObject end = list("/me/threads?fields=text&limit=2&after=" + cursor(third, "after"));
    JsonObject back = list("/me/threads?fields=text&limit=2&before=" + cursor(third, "before"));

    assertThat(texts(first)).containsExactly("c4", "c3");
    assertThat(texts(second)).containsExactly("c2", "c1");
    assertThat(texts(third)).containsExactly("c0");
    assertThat(end).isEqualTo(new JsonObject().put("data", new JsonArray()));
    assertThat(texts(back)).containsExactly("c2", "c1");
    assertThat(list("/me/threads?limit=2").getJsonArray("data").getJsonObject(0).fieldNames())
        .containsExactly("id");
    assertThat(texts(neighbour(first, "next"))).isEqualTo(texts(second));
    assertThat(texts(neighbour(third, "previous"))).isEqualTo(texts(second));
    assertThat(first.getJsonObject("paging").containsKey("previous")).isFalse();
    assertThat(third.getJsonObject("paging").containsKey("next")).isFalse();
    world.turn("lists_name_their_neighbours", false);
    assertThat(list("/me/threads?limit=2").getJsonObject("paging").fieldNames())
        .containsExactly("cursors");
    assertThat(world.get("/threads/me/threads?before=a&after=b").statusCode()).isEqualTo(400);
    assertThat(world.get("/threads/me/threads?after=bogus").statusCode()).isEqualTo(400);
  }

  @Test
  void a_list_is_bounded_by_time() {
    text("old");
    world.clock.advance(Duration.ofHours(1));
    long between = world.clock.instant().getEpochSecond();
    text("new");

    assertThat(texts(list("/me/threads?fields=text&since=" + between))).containsExactly("new");
    assertThat(texts(list("/me/threads?fields=text&until=" + between))).containsExactly("old");
    assertThat(texts(list("/me/threads?fields=text&since=2025-12-01"))).hasSize(2);
    assertThat(world.get("/threads/me/threads?since=1").statusCode()).isEqualTo(400);
    assertThat(world.get("/threads/me/threads?since=200&until=100").statusCode()).isEqualTo(400);
    assertThat(world.get("/threads/me/threads?limit=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void replies_stand_below_their_post() {
    String root = text("root");
    String reply = world.up("media_type", "TEXT", "text", "one", "reply_to_id", root);
    String nested = world.up("media_type", "TEXT", "text", "two", "reply_to_id", reply);

    assertThat(texts(list("/me/threads?fields=text"))).containsExactly("root");
    assertThat(texts(list("/me/replies?fields=text"))).containsExactly("two", "one");
    assertThat(texts(list("/" + root + "/replies?fields=text"))).containsExactly("one");
    assertThat(texts(list("/" + root + "/conversation?fields=text"))).containsExactly("two", "one");
    assertThat(texts(list("/" + root + "/conversation?fields=text&reverse=false")))
        .containsExactly("one", "two");
    JsonObject read = world.read(nested, "is_reply,root_post,replied_to,hide_status,has_replies");
    assertThat(read.getJsonObject("root_post").getString("id")).isEqualTo(root);
    assertThat(read.getJsonObject("replied_to").getString("id")).isEqualTo(reply);
    assertThat(read.getString("hide_status")).isEqualTo("NOT_HUSHED");
    assertThat(read.getBoolean("has_replies")).isFalse();
    assertThat(object(world.post("/threads/" + reply + "/manage_reply", "hide", "true")))
        .isEqualTo(new JsonObject().put("success", true));
    assertThat(world.read(reply, "hide_status").getString("hide_status")).isEqualTo("HIDDEN");
    assertThat(world.post("/threads/" + root + "/manage_reply", "hide", "true").statusCode())
        .isEqualTo(400);
  }

  @Test
  void counters_grow_and_never_fall() {
    String id = text("t");
    long early = views(id);
    world.clock.advance(Duration.ofHours(3));
    long later = views(id);

    assertThat(later).isGreaterThan(early);
    assertThat(views(id)).isEqualTo(later);
    JsonObject replies = world.data("/" + id + "/insights?metric=replies").getJsonObject(0);
    assertThat(replies.getString("id")).isEqualTo(id + "/insights/thread_replies/lifetime");
    assertThat(replies.getString("title")).isEqualTo("Replies");
    assertThat(world.get("/threads/" + id + "/insights?metric=saves").statusCode()).isEqualTo(400);
    assertThat(world.get("/threads/" + id + "/insights").statusCode()).isEqualTo(400);
  }

  @Test
  void the_profile_has_counters_of_four_shapes() {
    text("see https://example.com/a");
    JsonArray all =
        world.data(
            "/me/threads_insights?metric=views,likes,clicks,followers_count,follower_demographics"
                + "&breakdown=country");

    assertThat(all).hasSize(5);
    assertThat(all.getJsonObject(0).getJsonArray("values")).hasSize(2);
    assertThat(all.getJsonObject(1).getJsonObject("total_value").getLong("value")).isNotNull();
    assertThat(
            all.getJsonObject(2)
                .getJsonArray("link_total_values")
                .getJsonObject(0)
                .getString("link_url"))
        .isEqualTo("https://example.com/a");
    assertThat(all.getJsonObject(4).getJsonObject("total_value").getJsonArray("breakdowns"))
        .hasSize(1);
    assertThat(
            world
                .get("/threads/me/threads_insights?metric=follower_demographics&breakdown=shoes")
                .statusCode())
        .isEqualTo(400);
    assertThat(world.data("/me/threads_insights?metric=views,follower_demographics")).hasSize(1);
    assertThat(world.get("/threads/me/threads_insights?metric=views&since=1").statusCode())
        .isEqualTo(400);
  }

  @Test
  void each_quota_is_told_and_enforced() {
    for (int i = 0; i < 250; i++) {
      auto(strict, "t" + i);
    }
    String over = strict.container("media_type", "TEXT", "text", "one more");
    HttpResponse<String> refused = strict.publish(over);
    JsonObject usage =
        strict
            .data(
                "/me/threads_publishing_limit?fields=quota_usage,config,reply_quota_usage,"
                    + "delete_config,location_search_quota_usage")
            .getJsonObject(0);

    assertThat(ThreadsWorld.subcode(refused)).isEqualTo(4279002);
    assertThat(usage.getInteger("quota_usage")).isEqualTo(250);
    assertThat(usage.getJsonObject("config"))
        .isEqualTo(new JsonObject().put("quota_total", 250).put("quota_duration", 86_400));
    assertThat(usage.getInteger("reply_quota_usage")).isZero();
    assertThat(usage.getJsonObject("delete_config").getInteger("quota_total")).isEqualTo(100);
    assertThat(strict.data("/me/threads_publishing_limit").getJsonObject(0).fieldNames())
        .containsExactly("quota_usage");
    strict.clock.advance(Duration.ofHours(25));
    assertThat(auto(strict, "next day")).isNotNull();
  }

  @Test
  void a_hundred_deletions_are_enough_for_a_day() {
    for (int i = 0; i < 100; i++) {
      assertThat(strict.delete(auto(strict, "t" + i)).statusCode()).isEqualTo(200);
    }

    String last = auto(strict, "stays");
    assertThat(ThreadsWorld.subcode(strict.delete(last))).isEqualTo(4279002);
    assertThat(strict.read(last, "text").getString("text")).isEqualTo("stays");
  }

  @Test
  void public_things_are_found() {
    String id = text("Green tea");

    assertThat(world.data("/keyword_search?q=TEA&search_type=RECENT")).hasSize(1);
    assertThat(world.data("/profile_posts?username=sandbox")).hasSize(1);
    assertThat(object(world.get("/threads/profile_lookup?username=sandbox")).getString("name"))
        .isEqualTo("Sandbox");
    assertThat(world.get("/threads/profile_lookup?username=nobody").statusCode()).isEqualTo(400);
    JsonObject place = world.data("/location_search?q=mill&fields=id,name,city").getJsonObject(0);
    assertThat(world.read(place.getString("id"), "name").getString("name")).isEqualTo("Old Mill");
    String link = world.read(id, "permalink").getString("permalink");
    String embed = "/threads/oembed?url=" + link + "&access_token=TH|sandbox-client|sandbox-app";
    assertThat(object(world.sandbox.get(embed.replace("|", "%7C"))).getString("html"))
        .contains(link);
    assertThat(world.data("/me/mentions")).isEmpty();
    assertThat(world.read("me", "id,username,threads_biography").getString("username"))
        .isEqualTo("sandbox");
  }

  @Test
  void a_code_becomes_a_short_token_and_that_a_long_one() {
    Map<String, String> form =
        ThreadsWorld.fields(
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret",
            "code", "sandbox-code",
            "grant_type", "authorization_code",
            "redirect_uri", "http://localhost/back");
    JsonObject grant = object(world.sandbox.postForm("/threads/oauth/access_token", form));
    String shortLived = grant.getString("access_token");

    assertThat(grant.getLong("user_id")).isEqualTo(30000000000001L);
    assertThat(refresh(shortLived).statusCode()).isEqualTo(400);
    JsonObject exchanged = object(lengthen(shortLived));
    assertThat(exchanged.getLong("expires_in")).isEqualTo(5_183_944L);
    assertThat(exchanged.getString("token_type")).isEqualTo("bearer");
    String longLived = exchanged.getString("access_token");
    world.clock.advance(Duration.ofHours(2));
    assertThat(error(lengthen(shortLived)).getInteger("code")).isEqualTo(190);
    world.turn("young_tokens_refresh", false);
    assertThat(refresh(longLived).statusCode()).isEqualTo(400);
    world.clock.advance(Duration.ofHours(23));
    String younger = object(refresh(longLived)).getString("access_token");
    assertThat(world.sandbox.get("/threads/me?access_token=" + younger).statusCode())
        .isEqualTo(200);
    world.clock.advance(Duration.ofDays(60));
    assertThat(error(refresh(longLived)).getInteger("error_subcode")).isEqualTo(463);
    form.put("code", "wrong");
    assertThat(
            object(world.sandbox.postForm("/threads/oauth/access_token", form))
                .getString("error_message"))
        .isEqualTo("Matching code was not found or was already used");
    world.turn("used_codes_are_100", true);
    assertThat(error(world.sandbox.postForm("/threads/oauth/access_token", form)))
        .contains(Map.entry("error_subcode", 4279030));
  }

  @Test
  void a_token_tells_what_it_is() {
    JsonObject about =
        object(world.get("/threads/debug_token?input_token=" + TOKEN)).getJsonObject("data");
    JsonObject app =
        object(
            world.sandbox.get(
                "/threads/oauth/access_token?grant_type=client_credentials"
                    + "&client_id=sandbox-client&client_secret=sandbox-secret"));

    assertThat(about.getBoolean("is_valid")).isTrue();
    assertThat(about.getJsonArray("scopes")).contains("threads_delete");
    assertThat(app.getString("access_token")).startsWith("TH|sandbox-client|");
    assertThat(world.sandbox.get("/threads/debug_token?input_token=x").statusCode()).isEqualTo(400);
  }

  private static String text(String text) {
    String id = world.up("media_type", "TEXT", "text", text);
    world.clock.advance(Duration.ofSeconds(1));
    return id;
  }

  private static String auto(ThreadsWorld where, String text) {
    return object(where.create("media_type", "TEXT", "text", text, "auto_publish_text", "true"))
        .getString("id");
  }

  private static long views(String id) {
    return world
        .data("/" + id + "/insights?metric=views")
        .getJsonObject(0)
        .getJsonArray("values")
        .getJsonObject(0)
        .getLong("value");
  }

  private static JsonObject list(String path) {
    return object(world.get("/threads/v1.0" + path));
  }

  private static JsonObject neighbour(JsonObject page, String name) {
    return object(world.get(page.getJsonObject("paging").getString(name)));
  }

  private static List<String> texts(JsonObject page) {
    return page.getJsonArray("data").stream()
        .map(post -> ((JsonObject) post).getString("text"))
        .toList();
  }

  private static String cursor(JsonObject page, String name) {
    return page.getJsonObject("paging").getJsonObject("cursors").getString(name);
  }

  private static HttpResponse<String> refresh(String token) {
    return world.sandbox.get(
        "/threads/refresh_access_token?grant_type=th_refresh_token&access_token=" + token);
  }

  private static HttpResponse<String> lengthen(String token) {
    return world.sandbox.get(
        "/threads/access_token?grant_type=th_exchange_token&client_secret=sandbox-secret"
            + "&access_token="
            + token);
  }
}
