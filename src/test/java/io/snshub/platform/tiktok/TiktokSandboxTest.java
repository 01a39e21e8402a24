package io.snshub.platform.tiktok;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TiktokSandboxTest {
  private static final String TOKEN = "sandbox-tiktok-token";
  private static final String PUBLISH = "/tiktok/v2/post/publish/";
  private static final int CHUNK = 6_000_000;
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new TiktokSandbox());
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
  void a_creator_tells_what_may_be_posted() {
    HttpResponse<String> answer = post("creator_info/query/", new JsonObject());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(data(answer).getJsonArray("privacy_level_options"))
        .containsExactly("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY");
    assertThat(data(answer).getInteger("max_video_post_duration_sec")).isEqualTo(600);
    assertThat(error(answer).getString("code")).isEqualTo("ok");
    assertThat(answer.headers().firstValue("x-tt-logid"))
        .hasValue(error(answer).getString("log_id"));
  }

  @Test
  void a_video_in_chunks_is_published_by_its_last_byte() {
    int total = 2 * CHUNK + 5;
    JsonObject made = data(init(video("PUBLIC_TO_EVERYONE"), file(total, CHUNK, 2)));
    String url = made.getString("upload_url");
    assertThat(made.getString("publish_id")).startsWith("v_pub_file~v2-1.");
    assertThat(url).hasSizeLessThanOrEqualTo(256);

    HttpResponse<String> first = put(url, CHUNK, "bytes 0-" + (CHUNK - 1) + "/" + total);
    assertThat(first.statusCode()).isEqualTo(206);
    assertThat(first.headers().firstValue("content-range"))
        .hasValue("bytes 0-" + (CHUNK - 1) + "/" + total);
    assertThat(status(made).getString("status")).isEqualTo("PROCESSING_UPLOAD");
    assertThat(status(made).getLong("uploaded_bytes")).isEqualTo(CHUNK);
    assertThat(sandbox.created()).isZero();
    sandbox.arm("slow_processing", "any", "ms", 1_000);
    HttpResponse<String> last =
        put(url, total - CHUNK, "bytes " + CHUNK + "-" + (total - 1) + "/" + total);

    assertThat(last.statusCode()).isEqualTo(201);
    assertThat(sandbox.lastEntry().getString("operation")).isEqualTo("publish");
    assertThat(sandbox.lastEntry().getString("account")).isEqualTo(TiktokSandbox.ACCOUNT);
    String postId = sandbox.lastEntry().getString("platform_post_id");
    assertThat(status(made).getString("status")).isEqualTo("PROCESSING_UPLOAD");
    await().until(() -> status(made).getString("status").equals("PUBLISH_COMPLETE"));
    await().until(() -> !ids(made).isEmpty());
    assertThat(ids(made)).containsExactly(Long.valueOf(postId));
    assertThat(put(url, 1, "bytes 0-0/" + total).statusCode()).isEqualTo(416);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void chunks_come_in_order_and_as_long_as_announced() {
    int total = 2 * CHUNK + 5;
    String url = data(init(video("SELF_ONLY"), file(total, CHUNK, 2))).getString("upload_url");

    assertThat(put(url, CHUNK, null).statusCode()).isEqualTo(400);
    assertThat(put(url, 10, "bytes 0-9/" + total).statusCode()).isEqualTo(400);
    assertThat(put(url, 10, "bytes 0-" + (CHUNK - 1) + "/" + total).statusCode()).isEqualTo(400);
    assertThat(put(url, CHUNK, "bytes 0-" + (CHUNK - 1) + "/99999999").statusCode()).isEqualTo(400);
    HttpResponse<String> gap =
        put(url, total - CHUNK, "bytes " + CHUNK + "-" + (total - 1) + "/" + total);
    assertThat(gap.statusCode()).isEqualTo(416);
    assertThat(gap.headers().firstValue("content-range")).hasValue("bytes 0-0/" + total);
    assertThat(put(url + "x", 1, "bytes 0-0/" + total).statusCode()).isEqualTo(404);
    assertThat(put(url, CHUNK, "bytes 0-" + (CHUNK - 1) + "/" + total).statusCode()).isEqualTo(206);
  }

  @Test
  void the_plan_of_chunks_is_checked_first() {
    assertThat(refusal(file(1_000_000, 500_000, 2))).contains("The chunk size is invalid");
    assertThat(refusal(file(15_000_000, 10_000_000, 1))).contains("The chunk size is invalid");
    assertThat(refusal(file(70_000_000, 70_000_000, 1))).contains("The chunk size is invalid");
    assertThat(refusal(file(50_000_123, 10_000_000, 6))).contains("The total chunk count");
    assertThat(refusal(new JsonObject().put("source", "FILE_UPLOAD"))).contains("video size");
    assertThat(refusal(new JsonObject())).contains("source info is empty or incorrect");
    assertThat(init(video("SELF_ONLY"), file(50_000_123, 10_000_000, 5)).statusCode())
        .isEqualTo(200);
    assertThat(init(video("SELF_ONLY"), file(3, 3, 1)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_caption_is_counted_in_utf_16_code_units() {
    JsonObject fits = video("SELF_ONLY").put("title", "😀".repeat(1_100));
    JsonObject over = video("SELF_ONLY").put("title", "😀".repeat(1_100) + "x");

    assertThat(init(fits, file(3, 3, 1)).statusCode()).isEqualTo(200);
    assertThat(init(over, file(3, 3, 1)).body()).contains("invalid_params", "2200");
  }

  @Test
  void an_upload_lives_for_an_hour() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    TiktokSandboxTask task =
        new TiktokSandboxTask(
            1,
            2,
            TiktokSandboxTask.Flow.DIRECT_FILE,
            TiktokSandboxPostInfo.draft(),
            new TiktokSandboxSource(List.of(), 3, 3, 1),
            TOKEN,
            start);

    assertThat(task.uploadExpired(start.plusSeconds(3_599))).isFalse();
    assertThat(task.uploadExpired(start.plusSeconds(3_600))).isTrue();
  }

  @Test
  void a_private_video_is_complete_without_ever_getting_an_id() {
    JsonObject made = data(init(video("SELF_ONLY"), file(3, 3, 1)));
    put(made.getString("upload_url"), 3, "bytes 0-2/3");

    await().until(() -> status(made).getString("status").equals("PUBLISH_COMPLETE"));
    assertThat(ids(made)).isEmpty();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    assertThat(sandbox.lastEntry().getString("platform_post_id"))
        .isEqualTo(made.getString("publish_id"));
    assertThat(list(new JsonObject()).getJsonArray("videos")).isEmpty();
  }

  @Test
  void a_lost_last_answer_is_told_by_the_status() {
    JsonObject made = data(init(video("PUBLIC_TO_EVERYONE"), file(3, 3, 1)));
    sandbox.arm("drop_before", "publish");
    assertThatThrownBy(() -> put(made.getString("upload_url"), 3, "bytes 0-2/3"))
        .isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(status(made).getLong("uploaded_bytes")).isZero();

    sandbox.arm("drop_after", "publish");
    assertThatThrownBy(() -> put(made.getString("upload_url"), 3, "bytes 0-2/3"))
        .isInstanceOf(SandboxClient.NoAnswer.class);

    assertThat(status(made).getLong("uploaded_bytes")).isEqualTo(3);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_spoilt_video_fails_and_was_never_up() {
    sandbox.arm("fail_processing", "any");
    JsonObject made = data(init(video("PUBLIC_TO_EVERYONE"), file(3, 3, 1)));
    put(made.getString("upload_url"), 3, "bytes 0-2/3");

    await().until(() -> status(made).getString("status").equals("FAILED"));
    assertThat(status(made).getString("fail_reason")).isEqualTo("file_format_check_failed");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void photos_are_published_by_their_init_alone() {
    sandbox.arm("slow_processing", "any", "ms", 1_000);
    HttpResponse<String> answer = post("content/init/", photos("https://cdn.example.com/1.jpg", 0));

    assertThat(data(answer).getString("publish_id")).startsWith("p_pub_url~");
    assertThat(data(answer).containsKey("upload_url")).isFalse();
    assertThat(sandbox.lastEntry().getString("operation")).isEqualTo("publish");
    assertThat(sandbox.lastEntry().getString("content")).isEqualTo("Title\nlong text");
    assertThat(status(data(answer)).getString("status")).isEqualTo("PROCESSING_DOWNLOAD");
    await().until(() -> !ids(data(answer)).isEmpty());
    assertThat(sandbox.list("/_sandbox/posts").getJsonObject(0).getString("permalink"))
        .contains("/photo/" + ids(data(answer)).getLong(0));
  }

  @Test
  void photos_are_refused_for_what_is_wrong_with_them() {
    assertThat(post("content/init/", photos("https://cdn.example.com/1.jpg", 1)).body())
        .contains("cover index");
    assertThat(post("content/init/", photos("https://other.example/1.jpg", 0)).body())
        .contains("url_ownership_unverified");
    assertThat(post("content/init/", photos("https://10.0.0.1/1.jpg", 0)).body())
        .contains("invalid_params");
    assertThat(post("content/init/", photos("http://other.example/1.jpg", 0)).body())
        .contains("invalid_params");
    JsonObject story = photos("https://cdn.example.com/1.jpg", 0).put("media_type", "VIDEO");
    assertThat(post("content/init/", story).body()).contains("Invalid media_type or post_mode");
    JsonObject many = photos("https://cdn.example.com/1.jpg", 0);
    JsonArray images = many.getJsonObject("source_info").getJsonArray("photo_images");
    while (images.size() < 36) {
      images.add("https://cdn.example.com/1.jpg");
    }
    assertThat(post("content/init/", many).body()).contains("source info");

    JsonObject png = data(post("content/init/", photos("https://cdn.example.com/1.png", 0)));
    await().until(() -> status(png).getString("status").equals("FAILED"));
  }

  @Test
  void privacy_has_to_be_one_of_the_creators() {
    assertThat(init(video("FOLLOWER_OF_CREATOR"), file(3, 3, 1)).body())
        .contains("privacy_level_option_mismatch");
    assertThat(init(new JsonObject().put("title", "t"), file(3, 3, 1)).body())
        .contains("invalid_params");
    JsonObject branded = video("SELF_ONLY").put("brand_content_toggle", true);
    assertThat(init(branded, file(3, 3, 1)).body()).contains("invalid_params");
  }

  @Test
  void what_is_pulled_can_be_cancelled_until_it_is_there() {
    JsonObject pull =
        new JsonObject()
            .put("source", "PULL_FROM_URL")
            .put("video_url", "https://cdn.example.com/v.mp4");
    sandbox.arm("slow_processing", "any", "ms", 60_000);
    JsonObject made = data(init(video("PUBLIC_TO_EVERYONE"), pull));
    JsonObject id = new JsonObject().put("publish_id", made.getString("publish_id"));
    assertThat(made.getString("publish_id")).startsWith("v_pub_url~");

    assertThat(post("cancel/", id).statusCode()).isEqualTo(200);
    assertThat(status(made).getString("fail_reason")).isEqualTo("publish_cancelled");
    assertThat(post("cancel/", id).body()).contains("publish_not_cancellable");
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    JsonObject upload = data(init(video("SELF_ONLY"), file(3, 3, 1)));
    upload.remove("upload_url");
    assertThat(post("cancel/", upload).body()).contains("publish_not_cancellable");
    assertThat(post("status/fetch/", new JsonObject().put("publish_id", "v_pub_url~v2.1")).body())
        .contains("invalid_publish_id");
  }

  @Test
  void a_draft_goes_to_the_inbox_and_is_no_post() {
    JsonObject body = new JsonObject().put("source_info", file(3, 3, 1));
    JsonObject made = data(post("inbox/video/init/", body));
    put(made.getString("upload_url"), 3, "bytes 0-2/3");

    await().until(() -> status(made).getString("status").equals("SEND_TO_USER_INBOX"));
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void public_videos_are_listed_newest_first_and_measured() {
    for (int i = 0; i < 3; i++) {
      JsonObject made =
          data(init(video("PUBLIC_TO_EVERYONE").put("title", "v" + i), file(3, 3, 1)));
      put(made.getString("upload_url"), 3, "bytes 0-2/3");
      int listed = i + 1;
      await().until(() -> list(new JsonObject()).getJsonArray("videos").size() == listed);
    }

    JsonObject page = list(new JsonObject().put("max_count", 2));
    assertThat(page.getJsonArray("videos").getJsonObject(0).getString("title")).isEqualTo("v2");
    assertThat(page.getBoolean("has_more")).isTrue();
    JsonObject rest = list(new JsonObject().put("cursor", page.getLong("cursor")));
    assertThat(rest.getJsonArray("videos")).hasSize(1);
    assertThat(rest.getBoolean("has_more")).isFalse();

    String id = rest.getJsonArray("videos").getJsonObject(0).getString("id");
    JsonObject filter =
        new JsonObject()
            .put(
                "filters",
                new JsonObject()
                    .put("video_ids", new JsonArray().add(id).add("7000000000000000000")));
    JsonArray found =
        data(authorized("/tiktok/v2/video/query/?fields=id,view_count,like_count", filter))
            .getJsonArray("videos");
    assertThat(found).hasSize(1);
    assertThat(found.getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(found.getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("id", "view_count", "like_count");
    assertThat(authorized("/tiktok/v2/video/query/?fields=id,nothing", filter).body())
        .contains("invalid_params");
    assertThat(authorized("/tiktok/v2/video/list/", new JsonObject()).body())
        .contains("fields is required");
    assertThat(
            sandbox
                .send(auth(sandbox.to("/tiktok/v2/user/info/?fields=open_id,video_count").GET()))
                .body())
        .contains("\"video_count\":3", TiktokSandbox.ACCOUNT);
  }

  @Test
  void a_token_is_refreshed_with_rotation_and_revoked() {
    sandbox.arm("expire_token", "lookup");
    assertThat(post("creator_info/query/", new JsonObject()).body())
        .contains("access_token_invalid");

    JsonObject grant = object(refresh("sandbox-tiktok-refresh", "sandbox-secret"));
    assertThat(grant.getString("open_id")).isEqualTo(TiktokSandbox.ACCOUNT);
    assertThat(grant.getInteger("expires_in")).isEqualTo(86_400);
    JsonObject next = object(refresh(grant.getString("refresh_token"), "sandbox-secret"));
    assertThat(next.getString("refresh_token")).isNotEqualTo(grant.getString("refresh_token"));
    HttpResponse<String> spent = refresh(grant.getString("refresh_token"), "sandbox-secret");
    assertThat(spent.statusCode()).isEqualTo(200);
    assertThat(object(spent).getString("error")).isEqualTo("invalid_grant");
    assertThat(refresh("sandbox-tiktok-refresh", "wrong").body()).contains("invalid_client");

    HttpResponse<String> revoked =
        sandbox.postForm(
            "/tiktok/v2/oauth/revoke/",
            Map.of(
                "client_key", "sandbox-client",
                "client_secret", "sandbox-secret",
                "token", next.getString("access_token")));
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(revoked.body()).isEmpty();
    HttpRequest.Builder info = sandbox.to("/tiktok/v2/user/info/?fields=open_id").GET();
    info.header("Authorization", "Bearer " + next.getString("access_token"));
    assertThat(sandbox.send(info).statusCode()).isEqualTo(401);
  }

  @Test
  void calls_are_limited_by_the_minute_when_limits_are_on() {
    try (SandboxClient strict =
        new SandboxClient(new SandboxSettings(true, "127.0.0.1", 0, true), new TiktokSandbox())) {
      JsonObject body =
          new JsonObject().put("post_info", video("SELF_ONLY")).put("source_info", file(3, 3, 1));
      for (int i = 0; i < 6; i++) {
        assertThat(strict.send(auth(strict.json(PUBLISH + "video/init/", body))).statusCode())
            .isEqualTo(200);
      }
      HttpResponse<String> over = strict.send(auth(strict.json(PUBLISH + "video/init/", body)));

      assertThat(over.statusCode()).isEqualTo(429);
      assertThat(error(over).getString("code")).isEqualTo("rate_limit_exceeded");
      assertThat(over.headers().firstValue("retry-after")).isEmpty();
    }
  }

  @Test
  void an_unknown_path_and_a_missing_token_have_tiktoks_envelope() {
    assertThat(post("nothing/", new JsonObject()).body()).contains("unsupported_path");
    assertThat(sandbox.post(PUBLISH + "creator_info/query/", new JsonObject()).body())
        .contains("access_token_invalid", "log_id");
  }

  @Test
  void a_client_without_audit_may_only_post_for_its_creator_alone() {
    turn("unaudited_client", true);
    assertThat(init(video("SELF_ONLY"), file(3, 3, 1)).body())
        .contains("unaudited_client_can_only_post_to_private_accounts");

    turn("private_account", true);
    assertThat(init(video("PUBLIC_TO_EVERYONE"), file(3, 3, 1)).body())
        .contains("privacy_level_option_mismatch");
    assertThat(init(video("SELF_ONLY"), file(3, 3, 1)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_banned_creator_is_told_so_with_200_at_first() {
    turn("creator_banned", true);

    HttpResponse<String> info = post("creator_info/query/", new JsonObject());
    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(error(info).getString("code")).isEqualTo("spam_risk_user_banned_from_posting");
    assertThat(init(video("SELF_ONLY"), file(3, 3, 1)).statusCode()).isEqualTo(403);
  }

  @Test
  void a_code_is_bound_to_the_hexadecimal_challenge_it_was_asked_with() {
    String verifier = "v".repeat(50);
    // SHA-256 of the verifier in hexadecimal digits
    String challenge = "0ab955c1ed564875ae4d0621de27339b1dda4be7da471e82f7693dfe13719780";
    String page =
        "/tiktok/v2/auth/authorize/?client_key=sandbox-client&response_type=code&state=s"
            + "&scope=user.info.basic,video.publish&redirect_uri=https://app.example/back"
            + "&code_challenge_method=S256&code_challenge="
            + challenge;
    String html = sandbox.get(page).body();
    assertThat(html).contains("scopes=user.info.basic%2Cvideo.publish");

    assertThat(exchange(code(html), verifier).body()).contains("access_token");
    assertThat(exchange(code(html), verifier).body()).contains("invalid_grant");
    assertThat(exchange(code(sandbox.get(page).body()), "w".repeat(50)).body())
        .contains("invalid_grant");
  }

  private static String code(String html) {
    return html.replaceFirst("(?s).*?[?]code=([^&]+)&.*", "$1");
  }

  private static HttpResponse<String> exchange(String code, String verifier) {
    return sandbox.postForm(
        "/tiktok/v2/oauth/token/",
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "code_verifier", verifier,
            "redirect_uri", "https://app.example/back",
            "client_key", "sandbox-client",
            "client_secret", "sandbox-secret"));
  }

  private static void turn(String name, boolean value) {
    JsonObject body =
        new JsonObject().put("platform", "tiktok").put("name", name).put("value", value);
    HttpRequest.Builder put =
        sandbox.to("/_sandbox/switches").PUT(BodyPublishers.ofString(body.encode()));
    assertThat(sandbox.send(put).statusCode()).isEqualTo(200);
  }

  private static JsonObject video(String privacy) {
    return new JsonObject().put("title", "caption #tag").put("privacy_level", privacy);
  }

  private static JsonObject file(long size, long chunk, int chunks) {
    return new JsonObject()
        .put("source", "FILE_UPLOAD")
        .put("video_size", size)
        .put("chunk_size", chunk)
        .put("total_chunk_count", chunks);
  }

  private static JsonObject photos(String url, int cover) {
    return new JsonObject()
        .put("media_type", "PHOTO")
        .put("post_mode", "DIRECT_POST")
        .put(
            "post_info",
            new JsonObject()
                .put("title", "Title")
                .put("description", "long text")
                .put("privacy_level", "PUBLIC_TO_EVERYONE"))
        .put(
            "source_info",
            new JsonObject()
                .put("source", "PULL_FROM_URL")
                .put("photo_cover_index", cover)
                .put("photo_images", new JsonArray().add(url)));
  }

  private static HttpResponse<String> init(JsonObject post, JsonObject source) {
    return post("video/init/", new JsonObject().put("post_info", post).put("source_info", source));
  }

  private static String refusal(JsonObject source) {
    HttpResponse<String> answer = init(video("SELF_ONLY"), source);
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }

  private static HttpResponse<String> put(String url, int size, String range) {
    HttpRequest.Builder put =
        sandbox
            .to(url)
            .header("Content-Type", "video/mp4")
            .PUT(BodyPublishers.ofByteArray(new byte[size]));
    return sandbox.send(range == null ? put : put.header("Content-Range", range));
  }

  private static JsonObject status(JsonObject made) {
    JsonObject id = new JsonObject().put("publish_id", made.getString("publish_id"));
    return data(post("status/fetch/", id));
  }

  private static JsonArray ids(JsonObject made) {
    return status(made).getJsonArray("publicaly_available_post_id");
  }

  private static JsonObject list(JsonObject body) {
    return data(authorized("/tiktok/v2/video/list/?fields=id,title,create_time", body));
  }

  private static HttpResponse<String> post(String path, JsonObject body) {
    return authorized(PUBLISH + path, body);
  }

  private static HttpResponse<String> authorized(String path, JsonObject body) {
    return sandbox.send(auth(sandbox.json(path, body)));
  }

  private static HttpResponse<String> refresh(String token, String secret) {
    return sandbox.postForm(
        "/tiktok/v2/oauth/token/",
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            token,
            "client_key",
            "sandbox-client",
            "client_secret",
            secret));
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  private static JsonObject data(HttpResponse<String> answer) {
    return object(answer).getJsonObject("data");
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return object(answer).getJsonObject("error");
  }
}
