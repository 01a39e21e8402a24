package io.snshub.platform.threads;

import static io.snshub.platform.threads.ThreadsWorld.IMAGE;
import static io.snshub.platform.threads.ThreadsWorld.TOKEN;
import static io.snshub.platform.threads.ThreadsWorld.VIDEO;
import static io.snshub.platform.threads.ThreadsWorld.error;
import static io.snshub.platform.threads.ThreadsWorld.subcode;
import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishing, from the container to the deletion. */
class ThreadsSandboxTest {
  private static ThreadsWorld world;
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    world = new ThreadsWorld(false);
    sandbox = world.sandbox;
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void a_text_is_contained_published_read_listed_measured_and_deleted() {
    String container = world.container("media_type", "TEXT", "text", "hello #World now");
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    assertThat(world.state(container)).isEqualTo("FINISHED");
    String id = object(world.publish(container)).getString("id");

    assertThat(id).isNotEqualTo(container).matches("18\\d{15,16}");
    assertThat(world.state(container)).isEqualTo("PUBLISHED");
    JsonObject post = sandbox.list("/_sandbox/posts").getJsonObject(0);
    assertThat(post.getString("content")).isEqualTo("hello #World now");
    JsonObject read =
        world.read(
            id,
            "id,text,media_type,media_product_type,permalink,shortcode,owner,topic_tag,is_reply");
    assertThat(read.getString("media_type")).isEqualTo("TEXT_POST");
    assertThat(read.getString("media_product_type")).isEqualTo("THREADS");
    assertThat(read.getString("topic_tag")).isEqualTo("World");
    assertThat(read.getString("permalink"))
        .isEqualTo(post.getString("permalink"))
        .isEqualTo("https://www.threads.net/@sandbox/post/" + read.getString("shortcode"));
    assertThat(read.getJsonObject("owner").getString("id")).isEqualTo(ThreadsSandbox.ACCOUNT);
    assertThat(read.getBoolean("is_reply")).isFalse();
    assertThat(world.data("/me/threads?fields=id,text")).hasSize(1);
    assertThat(world.data("/" + id + "/insights?metric=views,likes")).hasSize(2);
    assertThat(object(world.delete(id)))
        .isEqualTo(new JsonObject().put("success", true).put("deleted_id", id));
    assertThat(subcode(world.delete(id))).isEqualTo(4279009);
    assertThat(world.data("/me/threads")).isEmpty();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_container_publishes_once_and_not_before_it_is_finished() {
    String container =
        object(world.create("media_type", "VIDEO", "video_url", VIDEO)).getString("id");

    assertThat(world.state(container)).isEqualTo("IN_PROGRESS");
    assertThat(subcode(world.publish(container))).isEqualTo(4279009);
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.publish(container).statusCode()).isEqualTo(200);
    assertThat(error(world.publish(container)).getString("message"))
        .isEqualTo("Container has already been published");
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_switch_lets_a_published_container_go_up_twice() {
    world.turn("refuses_second_publish", false);
    String container = world.container("media_type", "TEXT", "text", "t");

    world.publish(container);
    world.publish(container);

    assertThat(sandbox.created()).isEqualTo(2);
  }

  @Test
  void a_container_is_gone_after_a_day() {
    String container = world.container("media_type", "TEXT", "text", "t");
    world.clock.advance(Duration.ofHours(24));

    assertThat(world.state(container)).isEqualTo("EXPIRED");
    assertThat(subcode(world.publish(container))).isEqualTo(4279009);
  }

  @Test
  void media_that_fail_end_in_an_error_with_its_word() {
    String missing =
        world.container("media_type", "VIDEO", "video_url", "https://elsewhere.test/a.mp4");
    sandbox.arm("fail_processing", "any");
    String broken = world.container("media_type", "VIDEO", "video_url", VIDEO);

    assertThat(world.read(missing, "status,error_message").getString("error_message"))
        .isEqualTo("FAILED_DOWNLOADING_VIDEO");
    assertThat(world.read(broken, "status,error_message").getString("error_message"))
        .isEqualTo("FAILED_PROCESSING_VIDEO");
    assertThat(world.state(broken)).isEqualTo("ERROR");
    assertThat(subcode(world.publish(broken))).isEqualTo(4279009);
    assertThat(
            subcode(
                world.create("media_type", "IMAGE", "image_url", "https://elsewhere.test/a.jpg")))
        .isEqualTo(2207052);
  }

  @Test
  void a_carousel_has_two_to_twenty_finished_parts() {
    String one = world.container("image_url", IMAGE, "is_carousel_item", "true");
    String two =
        world.container("media_type", "VIDEO", "video_url", VIDEO, "is_carousel_item", "true");
    String alone = world.container("media_type", "IMAGE", "image_url", IMAGE);
    String fresh =
        object(world.create("video_url", VIDEO, "is_carousel_item", "true")).getString("id");

    HttpResponse<String> wrong = carousel(one + "," + alone + "," + fresh + ",123");
    assertThat(subcode(wrong)).isEqualTo(4279004);
    assertThat(error(wrong).getString("error_user_msg")).contains(alone, fresh, "123");
    assertThat(carousel(one).statusCode()).isEqualTo(400);
    assertThat(carousel((one + ",").repeat(21)).statusCode()).isEqualTo(400);
    assertThat(world.publish(one).statusCode()).isEqualTo(400);

    String id = world.up("media_type", "CAROUSEL", "children", one + "," + two, "text", "both");
    JsonObject read = world.read(id, "media_type,children{id,media_type},text");
    assertThat(read.getString("media_type")).isEqualTo("CAROUSEL_ALBUM");
    JsonObject first = read.getJsonObject("children").getJsonArray("data").getJsonObject(0);
    assertThat(first.getString("id")).isNotEqualTo(one);
    assertThat(world.read(first.getString("id"), "media_type,media_url").getString("media_url"))
        .isEqualTo(IMAGE);
    assertThat(world.data("/me/threads")).hasSize(1);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void text_can_go_up_with_one_call() {
    String id =
        object(world.create("media_type", "TEXT", "text", "at once", "auto_publish_text", "true"))
            .getString("id");

    assertThat(world.read(id, "text").getString("text")).isEqualTo("at once");
    assertThat(sandbox.lastEntry().getString("operation")).isEqualTo("publish");
    assertThat(error(world.get("/threads/v1.0/" + id + "?fields=status")).getString("message"))
        .isEqualTo("Tried accessing nonexisting field (status)");
  }

  @Test
  void what_was_attached_is_read_back() {
    String id =
        world.up(
            "media_type", "TEXT",
            "text", "see https://example.com/in-text",
            "link_attachment", "https://example.com/card",
            "topic_tag", "Tea time",
            "reply_control", "mentioned_only",
            "poll_attachment", "{\"option_a\":\"yes\",\"option_b\":\"no\"}");
    JsonObject read =
        world.read(
            id,
            "link_attachment_url,topic_tag,reply_audience,"
                + "poll_attachment{option_a,option_b_votes_percentage}");

    assertThat(read.getString("link_attachment_url")).isEqualTo("https://example.com/card");
    assertThat(read.getString("topic_tag")).isEqualTo("Tea time");
    assertThat(read.getString("reply_audience")).isEqualTo("MENTIONED_ONLY");
    assertThat(read.getJsonObject("poll_attachment").getString("option_a")).isEqualTo("yes");
    String picture =
        world.up("media_type", "IMAGE", "image_url", IMAGE, "alt_text", "a cat", "text", "");
    assertThat(world.read(picture, "alt_text,text"))
        .isEqualTo(new JsonObject().put("alt_text", "a cat").put("id", picture));
    String quote = world.up("media_type", "TEXT", "text", "q", "quote_post_id", id);
    assertThat(world.read(quote, "is_quote_post,quoted_post").getJsonObject("quoted_post"))
        .isEqualTo(new JsonObject().put("id", id));
  }

  @Test
  void a_repost_is_listed_and_has_no_counters() {
    String id = world.up("media_type", "TEXT", "text", "t");
    String repost = object(world.post("/threads/" + id + "/repost")).getString("id");

    assertThat(world.read(repost, "media_type,reposted_post").getString("media_type"))
        .isEqualTo("REPOST_FACADE");
    assertThat(world.data("/me/threads")).hasSize(2);
    assertThat(world.data("/" + repost + "/insights?metric=views")).isEmpty();
    assertThat(subcode(world.post("/threads/999/repost"))).isEqualTo(4279009);
  }

  @Test
  void an_expired_token_has_code_190() {
    sandbox.arm("expire_token", "any");

    HttpResponse<String> refused = world.create("media_type", "TEXT", "text", "t");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(subcode(refused)).isEqualTo(463);
    assertThat(error(world.get("/threads/me")).getInteger("code")).isEqualTo(190);
    world.turn("token_errors_are_401", true);
    assertThat(world.get("/threads/me").statusCode()).isEqualTo(401);
    sandbox.clearFaults();
    assertThat(world.get("/threads/me").statusCode()).isEqualTo(200);
    assertThat(error(sandbox.get("/threads/me")).getInteger("code")).isEqualTo(104);
    assertThat(sandbox.get("/threads/me?access_token=" + TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  void faults_speak_the_threads_api() {
    String container = world.container("media_type", "TEXT", "text", "t");

    sandbox.arm("rate_limit", "publish", "retry_after", 120);
    HttpResponse<String> limited = world.publish(container);
    assertThat(error(limited).getInteger("code")).isEqualTo(613);
    assertThat(limited.headers().firstValue("retry-after")).isEmpty();
    world.turn("usage_headers", true);
    sandbox.arm("rate_limit", "publish", "retry_after", 120);
    assertThat(
            world.publish(container).headers().firstValue("x-business-use-case-usage").orElse(""))
        .contains("\"estimated_time_to_regain_access\":2");

    sandbox.arm("status", "publish", "code", 500);
    assertThat(error(world.publish(container)).getBoolean("is_transient")).isTrue();
    sandbox.arm("drop_before", "publish");
    assertThatThrownBy(() -> world.publish(container)).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(world.state(container)).isEqualTo("FINISHED");
    sandbox.arm("drop_after", "publish");
    assertThatThrownBy(() -> world.publish(container)).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(world.state(container)).isEqualTo("PUBLISHED");
    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(error(world.get("/threads/v1.0/a/b/c")).getInteger("code")).isEqualTo(2500);
  }

  @Test
  void switches_hide_what_is_fresh() {
    world.turn("fresh_containers_hide", true);
    world.turn("published_state_lags", true);
    world.turn("lists_lag", true);
    String container = world.container("media_type", "TEXT", "text", "t");

    assertThat(subcode(world.publish(container))).isEqualTo(4279009);
    assertThat(subcode(world.get("/threads/" + container))).isEqualTo(33);
    world.clock.advance(Duration.ofSeconds(2));
    assertThat(world.publish(container).statusCode()).isEqualTo(200);
    assertThat(world.state(container)).isEqualTo("FINISHED");
    assertThat(world.data("/me/threads")).isEmpty();
    world.clock.advance(Duration.ofSeconds(3));
    assertThat(world.state(container)).isEqualTo("PUBLISHED");
    assertThat(world.data("/me/threads")).hasSize(1);
  }

  private static HttpResponse<String> carousel(String children) {
    return world.create("media_type", "CAROUSEL", "children", children);
  }
}
