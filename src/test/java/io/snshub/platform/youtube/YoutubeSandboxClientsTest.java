package io.snshub.platform.youtube;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google's own clients rely on. */
class YoutubeSandboxClientsTest {
  private static final String API = "/youtube/youtube/v3";
  private static final String UPLOAD = "/youtube/upload/youtube/v3/videos";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new YoutubeSandbox());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void parts_and_ids_may_be_repeated_or_joined() {
    String one = made("one", "public");
    String two = made("two", "public");

    assertThat(items("/videos?part=snippet&part=status&id=" + one + "&id=" + two)).isEqualTo(2);
    assertThat(items("/videos?part=snippet,status&id=" + one + "," + two)).isEqualTo(2);
    assertThat(get(API + "/videos?part=snippet&part=status&id=" + one).body())
        .contains("\"privacyStatus\"", "\"title\"");
  }

  @Test
  void uploads_are_found_at_the_root_and_the_api_at_either() {
    String atRoot = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet";
    HttpResponse<String> begun = post(atRoot, video("t", "public"));

    assertThat(begun.statusCode()).isEqualTo(200);
    String session = begun.headers().firstValue("location").orElseThrow();
    assertThat(session).contains("/youtube/upload/youtube/v3/videos?");
    assertThat(bytes(session, 10).statusCode()).isEqualTo(201);
    assertThat(get("/youtube/v3/channels?part=id&mine=true").body())
        .contains(YoutubeSandbox.CHANNEL);
  }

  @Test
  void a_video_can_come_without_a_word_and_pictures_can_not() {
    String media = UPLOAD + "?uploadType=media&part=snippet";

    HttpResponse<String> film = send("POST", media, "video/mp4", "0123456789");
    assertThat(object(film).getJsonObject("snippet").getString("title")).isEqualTo("unknown");
    assertThat(send("POST", media, "image/png", "x").body()).contains("is not supported");
    assertThat(send("POST", media, "video/mp4", "").body()).contains("mediaBodyRequired");
  }

  @Test
  void the_slug_is_the_file_name_and_a_bad_one_is_refused() {
    String id = id(bytes(session(begin(video("t", "public")).header("Slug", "a film.mp4")), 10));
    String file = API + "/videos?part=fileDetails&id=" + id;

    await().untilAsserted(() -> assertThat(get(file).body()).contains("\"a film.mp4\""));
    assertThat(sandbox.send(begin(video("t", "public")).header("Slug", "a/b")).body())
        .contains("invalidFilename");
  }

  @Test
  void what_has_not_changed_is_304() {
    String path = API + "/videos?part=snippet&id=" + made("t", "public");
    String tag = get(path).headers().firstValue("etag").orElseThrow();

    HttpResponse<String> same =
        sandbox.send(auth(sandbox.to(path).GET()).header("If-None-Match", tag));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(object(get(path)).getString("etag")).hasSize(27);
  }

  @Test
  void only_the_fields_asked_for_are_told() {
    String path = API + "/videos?part=snippet,status&id=" + made("t", "public") + "&fields=";

    assertThat(get(path + "items(id,snippet/title)").body())
        .doesNotContain("etag")
        .contains("\"snippet\":{\"title\":\"t\"}");
    assertThat(get(path + "items(").body()).contains("invalidParameter");
  }

  @Test
  void a_stranger_with_a_key_sees_what_is_public() {
    String shown = made("shown", "public");
    String hidden = made("hidden", "private");

    String list = API + "/videos?part=snippet&key=k&id=" + shown + "," + hidden;
    assertThat(object(sandbox.get(list)).getJsonArray("items")).hasSize(1);
    assertThat(sandbox.get(list.replace("&key=k", "")).statusCode()).isEqualTo(403);
    assertThat(sandbox.get(list.replace("snippet", "fileDetails")).body()).contains("forbidden");
    assertThat(items("/videos?part=snippet&id=" + hidden)).isEqualTo(1);
  }

  @Test
  void what_a_file_is_can_be_read_by_its_owner_once_it_is_processed() throws Exception {
    String film = sandbox.url("/_sandbox/media/a.mp4?width=720&height=720&seconds=61");
    byte[] bytes =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(film)).build(), BodyHandlers.ofByteArray())
            .body();
    HttpRequest.Builder put =
        sandbox.to(session(begin(video("t", "public")))).PUT(BodyPublishers.ofByteArray(bytes));
    String path = API + "/videos?part=contentDetails,fileDetails&id=" + id(sandbox.send(auth(put)));

    assertThat(get(path).body()).contains("\"PT1M1S\"");
    await()
        .untilAsserted(
            () ->
                assertThat(get(path).body())
                    .contains("\"widthPixels\":720,\"heightPixels\":720", "\"61000\""));
  }

  @Test
  void a_named_part_is_replaced_whole_and_needs_its_category() {
    JsonObject film = video("t", "public");
    film.getJsonObject("snippet").put("description", "d");
    String id = id(bytes(session(begin(film)), 10));
    JsonObject change =
        new JsonObject().put("id", id).put("snippet", new JsonObject().put("title", "new"));
    String path = API + "/videos?part=snippet";

    assertThat(send("PUT", path, "application/json", change.encode()).body())
        .contains("invalidCategoryId");
    change.getJsonObject("snippet").put("categoryId", "24");
    assertThat(
            object(send("PUT", path, "application/json", change.encode()))
                .getJsonObject("snippet")
                .getString("description"))
        .isEmpty();
  }

  @Test
  void a_wrong_type_is_refused_by_name() {
    JsonObject film = video("t", "public");
    film.getJsonObject("status").put("embeddable", "perhaps");

    HttpResponse<String> answer = sandbox.send(begin(film));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("video.status.embeddable", "INVALID_ARGUMENT");
  }

  @Test
  void counters_are_texts_that_grow_and_reports_are_numbers() {
    String id = made("t", "public");
    String path = API + "/videos?part=statistics&id=" + id;

    assertThat(statistics(path).getString("viewCount")).matches("\\d+");
    long first = Long.parseLong(statistics(path).getString("viewCount"));
    await().until(() -> Long.parseLong(statistics(path).getString("viewCount")) > first);
    String report =
        "/youtube/v2/reports?ids=channel==MINE&startDate=2005-02-14&endDate=2099-01-01"
            + "&metrics=shares,estimatedMinutesWatched&filters=video==";
    assertThat(object(get(report + id)).getJsonArray("rows").getJsonArray(0)).hasSize(2);
    assertThat(object(get(report + "another")).getJsonArray("rows")).isEmpty();
    assertThat(get(report.replace("shares", "fame") + id).body()).contains("fame");
  }

  @Test
  void playlists_are_made_filled_and_emptied() {
    String id = made("t", "public");
    JsonObject list = new JsonObject().put("snippet", new JsonObject().put("title", "L"));
    String listId = id(post(API + "/playlists?part=snippet", list));
    JsonObject place =
        new JsonObject()
            .put("playlistId", listId)
            .put("resourceId", new JsonObject().put("videoId", id));

    HttpResponse<String> item =
        post(API + "/playlistItems?part=snippet", new JsonObject().put("snippet", place));
    assertThat(object(item).getJsonObject("snippet").getString("title")).isEqualTo("t");
    assertThat(items("/playlistItems?part=id&playlistId=" + listId)).isEqualTo(1);
    assertThat(send("DELETE", API + "/playlistItems?id=" + id(item), "x/y", "").statusCode())
        .isEqualTo(204);
    assertThat(items("/playlistItems?part=id&playlistId=" + listId)).isZero();
    assertThat(get(API + "/playlistItems?part=id&playlistId=PLnone").body())
        .contains("playlistNotFound");
  }

  @Test
  void a_search_finds_words_and_can_be_told_to_lag() {
    made("blue whale", "public");
    String path = "/search?part=snippet&forMine=true&type=video&q=";

    assertThat(items(path + "whale")).isEqualTo(1);
    assertThat(items(path + "shark")).isZero();
    turn("late_search");
    assertThat(items(path + "whale")).isZero();
  }

  @Test
  void new_uploads_can_be_told_to_be_listed_late() {
    made("t", "public");
    String path = "/playlistItems?part=id&playlistId=" + YoutubeSandbox.UPLOADS;

    assertThat(items(path)).isEqualTo(1);
    turn("late_uploads_list");
    assertThat(items(path)).isZero();
  }

  @Test
  void a_used_up_quota_stops_uploads_and_not_lists() {
    turn("enforce_quota");
    for (int i = 0; i < 100; i++) {
      assertThat(sandbox.send(begin(video("t", "public"))).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> over = sandbox.send(begin(video("t", "public")));
    assertThat(over.statusCode()).isEqualTo(429);
    assertThat(over.body()).contains("RESOURCE_EXHAUSTED", "Video Uploads per day");
    assertThat(items("/channels?part=id&mine=true")).isEqualTo(1);
    turn("daily_stop_is_403");
    assertThat(sandbox.send(begin(video("t", "public"))).body()).contains("quotaExceeded");
  }

  @Test
  void bad_metadata_can_be_told_with_the_last_byte() {
    turn("refuse_at_the_end");

    String session = session(begin(video("", "public")));
    assertThat(bytes(session, 10).body()).contains("invalidTitle");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void a_session_can_be_ended_and_is_gone_then() {
    String session = session(begin(video("t", "public")));

    assertThat(send("DELETE", session, "x/y", "").statusCode()).isEqualTo(499);
    assertThat(bytes(session, 10).statusCode()).isEqualTo(404);
    turn("gone_is_410");
    assertThat(bytes(session, 10).statusCode()).isEqualTo(410);
  }

  @Test
  void a_code_of_the_allow_page_is_good_once_and_tokens_can_be_looked_at_and_revoked() {
    String back = "http://127.0.0.1:9/cb";
    String page =
        sandbox
            .get("/youtube/o/oauth2/v2/auth?client_id=sandbox-client&redirect_uri=" + back)
            .body();
    Matcher code = Pattern.compile("code=(sandbox-code-[0-9a-f-]+)").matcher(page);
    assertThat(code.find()).isTrue();

    JsonObject grant = object(exchange(code.group(1), back));
    assertThat(exchange(code.group(1), back).body()).contains("invalid_grant");
    String info = "/youtube/tokeninfo?access_token=" + grant.getString("access_token");
    assertThat(sandbox.get(info).body()).contains("auth/youtube");
    String refresh = grant.getString("refresh_token");
    assertThat(sandbox.postForm("/youtube/revoke", Map.of("token", refresh)).statusCode())
        .isEqualTo(200);
    assertThat(sandbox.postForm("/youtube/revoke", Map.of("token", refresh)).body())
        .contains("invalid_token");
  }

  private static HttpResponse<String> exchange(String code, String back) {
    return sandbox.postForm(
        "/youtube/token",
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", back,
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret"));
  }

  private static void turn(String name) {
    JsonObject turn =
        new JsonObject().put("platform", "youtube").put("name", name).put("value", true);
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/_sandbox/switches")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(turn.encode())));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static JsonObject video(String title, String privacy) {
    return new JsonObject()
        .put("snippet", new JsonObject().put("title", title).put("categoryId", "22"))
        .put("status", new JsonObject().put("privacyStatus", privacy));
  }

  private static String made(String title, String privacy) {
    return id(bytes(session(begin(video(title, privacy))), 10));
  }

  private static HttpRequest.Builder begin(JsonObject video) {
    return auth(sandbox.json(UPLOAD + "?uploadType=resumable&part=snippet,status", video));
  }

  private static String session(HttpRequest.Builder begin) {
    return sandbox.send(begin).headers().firstValue("location").orElseThrow();
  }

  private static HttpResponse<String> bytes(String session, int size) {
    return sandbox.send(auth(sandbox.to(session)).PUT(BodyPublishers.ofByteArray(new byte[size])));
  }

  private static HttpResponse<String> post(String path, JsonObject body) {
    return sandbox.send(auth(sandbox.json(path, body)));
  }

  private static HttpResponse<String> send(String method, String path, String type, String body) {
    return sandbox.send(
        auth(sandbox.to(path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(String path) {
    return sandbox.send(auth(sandbox.to(path).GET()));
  }

  private static int items(String path) {
    return object(get(API + path)).getJsonArray("items").size();
  }

  private static JsonObject statistics(String path) {
    return object(get(path)).getJsonArray("items").getJsonObject(0).getJsonObject("statistics");
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer sandbox-youtube-token");
  }

  private static String id(HttpResponse<String> answer) {
    return object(answer).getString("id");
  }
}
