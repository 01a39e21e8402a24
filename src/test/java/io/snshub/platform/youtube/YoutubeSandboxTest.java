package io.snshub.platform.youtube;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class YoutubeSandboxTest {
  private static final String TOKEN = "sandbox-youtube-token";
  private static final String INSERT = "/youtube/upload/youtube/v3/videos?part=snippet,status";
  private static final int CHUNK = 262_144;
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
  void a_video_in_chunks_exists_with_its_last_byte() {
    String session = initiate(video("t", "public"));
    int total = CHUNK + 100;

    HttpResponse<String> nothing = put(session, 0, "bytes */" + total);
    assertThat(nothing.statusCode()).isEqualTo(308);
    assertThat(nothing.headers().firstValue("range")).isEmpty();
    HttpResponse<String> first = put(session, CHUNK, "bytes 0-" + (CHUNK - 1) + "/" + total);
    assertThat(first.statusCode()).isEqualTo(308);
    assertThat(first.headers().firstValue("range")).hasValue("bytes=0-" + (CHUNK - 1));
    assertThat(sandbox.created()).isZero();
    HttpResponse<String> last =
        put(session, 100, "bytes " + CHUNK + "-" + (total - 1) + "/" + total);

    assertThat(last.statusCode()).isEqualTo(201);
    assertThat(put(session, 0, "bytes */" + total).body()).isEqualTo(last.body());
    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(sandbox.lastEntry().getString("operation")).isEqualTo("publish");
    assertThat(sandbox.lastEntry().getString("platform_post_id")).isEqualTo(id(last));
    assertThat(sandbox.list("/_sandbox/posts?platform=youtube_shorts")).hasSize(1);
  }

  @Test
  void part_of_a_grain_is_not_stored_and_a_gap_is_not_accepted() {
    String session = initiate(video("t", "public"));

    HttpResponse<String> odd = put(session, CHUNK + 5, "bytes 0-" + (CHUNK + 4) + "/900000");
    assertThat(odd.headers().firstValue("range")).hasValue("bytes=0-" + (CHUNK - 1));
    HttpResponse<String> gap = put(session, 10, "bytes 500000-500009/900000");
    assertThat(gap.headers().firstValue("range")).hasValue("bytes=0-" + (CHUNK - 1));
    assertThat(put(session, 3, "bytes 0-9/900000").statusCode()).isEqualTo(400);
  }

  @Test
  void a_lost_final_answer_is_found_by_asking_the_session() {
    String session = initiate(video("t", "public"));
    sandbox.arm("drop_after", "publish");

    assertThatThrownBy(() -> put(session, 10, "bytes 0-9/10"))
        .isInstanceOf(SandboxClient.NoAnswer.class);

    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(put(session, 0, "bytes */10").statusCode()).isEqualTo(201);
    assertThat(put(session, 10, "bytes 0-9/10").statusCode()).isEqualTo(201);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void last_bytes_that_were_refused_or_cut_before_do_not_count() {
    String session = initiate(video("t", "public"));
    sandbox.arm("status", "publish", "code", 503);
    assertThat(object(put(session, 10, "bytes 0-9/10")).encode()).contains("backendError");
    sandbox.arm("drop_before", "publish");
    assertThatThrownBy(() -> put(session, 10, "bytes 0-9/10"))
        .isInstanceOf(SandboxClient.NoAnswer.class);

    assertThat(put(session, 0, "bytes */10").statusCode()).isEqualTo(308);
    assertThat(sandbox.created()).isZero();
    assertThat(put(session, 10, null).statusCode()).isEqualTo(201);
  }

  @Test
  void an_unknown_session_is_not_found() {
    assertThat(put(sandbox.url(INSERT + "&upload_id=none"), 1, "bytes 0-0/1").statusCode())
        .isEqualTo(404);
  }

  @Test
  void metadata_may_come_zipped() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(video("zipped", "public").encode().getBytes("UTF-8"));
    }
    HttpResponse<String> answer =
        sandbox.send(
            auth(sandbox.to(INSERT + "&uploadType=resumable"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray())));

    String session = answer.headers().firstValue("location").orElseThrow();
    assertThat(put(session, 5, null).body()).contains("\"title\":\"zipped\"");
  }

  @Test
  void metadata_are_checked_before_any_byte() {
    assertThat(refusal(video("", "public"))).contains("invalidTitle");
    assertThat(refusal(video("a < b", "public"))).contains("invalidTitle");
    assertThat(refusal(video("x".repeat(101), "public"))).contains("invalidTitle");
    assertThat(refusal(video("t", "secret"))).contains("forbiddenPrivacySetting");
    JsonObject longText = video("t", "public");
    longText.getJsonObject("snippet").put("description", "é".repeat(2_501));
    assertThat(refusal(longText)).contains("invalidDescription");
  }

  @Test
  void one_request_can_bring_it_all() {
    String body =
        "--b\r\nContent-Type: application/json\r\n\r\n"
            + video("at once", "public").encode()
            + "\r\n--b\r\nContent-Type: video/mp4\r\n\r\n0123456789\r\n--b--\r\n";
    HttpResponse<String> answer =
        sandbox.send(
            auth(sandbox.to(INSERT + "&uploadType=multipart"))
                .header("Content-Type", "multipart/related; boundary=b")
                .POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(200);
    String file = "/youtube/youtube/v3/videos?part=fileDetails&id=" + id(answer);
    await().untilAsserted(() -> assertThat(get(file).body()).contains("\"fileSize\":\"10\""));
  }

  @Test
  void a_private_video_exists_but_is_not_visible_until_it_is_made_public() {
    HttpResponse<String> made = put(initiate(video("p", "private")), 5, null);
    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();

    JsonObject change = video("p", "public").put("id", id(made));
    HttpRequest.Builder update =
        sandbox
            .to("/youtube/youtube/v3/videos?part=status")
            .PUT(BodyPublishers.ofString(change.encode()));
    assertThat(sandbox.send(auth(update)).statusCode()).isEqualTo(200);
    assertThat(sandbox.list("/_sandbox/posts")).hasSize(1);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_video_is_processed_listed_measured_and_deleted() {
    String id = id(put(initiate(video("t", "public")), 5, null));
    String status = "/youtube/youtube/v3/videos?part=status&id=" + id;

    assertThat(get(status).body()).contains("\"uploadStatus\":\"uploaded\"");
    await().until(() -> get(status).body().contains("\"uploadStatus\":\"processed\""));
    assertThat(get("/youtube/youtube/v3/channels?part=contentDetails&mine=true").body())
        .contains(YoutubeSandbox.UPLOADS);
    assertThat(playlist("").body()).contains(id);
    assertThat(get("/youtube/youtube/v3/videos:batchGetStats?part=statistics&id=" + id).body())
        .contains("viewCount");
    assertThat(delete(id).statusCode()).isEqualTo(204);
    assertThat(delete(id).body()).contains("videoNotFound");
    assertThat(object(get(status)).getJsonArray("items")).isEmpty();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_spoilt_video_fails_after_its_upload() {
    sandbox.arm("fail_processing", "any");
    String id = id(put(initiate(video("t", "public")), 5, null));

    await()
        .until(
            () ->
                get("/youtube/youtube/v3/videos?part=status&id=" + id)
                    .body()
                    .contains("\"failureReason\":\"conversion\""));
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void the_uploads_come_newest_first_in_pages() {
    for (int i = 0; i < 3; i++) {
      put(initiate(video("v" + i, "public")), 5, null);
    }
    JsonObject page = object(playlist("&maxResults=2"));

    assertThat(
            page.getJsonArray("items").getJsonObject(0).getJsonObject("snippet").getString("title"))
        .isEqualTo("v2");
    assertThat(
            object(playlist("&maxResults=2&pageToken=" + page.getString("nextPageToken")))
                .getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void a_large_chunk_is_counted_and_not_kept() {
    String session = initiate(video("large", "public"));
    int size = 48 * 1024 * 1024;

    assertThat(put(session, size, "bytes 0-" + (size - 1) + "/" + size).statusCode())
        .isEqualTo(201);
  }

  @Test
  void tokens_are_checked_expired_and_refreshed() {
    assertThat(sandbox.get("/youtube/youtube/v3/channels?part=id&mine=true").body())
        .contains("\"reason\":\"required\"");
    sandbox.arm("expire_token", "lookup");
    assertThat(get("/youtube/youtube/v3/channels?part=id&mine=true").body())
        .contains("\"reason\":\"authError\"");

    HttpResponse<String> grant = token("sandbox-youtube-refresh", "sandbox-secret");
    assertThat(object(grant).containsKey("refresh_token")).isFalse();
    String channels = "/youtube/youtube/v3/channels?part=id&mine=true&access_token=";
    assertThat(sandbox.get(channels + object(grant).getString("access_token")).statusCode())
        .isEqualTo(200);
    assertThat(token("wrong", "sandbox-secret").body()).contains("invalid_grant");
    assertThat(token("sandbox-youtube-refresh", "wrong").body()).contains("invalid_client");
  }

  @Test
  void a_rate_limit_fault_names_its_reason() {
    sandbox.arm("rate_limit", "upload", "retry_after", 5);
    assertThat(refusal(video("t", "public"))).contains("userRateLimitExceeded");
    sandbox.arm("rate_limit", "upload", "retry_after", 80_000);
    assertThat(refusal(video("t", "public"))).contains("RESOURCE_EXHAUSTED");
  }

  private static JsonObject video(String title, String privacy) {
    return new JsonObject()
        .put("snippet", new JsonObject().put("title", title).put("categoryId", "22"))
        .put("status", new JsonObject().put("privacyStatus", privacy));
  }

  private static HttpResponse<String> begin(JsonObject video) {
    return sandbox.send(auth(sandbox.json(INSERT + "&uploadType=resumable", video)));
  }

  private static String initiate(JsonObject video) {
    return begin(video).headers().firstValue("location").orElseThrow();
  }

  private static String refusal(JsonObject video) {
    HttpResponse<String> answer = begin(video);
    assertThat(answer.statusCode()).isBetween(400, 499);
    return answer.body();
  }

  private static HttpResponse<String> put(String session, int size, String range) {
    HttpRequest.Builder put =
        auth(sandbox.to(session)).PUT(BodyPublishers.ofByteArray(new byte[size]));
    return sandbox.send(range == null ? put : put.header("Content-Range", range));
  }

  private static HttpResponse<String> get(String path) {
    return sandbox.send(auth(sandbox.to(path).GET()));
  }

  private static HttpResponse<String> playlist(String more) {
    return get(
        "/youtube/youtube/v3/playlistItems?part=snippet,contentDetails&playlistId="
            + YoutubeSandbox.UPLOADS
            + more);
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(auth(sandbox.to("/youtube/youtube/v3/videos?id=" + id).DELETE()));
  }

  private static HttpResponse<String> token(String refresh, String secret) {
    return sandbox.postForm(
        "/youtube/token",
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            refresh,
            "client_id",
            "sandbox-client",
            "client_secret",
            secret));
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  private static String id(HttpResponse<String> answer) {
    return object(answer).getString("id");
  }
}
