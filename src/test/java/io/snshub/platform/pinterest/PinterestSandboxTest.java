package io.snshub.platform.pinterest;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.snshub.specs.ApiDescription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The sandbox speaks Pinterest's protocol. With {@code -Dspecs.dir} every answer is also held
 * against Pinterest's own description.
 */
class PinterestSandboxTest {
  private static final String BOARD = PinterestSandbox.BOARD;
  private static final String V5 = "/pinterest/v5";
  private static final JsonObject PICTURE =
      new JsonObject().put("source_type", "image_url").put("url", "https://cdn.example.com/a.jpg");
  private static SandboxClient sandbox;
  private static ApiDescription official;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new PinterestSandbox());
    String specs = System.getProperty("specs.dir");
    official =
        specs == null
            ? null
            : ApiDescription.read(Path.of(specs, "pinterest", "openapi.json"), "/v5");
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
  void a_pin_is_made_found_listed_and_taken_down() {
    HttpResponse<String> made =
        call(
            "POST",
            "/pins",
            pin()
                .put("title", "T")
                .put("description", "D")
                .put("link", "https://e.example/?a=1")
                .put("alt_text", "A")
                .put("dominant_color", "#6E7874"));

    assertThat(made.statusCode()).isEqualTo(201);
    JsonObject pin = object(made);
    assertThat(pin.getString("id")).matches("\\d{18,19}");
    assertThat(pin.getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(pin.getString("link")).isEqualTo("https://e.example/?a=1");
    assertThat(pin.getString("creative_type")).isEqualTo("REGULAR");
    assertThat(pin.getJsonObject("media").getString("media_type")).isEqualTo("image");
    assertThat(sandbox.lastEntry().getString("operation")).isEqualTo("publish");
    assertThat(sandbox.lastEntry().getString("content")).isEqualTo("T\nD");
    assertThat(sandbox.list("/_sandbox/posts?platform=pinterest")).hasSize(1);
    assertThat(items("/pins")).containsExactly(pin.getString("id"));
    assertThat(items("/boards/" + BOARD + "/pins")).containsExactly(pin.getString("id"));
    assertThat(object(get("/boards/" + BOARD)).getInteger("pin_count")).isEqualTo(1);

    String path = "/pins/" + pin.getString("id");
    assertThat(get(path).statusCode()).isEqualTo(200);
    HttpResponse<String> gone = call("DELETE", path, null);
    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(gone.body()).isEmpty();
    assertError(call("DELETE", path, null), 404, 50, "Pin not found.");
    assertError(get(path), 404, 50, "Pin not found.");
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_picture_may_come_with_the_call() {
    JsonObject inline = source("image_base64").put("content_type", "image/png").put("data", png());
    assertThat(made(inline).statusCode()).isEqualTo(201);

    assertThat(made(inline.copy().put("content_type", "image/jpeg")).statusCode()).isEqualTo(400);
    assertThat(made(inline.copy().put("content_type", "image/gif")).statusCode()).isEqualTo(400);
    assertThat(made(inline.copy().put("data", "%%%")).statusCode()).isEqualTo(400);
  }

  @Test
  void two_to_five_pictures_make_a_carousel() {
    for (int count : new int[] {2, 5}) {
      JsonObject media = object(made(carousel(count))).getJsonObject("media");
      assertThat(media.getString("media_type")).isEqualTo("multiple_images");
      assertThat(media.getJsonArray("items")).hasSize(count);
    }
    for (int count : new int[] {1, 6}) {
      HttpResponse<String> refused = made(carousel(count));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("constraint: " + (count == 1 ? "minItems=2" : "maxItems=5"));
    }
    assertThat(made(carousel(2).put("index", 2)).statusCode()).isEqualTo(400);
    JsonObject two = source("multiple_image_base64");
    JsonObject item = new JsonObject().put("content_type", "image/png").put("data", png());
    assertThat(made(two.put("items", new JsonArray().add(item).add(item))).statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_video_is_registered_brought_to_the_bucket_processed_and_pinned() {
    HttpResponse<String> registered =
        call("POST", "/media", new JsonObject().put("media_type", "video"));
    assertThat(registered.statusCode()).isEqualTo(201);
    JsonObject upload = object(registered);
    String id = upload.getString("media_id");
    assertThat(status(id)).isEqualTo("registered");
    assertThat(made(video(id)).statusCode()).isEqualTo(400);

    HttpResponse<String> stored = bring(upload, upload.getJsonObject("upload_parameters"), true);
    assertThat(stored.statusCode()).isEqualTo(204);
    await().until(() -> status(id).equals("succeeded"));
    assertThat(items("/media", "media_id")).containsExactly(id);

    assertThat(made(video(id).putNull("cover_image_url")).body()).contains("cover_image_url");
    JsonObject pin = object(made(video(id)));
    assertThat(pin.getString("creative_type")).isEqualTo("VIDEO");
    assertThat(pin.getJsonObject("media").getString("media_type")).isEqualTo("video");
    assertThat(
            made(source("video_id").put("media_id", id).put("cover_image_key_frame_time", 3))
                .statusCode())
        .isEqualTo(201);
    assertThat(
            made(source("video_id")
                    .put("media_id", id)
                    .put("cover_image_content_type", "image/png")
                    .put("cover_image_data", png()))
                .statusCode())
        .isEqualTo(201);
    assertThat(items("/pins?creative_types=VIDEO")).hasSize(3);
    assertThat(items("/pins?creative_types=REGULAR&creative_types=CAROUSEL")).isEmpty();
  }

  @Test
  void the_bucket_wants_the_whole_form_and_a_file() {
    JsonObject upload = object(call("POST", "/media", new JsonObject().put("media_type", "video")));
    JsonObject form = upload.getJsonObject("upload_parameters");
    for (String field : form.fieldNames()) {
      JsonObject less = form.copy();
      less.remove(field);
      HttpResponse<String> refused = bring(upload, less, true);
      assertThat(refused.statusCode()).as(field).isEqualTo(403);
      assertThat(refused.body()).startsWith("<?xml").contains("<Code>");
    }
    assertThat(bring(upload, form, false).statusCode()).isEqualTo(400);
    assertThat(status(upload.getString("media_id"))).isEqualTo("registered");
  }

  @Test
  void a_spoilt_video_fails() {
    sandbox.arm("fail_processing", "any");
    JsonObject upload = object(call("POST", "/media", new JsonObject().put("media_type", "video")));
    bring(upload, upload.getJsonObject("upload_parameters"), true);

    await().until(() -> status(upload.getString("media_id")).equals("failed"));
    assertThat(made(video(upload.getString("media_id"))).statusCode()).isEqualTo(400);
    assertError(get("/media/123"), 404, 404, "Media upload not found.");
  }

  @Test
  void limits_hold_at_their_edges() {
    assertThat(call("POST", "/pins", pin().put("title", "é".repeat(100))).statusCode())
        .isEqualTo(201);
    assertThat(call("POST", "/pins", pin().put("description", "😀".repeat(800))).statusCode())
        .isEqualTo(201);
    Map<String, Integer> most =
        Map.of("title", 100, "description", 800, "alt_text", 500, "link", 2_048);
    most.forEach(
        (field, limit) -> {
          HttpResponse<String> refused =
              call("POST", "/pins", pin().put(field, "x".repeat(limit + 1)));
          assertThat(refused.statusCode()).as(field).isEqualTo(400);
          assertThat(object(refused).getInteger("code")).isEqualTo(1);
          assertThat(refused.body()).contains("maxLength=" + limit);
        });
  }

  @Test
  void refuses_what_the_description_does_not_allow() {
    assertError(
        call("POST", "/pins", pin().put("board_id", "151_")),
        400,
        1,
        "Invalid request: '151_' does not match '^\\\\d+$'");
    assertError(call("POST", "/pins", pin().put("board_id", "42")), 404, 40, "Board not found.");
    assertThat(call("POST", "/pins", pin().put("board_section_id", "42")).body()).contains("2031");
    assertThat(call("POST", "/pins", new JsonObject().put("board_id", BOARD)).body())
        .contains("media_source");
    assertThat(made(source("image_url")).body()).contains("'url' is a required property");
    assertThat(made(source("film")).statusCode()).isEqualTo(400);
    assertThat(made(PICTURE.copy().put("url", "https://elsewhere.example/a.jpg")).body())
        .contains("Unable to reach the URL.");
    assertThat(get("/pins/151_").body()).contains("must match the pattern");
    assertThat(get("/pins?page_size=251").statusCode()).isEqualTo(400);
  }

  @Test
  void lists_come_newest_first_in_pages() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, object(made(PICTURE)).getString("id"));
    }
    JsonObject first = object(get("/boards/" + BOARD + "/pins?page_size=2"));
    assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
    call("DELETE", "/pins/" + ids.get(1), null);
    JsonObject second =
        object(
            get("/boards/" + BOARD + "/pins?page_size=2&bookmark=" + first.getString("bookmark")));
    assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
    JsonObject last =
        object(
            get("/boards/" + BOARD + "/pins?page_size=2&bookmark=" + second.getString("bookmark")));
    assertThat(ids(last)).isEqualTo(ids.subList(4, 5));
    assertThat(last.containsKey("bookmark")).isTrue();
    assertThat(last.getString("bookmark")).isNull();
  }

  @Test
  void a_list_may_begin_with_an_empty_page_and_may_lag() {
    String id = object(made(PICTURE)).getString("id");
    turn("empty_first_pages", true);
    JsonObject empty = object(get("/pins"));
    assertThat(empty.getJsonArray("items")).isEmpty();
    assertThat(items("/pins?bookmark=" + empty.getString("bookmark"))).containsExactly(id);

    turn("empty_first_pages", false);
    turn("list_lag", true);
    assertThat(items("/pins")).isEmpty();
    assertThat(get("/pins/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void boards_and_sections_come_and_go() {
    HttpResponse<String> made =
        call("POST", "/boards", new JsonObject().put("name", "B").put("privacy", "SECRET"));
    assertThat(made.statusCode()).isEqualTo(201);
    String id = object(made).getString("id");
    String board = "/boards/" + id;
    assertThat(items("/boards")).containsExactly(id, BOARD);
    assertThat(items("/boards?privacy=PUBLIC")).containsExactly(BOARD);
    assertThat(call("PATCH", board, new JsonObject().put("name", "C")).body()).contains("\"C\"");

    HttpResponse<String> section =
        call("POST", board + "/sections", new JsonObject().put("name", "S"));
    assertThat(section.statusCode()).isEqualTo(201);
    String sectionId = object(section).getString("id");
    assertThat(call("POST", board + "/sections", new JsonObject().put("name", "S")).statusCode())
        .isEqualTo(409);
    String pin =
        object(call("POST", "/pins", pin().put("board_id", id).put("board_section_id", sectionId)))
            .getString("id");
    assertThat(items(board + "/sections/" + sectionId + "/pins")).containsExactly(pin);
    assertThat(items(board + "/sections")).containsExactly(sectionId);
    assertThat(call("DELETE", board + "/sections/" + sectionId, null).statusCode()).isEqualTo(204);

    assertThat(call("DELETE", board, null).statusCode()).isEqualTo(204);
    assertError(get(board), 404, 40, "Board not found.");
    assertError(get("/pins/" + pin), 404, 50, "Pin not found.");
  }

  @Test
  void a_pin_is_edited_and_saved_to_another_board() {
    String id = object(call("POST", "/pins", pin().put("title", "old"))).getString("id");
    String board =
        object(call("POST", "/boards", new JsonObject().put("name", "B"))).getString("id");

    assertThat(call("PATCH", "/pins/" + id, new JsonObject().put("title", "new")).body())
        .contains("\"title\":\"new\"");
    JsonObject saved =
        object(call("POST", "/pins/" + id + "/save", new JsonObject().put("board_id", board)));
    assertThat(saved.getString("parent_pin_id")).isEqualTo(id);
    assertThat(items("/pins?pin_filter=exclude_repins")).containsExactly(id);
  }

  @Test
  void counters_agree_with_each_other_and_grow() {
    String id = object(made(PICTURE)).getString("id");
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String path = "/pins/" + id + "/analytics?start_date=" + today + "&end_date=" + today;
    String metrics = "&metric_types=IMPRESSION,SAVE,SAVE_RATE,TOTAL_REACTIONS,VIDEO_MRC_VIEW";

    await().until(() -> summary(get(path + metrics)).getLong("IMPRESSION") > 5);
    JsonObject all = object(get(path + metrics)).getJsonObject("all");
    assertThat(all.getJsonObject("lifetime_metrics").getLong("TOTAL_REACTIONS")).isNotNegative();
    assertThat(all.getJsonObject("summary_metrics").getLong("VIDEO_MRC_VIEW")).isZero();
    assertThat(all.getJsonArray("daily_metrics").getJsonObject(0).getString("data_status"))
        .isEqualTo("ESTIMATE");
    long shown =
        object(get("/pins/" + id + "?pin_metrics=true"))
            .getJsonObject("pin_metrics")
            .getJsonObject("lifetime_metrics")
            .getLong("impression");
    assertThat(shown)
        .isGreaterThanOrEqualTo(all.getJsonObject("summary_metrics").getLong("IMPRESSION"));

    assertThat(
            get("/pins/analytics?pin_ids="
                    + id
                    + "&start_date="
                    + today
                    + "&end_date="
                    + today
                    + metrics)
                .body())
        .contains(id);
    assertThat(
            get("/user_account/analytics?start_date=" + today + "&end_date=" + today).statusCode())
        .isEqualTo(200);
    assertThat(
            get("/user_account/analytics/top_pins?sort_by=IMPRESSION&start_date="
                    + today
                    + "&end_date="
                    + today)
                .body())
        .contains(id);
    assertThat(
            get("/user_account/analytics/top_video_pins?sort_by=SAVE&start_date="
                    + today
                    + "&end_date="
                    + today)
                .statusCode())
        .isEqualTo(200);
    assertError(get(path), 400, 400, "Invalid pins analytics parameters.");
    String old = LocalDate.now(ZoneOffset.UTC).minusDays(91).toString();
    assertThat(
            get("/pins/" + id + "/analytics?start_date=" + old + "&end_date=" + today + metrics)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void tells_who_it_is() {
    JsonObject user = object(get("/user_account"));

    assertThat(user.getString("id")).matches("\\d+");
    assertThat(user.getInteger("board_count")).isEqualTo(1);
    assertThat(get("/user_account/businesses").statusCode()).isEqualTo(200);
  }

  @Test
  void tokens_are_checked_exchanged_and_renewed() {
    assertError(sandbox.get(V5 + "/user_account"), 401, 2, "Authentication failed.");
    sandbox.arm("expire_token", "lookup");
    assertError(get("/user_account"), 401, 2, "Authentication failed.");
    sandbox.reset();

    JsonObject exchanged =
        object(token("authorization_code", "code", "sandbox-code", "redirect_uri", "http://x/cb"));
    assertThat(exchanged.getInteger("expires_in")).isEqualTo(2_592_000);
    assertThat(exchanged.getInteger("refresh_token_expires_in")).isEqualTo(5_184_000);
    JsonObject renewed =
        object(token("refresh_token", "refresh_token", exchanged.getString("refresh_token")));
    assertThat(renewed.getString("response_type")).isEqualTo("refresh_token");
    assertThat(renewed.getString("refresh_token"))
        .isNotEqualTo(exchanged.getString("refresh_token"));
    assertThat(
            token("refresh_token", "refresh_token", exchanged.getString("refresh_token"))
                .statusCode())
        .isEqualTo(401);
    assertThat(
            sandbox
                .send(
                    sandbox
                        .to(V5 + "/user_account")
                        .header("Authorization", "Bearer " + renewed.getString("access_token"))
                        .GET())
                .statusCode())
        .isEqualTo(200);
    assertThat(object(token("client_credentials", "scope", "pins:read")).getString("access_token"))
        .isNotEmpty();
    assertThat(token("refresh_token", "refresh_token", "dead").statusCode()).isEqualTo(401);
    assertThat(token("password").statusCode()).isEqualTo(400);
    assertThat(
            sandbox
                .postForm(V5 + "/oauth/token", Map.of("grant_type", "refresh_token"))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_code_of_the_allow_page_works_once() {
    String page =
        sandbox
            .get(
                "/pinterest/oauth/?client_id=sandbox-client&redirect_uri=http://x/cb"
                    + "&response_type=code&scope=pins:read,pins:write&state=s")
            .body();
    Matcher allow = Pattern.compile("http://x/cb\\?code=([^&\"]+)").matcher(page);
    assertThat(allow.find()).isTrue();

    assertThat(
            token("authorization_code", "code", allow.group(1), "redirect_uri", "http://x/cb")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            token("authorization_code", "code", allow.group(1), "redirect_uri", "http://x/cb")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void trial_access_makes_no_pins() {
    turn("trial_access", true);

    HttpResponse<String> refused = made(PICTURE);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(object(refused).getInteger("code")).isEqualTo(29);
    assertThat(refused.body()).contains("Trial access");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void a_lost_answer_leaves_a_pin() {
    sandbox.arm("drop_after", "publish");

    assertThatThrownBy(() -> made(PICTURE)).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(items("/pins")).hasSize(1);
  }

  @Test
  void tells_its_limits_with_every_answer() {
    HttpResponse<String> read = get("/user_account");
    assertThat(read.headers().firstValue("x-ratelimit-limit"))
        .hasValue(
            "100, 100;w=1;name=\"safety_net_app_id_user_id\","
                + " 1000;w=60;name=\"org_read_app_id_user_id\"");
    assertThat(read.headers().firstValue("x-ratelimit-remaining")).hasValue("99");
    assertThat(read.headers().firstValue("x-ratelimit-reset")).isPresent();

    sandbox.arm("rate_limit", "publish", "retry_after", 7);
    HttpResponse<String> throttled = made(PICTURE);
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(object(throttled).getInteger("code")).isEqualTo(8);
    assertThat(throttled.headers().firstValue("x-ratelimit-reset")).hasValue("7");
  }

  @Test
  void limits_are_kept_when_they_are_switched_on() {
    try (SandboxClient strict =
        new SandboxClient(
            new SandboxSettings(true, "127.0.0.1", 0, true), new PinterestSandbox())) {
      HttpRequest.Builder request =
          strict
              .to(V5 + "/user_account/analytics?start_date=x&end_date=x")
              .header("Authorization", "Bearer sandbox-pinterest-token")
              .GET();
      int calls = 0;
      HttpResponse<String> answer = strict.send(request);
      while (answer.statusCode() != 429 && calls < 130) {
        answer = strict.send(request);
        calls++;
      }
      // a minute may turn over in between
      assertThat(calls).isBetween(60, 120);
      assertThat(answer.headers().firstValue("x-ratelimit-remaining")).hasValue("0");
    }
  }

  private static JsonObject pin() {
    return new JsonObject().put("board_id", BOARD).put("media_source", PICTURE);
  }

  private static JsonObject source(String type) {
    return new JsonObject().put("source_type", type);
  }

  private static JsonObject video(String id) {
    return source("video_id")
        .put("media_id", id)
        .put("cover_image_url", "https://cdn.example.com/cover.jpg");
  }

  private static JsonObject carousel(int count) {
    JsonArray items = new JsonArray();
    for (int i = 0; i < count; i++) {
      items.add(new JsonObject().put("url", "https://cdn.example.com/" + i + ".jpg"));
    }
    return source("multiple_image_urls").put("items", items);
  }

  private static String png() {
    byte[] bytes = new byte[64];
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static HttpResponse<String> made(JsonObject mediaSource) {
    return call("POST", "/pins", pin().put("media_source", mediaSource));
  }

  private static HttpResponse<String> get(String path) {
    return call("GET", path, null);
  }

  /** Sends a call and, where there is a description, holds the answer against it. */
  private static HttpResponse<String> call(String method, String path, JsonObject body) {
    HttpRequest.Builder request =
        sandbox
            .to(V5 + path)
            .header("Authorization", "Bearer sandbox-pinterest-token")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    HttpResponse<String> answer =
        sandbox.send(body == null ? request : request.header("Content-Type", "application/json"));
    described(method, "/v5" + path, answer);
    return answer;
  }

  private static void described(String method, String path, HttpResponse<String> answer) {
    if (official != null) {
      String bare = URI.create(path).getPath();
      assertThat(official.problems(method, bare, answer.statusCode(), answer.body()))
          .as(method + " " + bare + ": " + answer.statusCode() + " " + answer.body())
          .isEmpty();
    }
  }

  private static HttpResponse<String> token(String grant, String... fields) {
    Map<String, String> form = new HashMap<>(Map.of("grant_type", grant));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    String basic =
        Base64.getEncoder()
            .encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to(V5 + "/oauth/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(SandboxClient.form(form)));
    described("POST", "/v5/oauth/token", answer);
    return answer;
  }

  private static HttpResponse<String> bring(JsonObject upload, JsonObject form, boolean file) {
    StringBuilder body = new StringBuilder();
    for (String field : form.fieldNames()) {
      body.append("--b\r\nContent-Disposition: form-data; name=\"")
          .append(field)
          .append("\"\r\n\r\n");
      body.append(form.getString(field)).append("\r\n");
    }
    if (file) {
      body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n");
      body.append("Content-Type: video/mp4\r\n\r\n0123456789\r\n");
    }
    return sandbox.send(
        sandbox
            .to(upload.getString("upload_url"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body.append("--b--\r\n").toString())));
  }

  private static String status(String id) {
    return object(get("/media/" + id)).getString("status");
  }

  private static JsonObject summary(HttpResponse<String> answer) {
    return object(answer).getJsonObject("all").getJsonObject("summary_metrics");
  }

  private static List<String> items(String path) {
    return ids(object(get(path)));
  }

  private static List<String> items(String path, String field) {
    return object(get(path)).getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString(field))
        .toList();
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("id"))
        .toList();
  }

  private static void turn(String name, boolean value) {
    JsonObject turned =
        new JsonObject().put("platform", "pinterest").put("name", name).put("value", value);
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/_sandbox/switches")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(turned.encode())));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static void assertError(
      HttpResponse<String> answer, int status, int code, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(object(answer))
        .isEqualTo(new JsonObject().put("code", code).put("message", message));
  }
}
