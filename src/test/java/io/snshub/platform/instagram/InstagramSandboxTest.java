package io.snshub.platform.instagram;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstagramSandboxTest {
  private static final String TOKEN = "sandbox-instagram-token";
  private static final String USER = "/instagram/v25.0/" + InstagramSandbox.ACCOUNT;
  private static final String IMAGE = "https://cdn.example.com/a.jpg";
  private static final String VIDEO = "https://cdn.example.com/a.mp4";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new InstagramSandbox());
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
  void an_image_is_contained_published_read_listed_measured_and_deleted() {
    String container = container(Map.of("image_url", IMAGE, "caption", "hello"));
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    String id = publishWhenReady(container);

    assertThat(id).isNotEqualTo(container);
    assertThat(state(container)).isEqualTo("PUBLISHED");
    JsonObject post = sandbox.list("/_sandbox/posts").getJsonObject(0);
    assertThat(post.getString("content")).isEqualTo("hello");
    assertThat(post.getJsonArray("media")).containsExactly(IMAGE);
    JsonObject read = object(get("/instagram/" + id + "?fields=caption,permalink,media_type"));
    assertThat(read.getString("caption")).isEqualTo("hello");
    assertThat(read.getString("permalink")).isEqualTo(post.getString("permalink"));
    assertThat(data(USER + "/media?fields=id,caption")).hasSize(1);
    assertThat(data("/instagram/" + id + "/insights?metric=reach,likes")).hasSize(2);
    assertThat(object(delete(id)).getString("deleted_id")).isEqualTo(id);
    assertThat(error(delete(id)).getInteger("error_subcode")).isEqualTo(33);
    assertThat(data(USER + "/media")).isEmpty();
  }

  @Test
  void a_container_publishes_once_and_not_before_it_is_finished() {
    sandbox.arm("slow_processing", "any", "ms", 300);
    String container = container(Map.of("image_url", IMAGE));

    assertThat(error(publish(container)).getInteger("error_subcode")).isEqualTo(2207027);
    publishWhenReady(container);
    assertThat(error(publish(container)).getInteger("code")).isEqualTo(100);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void media_that_fail_to_process_end_in_error() {
    sandbox.arm("fail_processing", "any");
    String container = container(Map.of("media_type", "REELS", "video_url", VIDEO));

    await().until(() -> state(container).equals("ERROR"));
    assertThat(error(publish(container)).getInteger("error_subcode")).isEqualTo(2207032);
  }

  @Test
  void a_carousel_has_two_to_ten_children() {
    String one = container(Map.of("image_url", IMAGE, "is_carousel_item", "true"));
    String two =
        container(Map.of("media_type", "VIDEO", "video_url", VIDEO, "is_carousel_item", "true"));

    assertThat(
            error(create(Map.of("media_type", "CAROUSEL", "children", one)))
                .getInteger("error_subcode"))
        .isEqualTo(2207028);
    String parent =
        container(Map.of("media_type", "CAROUSEL", "children", one + "," + two, "caption", "both"));
    String id = publishWhenReady(parent);

    JsonObject read = object(get("/instagram/" + id + "?fields=media_type,children{id}"));
    assertThat(read.getString("media_type")).isEqualTo("CAROUSEL_ALBUM");
    assertThat(read.getJsonObject("children").getJsonArray("data")).hasSize(2);
    assertThat(error(publish(one)).getInteger("code")).isEqualTo(100);
  }

  @Test
  void a_story_is_listed_among_stories_only() {
    publishWhenReady(container(Map.of("media_type", "STORIES", "image_url", IMAGE)));

    assertThat(data(USER + "/media")).isEmpty();
    assertThat(data(USER + "/stories")).hasSize(1);
  }

  @Test
  void media_from_elsewhere_and_wrong_parameters_are_refused() {
    assertThat(
            error(create(Map.of("image_url", "https://elsewhere.test/a.jpg")))
                .getInteger("error_subcode"))
        .isEqualTo(2207052);
    assertThat(create(Map.of("image_url", sandbox.url("/_sandbox/media/a.jpg"))).statusCode())
        .isEqualTo(200);
    assertThat(error(create(Map.of("caption", "only text"))).getInteger("code")).isEqualTo(100);
    assertThat(
            error(create(Map.of("image_url", IMAGE, "caption", "x".repeat(2_201))))
                .getInteger("error_subcode"))
        .isEqualTo(2207010);
    assertThat(
            error(create(Map.of("image_url", IMAGE, "caption", "#a ".repeat(31))))
                .getInteger("error_subcode"))
        .isEqualTo(2207040);
    assertThat(
            error(create(Map.of("media_type", "VIDEO", "video_url", VIDEO)))
                .getInteger("error_subcode"))
        .isEqualTo(2207023);
  }

  @Test
  void bytes_can_be_brought_by_a_resumable_upload() {
    HttpResponse<String> answer =
        create(Map.of("media_type", "REELS", "upload_type", "resumable", "caption", "r"));
    String uri = object(answer).getString("uri");

    HttpResponse<String> upload =
        sandbox.send(
            sandbox
                .to(uri)
                .header("Authorization", "OAuth " + TOKEN)
                .header("offset", "0")
                .header("file_size", "1000")
                .POST(BodyPublishers.ofByteArray(new byte[1_000])));

    assertThat(object(upload).getBoolean("success")).isTrue();
    publishWhenReady(object(answer).getString("id"));
  }

  @Test
  void a_list_is_paged_and_bounded_by_time() {
    for (int i = 0; i < 3; i++) {
      publishWhenReady(container(Map.of("image_url", IMAGE, "caption", "c" + i)));
    }
    JsonObject page = object(get(USER + "/media?fields=caption&limit=2"));
    String next = page.getJsonObject("paging").getString("next");
    long now = System.currentTimeMillis() / 1000;

    assertThat(page.getJsonArray("data").getJsonObject(0).getString("caption")).isEqualTo("c2");
    assertThat(object(get(next)).getJsonArray("data")).hasSize(1);
    assertThat(data(USER + "/media?since=" + (now + 60))).isEmpty();
    assertThat(data(USER + "/media?until=" + (now - 60))).isEmpty();
    assertThat(data(USER + "/content_publishing_limit?fields=quota_usage,config").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("quota_usage", 3)
                .put(
                    "config",
                    new JsonObject().put("quota_total", 1_000_000).put("quota_duration", 86_400)));
  }

  @Test
  void an_expired_token_has_code_190_and_needs_another() {
    sandbox.arm("expire_token", "any");
    assertThat(error(create(Map.of("image_url", IMAGE))).getInteger("error_subcode"))
        .isEqualTo(463);
    assertThat(error(get(USER)).getInteger("code")).isEqualTo(190);
    assertThat(error(refresh(TOKEN)).getInteger("code")).isEqualTo(190);

    String fresh = object(refresh("sandbox-instagram-refresh")).getString("access_token");
    assertThat(sandbox.get(USER + "?access_token=" + fresh).statusCode()).isEqualTo(200);
    sandbox.clearFaults();
    assertThat(object(refresh(TOKEN)).getString("token_type")).isEqualTo("bearer");
    assertThat(sandbox.get(USER).statusCode()).isEqualTo(400);
  }

  @Test
  void a_code_is_exchanged_in_both_login_families() {
    Map<String, String> form =
        Map.of(
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret",
            "code", "sandbox-code",
            "grant_type", "authorization_code",
            "redirect_uri", "http://localhost/back");

    HttpResponse<String> answer = sandbox.postForm("/instagram/oauth/access_token", form);
    assertThat(object(answer).getLong("user_id")).isEqualTo(17841400000000001L);
    String shortLived = object(answer).getString("access_token");
    assertThat(
            object(
                    sandbox.get(
                        "/instagram/access_token?grant_type=ig_exchange_token"
                            + "&client_secret=sandbox-secret&access_token="
                            + shortLived))
                .getLong("expires_in"))
        .isEqualTo(5_183_944L);
    assertThat(
            sandbox
                .get(
                    "/instagram/v25.0/oauth/access_token?client_id=sandbox-client"
                        + "&client_secret=sandbox-secret&code=wrong")
                .statusCode())
        .isEqualTo(400);
    assertThat(object(get("/instagram/me?fields=user_id,username")).getString("user_id"))
        .isEqualTo(InstagramSandbox.ACCOUNT);
  }

  @Test
  void faults_speak_the_graph_api() {
    String container = container(Map.of("image_url", IMAGE));
    await().until(() -> state(container).equals("FINISHED"));

    sandbox.arm("rate_limit", "publish", "retry_after", 120);
    HttpResponse<String> limited = publish(container);
    assertThat(error(limited).getInteger("code")).isEqualTo(80002);
    assertThat(limited.headers().firstValue("x-business-use-case-usage").orElse(""))
        .contains("\"estimated_time_to_regain_access\":2");

    sandbox.arm("status", "publish", "code", 500);
    assertThat(error(publish(container)).getInteger("code")).isEqualTo(2);
    sandbox.arm("drop_before", "publish");
    assertThatThrownBy(() -> publish(container)).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(state(container)).isEqualTo("FINISHED");
    sandbox.arm("drop_after", "publish");
    assertThatThrownBy(() -> publish(container)).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(state(container)).isEqualTo("PUBLISHED");
    assertThat(sandbox.created()).isEqualTo(1);
  }

  private static String container(Map<String, String> fields) {
    HttpResponse<String> answer = create(fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getString("id");
  }

  private static HttpResponse<String> create(Map<String, String> fields) {
    return post(USER + "/media", fields);
  }

  private static HttpResponse<String> publish(String container) {
    return post(USER + "/media_publish", Map.of("creation_id", container));
  }

  private static String publishWhenReady(String container) {
    await().until(() -> state(container).equals("FINISHED"));
    return object(publish(container)).getString("id");
  }

  private static String state(String container) {
    return object(get("/instagram/v25.0/" + container + "?fields=status_code"))
        .getString("status_code");
  }

  private static HttpResponse<String> refresh(String token) {
    return sandbox.get(
        "/instagram/refresh_access_token?grant_type=ig_refresh_token&access_token=" + token);
  }

  private static HttpResponse<String> post(String path, Map<String, String> fields) {
    return sandbox.send(
        sandbox
            .to(path)
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(SandboxClient.form(fields)));
  }

  private static HttpResponse<String> get(String path) {
    String encoded = path.replace("{", "%7B").replace("}", "%7D");
    return sandbox.send(sandbox.to(encoded).header("Authorization", "Bearer " + TOKEN).GET());
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(sandbox.to("/instagram/v25.0/" + id + "?access_token=" + TOKEN).DELETE());
  }

  private static JsonArray data(String path) {
    return object(get(path)).getJsonArray("data");
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return object(answer).getJsonObject("error");
  }
}
