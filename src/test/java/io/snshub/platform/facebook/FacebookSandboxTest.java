package io.snshub.platform.facebook;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.platform.Answers;
import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacebookSandboxTest {
  private static final String TOKEN = "sandbox-facebook-token";
  private static final String PAGE = "/facebook/v26.0/" + FacebookSandbox.PAGE;
  private static final String IMAGE = "https://cdn.example.com/a.jpg";
  private static final String VIDEO = "https://cdn.example.com/a.mp4";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new FacebookSandbox());
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
  void a_text_is_published_read_listed_edited_measured_and_deleted() {
    String id = text("hello 🌍");

    assertThat(id).startsWith(FacebookSandbox.PAGE + "_");
    JsonObject shown = sandbox.list("/_sandbox/posts").getJsonObject(0);
    assertThat(shown.getString("platform_post_id")).isEqualTo(id);
    assertThat(shown.getString("content")).isEqualTo("hello 🌍");
    JsonObject read =
        node(id, "message,permalink_url,status_type,is_published,application{id},from");
    assertThat(read.getString("message")).isEqualTo("hello 🌍");
    assertThat(read.getString("permalink_url")).isEqualTo(shown.getString("permalink"));
    assertThat(read.getJsonObject("application").getString("id")).isEqualTo("sandbox-client");
    assertThat(read.getString("id")).isEqualTo(id);
    assertThat(data(PAGE + "/published_posts?fields=id,message")).hasSize(1);
    assertThat(object(post("/facebook/" + id, Map.of("message", "changed"))))
        .isEqualTo(new JsonObject().put("success", true));
    assertThat(node(id, "message").getString("message")).isEqualTo("changed");
    assertThat(data("/facebook/" + id + "/insights?metric=post_media_view,post_clicks")).hasSize(2);
    JsonObject counted =
        node(id, "shares,comments.limit(0).summary(true),reactions.limit(0).summary(true)");
    assertThat(counted.getJsonObject("comments").getJsonObject("summary").getInteger("total_count"))
        .isNotNull();
    assertThat(object(delete(id)).getBoolean("success")).isTrue();
    assertThat(error(delete(id)).getInteger("error_subcode")).isEqualTo(33);
    assertThat(data(PAGE + "/feed")).isEmpty();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void the_same_words_cant_follow_one_another() {
    text("same");
    HttpResponse<String> again = post(PAGE + "/feed", Map.of("message", "same"));

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(error(again).getInteger("code")).isEqualTo(506);
    text("other");
    text("same");
    assertThat(sandbox.created()).isEqualTo(3);
  }

  @Test
  void a_link_is_shown_and_a_bad_one_refused() {
    String id =
        object(post(PAGE + "/feed", Map.of("link", "https://example.org/a"))).getString("id");

    JsonObject read = node(id, "status_type,attachments{media_type,unshimmed_url}");
    assertThat(read.getString("status_type")).isEqualTo("shared_story");
    assertThat(attachment(read).getString("unshimmed_url")).isEqualTo("https://example.org/a");
    assertThat(subcode(post(PAGE + "/feed", Map.of("link", "nowhere")))).isEqualTo(2061006);
    assertThat(subcode(post(PAGE + "/feed", Map.of("link", "https://www.facebook.com/x"))))
        .isEqualTo(1609008);
    assertThat(subcode(post(PAGE + "/feed", Map.of("link", "https://nobody.invalid/x"))))
        .isEqualTo(1609005);
    assertThat(subcode(post(PAGE + "/feed", Map.of()))).isEqualTo(1349125);
  }

  @Test
  void text_has_a_limit() {
    assertThat(post(PAGE + "/feed", Map.of("message", "é".repeat(63_206))).statusCode())
        .isEqualTo(200);
    assertThat(
            error(post(PAGE + "/feed", Map.of("message", "é".repeat(63_207)))).getInteger("code"))
        .isEqualTo(100);
  }

  @Test
  void pictures_wait_unseen_until_one_post_takes_them_up() {
    String one = photo(Map.of("url", IMAGE, "published", "false", "alt_text_custom", "a cat"));
    String two = photo(Map.of("url", IMAGE, "published", "false"));
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    assertThat(node(one, "alt_text_custom,page_story_id").encode())
        .isEqualTo("{\"alt_text_custom\":\"a cat\",\"id\":\"" + one + "\"}");

    Map<String, String> form = new LinkedHashMap<>();
    form.put("message", "trip");
    form.put("attached_media[0]", "{\"media_fbid\":\"" + one + "\"}");
    form.put("attached_media[1]", "{\"media_fbid\":\"" + two + "\"}");
    String id = object(post(PAGE + "/feed", form)).getString("id");

    assertThat(node(one, "page_story_id").getString("page_story_id")).isEqualTo(id);
    JsonArray parts =
        attachment(node(id, "attachments{media_type,subattachments{target{id}}}"))
            .getJsonObject("subattachments")
            .getJsonArray("data");
    assertThat(parts.getJsonObject(1).getJsonObject("target").getString("id")).isEqualTo(two);
    assertThat(subcode(post(PAGE + "/feed", form))).isEqualTo(1366051);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_list_of_pictures_comes_as_json_too() {
    String one = photo(Map.of("url", IMAGE, "published", "false"));
    JsonObject body =
        new JsonObject()
            .put("message", "json")
            .put("attached_media", new JsonArray().add(new JsonObject().put("media_fbid", one)));

    HttpResponse<String> answer =
        sandbox.send(sandbox.json(PAGE + "/feed?access_token=" + TOKEN, body));

    String id = object(answer).getString("id");
    JsonObject target = attachment(node(id, "attachments{target{id}}")).getJsonObject("target");
    assertThat(target.getString("id")).isEqualTo(one);
  }

  @Test
  void a_picture_alone_is_a_post_of_its_own() {
    JsonObject up = object(post(PAGE + "/photos", Map.of("url", IMAGE, "caption", "one")));

    assertThat(up.getString("post_id")).startsWith(FacebookSandbox.PAGE + "_");
    assertThat(node(up.getString("post_id"), "message").getString("message")).isEqualTo("one");
    assertThat(data(PAGE + "/photos?type=uploaded&fields=id,name")).hasSize(1);
    assertThat(subcode(post(PAGE + "/photos", Map.of("url", "https://elsewhere.test/a.jpg"))))
        .isEqualTo(2069019);
    assertThat(subcode(post(PAGE + "/photos", Map.of("url", VIDEO)))).isEqualTo(1366046);
    assertThat(object(delete(up.getString("id"))).getBoolean("success")).isTrue();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_picture_comes_as_a_file_and_not_too_large() {
    assertThat(upload("/photos", Map.of("published", "false"), "source", "image/jpeg", 900_000))
        .satisfies(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
    assertThat(subcode(upload("/photos", Map.of(), "source", "image/png", (10 << 20) + 1)))
        .isEqualTo(1366046);
    assertThat(subcode(upload("/photos", Map.of(), "source", "image/png", 0))).isEqualTo(2069019);
  }

  @Test
  void a_video_comes_whole_and_larger_than_memory_would_like() {
    HttpResponse<String> answer =
        upload("/videos", Map.of("description", "big"), "source", "video/mp4", 24 << 20);

    String id = object(answer).getString("id");
    assertThat(node(id, "status").getJsonObject("status").getString("video_status"))
        .isIn("processing", "ready");
    await().until(() -> phase(id, "publishing_phase", "publish_status").equals("published"));
    JsonObject read = node(id, "post_id,permalink_url,published,description");
    assertThat(read.getBoolean("published")).isTrue();
    assertThat(read.getString("permalink_url")).isEqualTo("/100000000000001/videos/" + id + "/");
    assertThat(data(PAGE + "/videos?fields=id,description")).hasSize(1);
    String postId = FacebookSandbox.PAGE + "_" + read.getString("post_id");
    assertThat(node(postId, "status_type").getString("status_type")).isEqualTo("added_video");
    assertThat(object(delete(id)).getBoolean("success")).isTrue();
    assertThat(subcode(sandbox.send(asPage(postId + "?fields=id").GET()))).isEqualTo(33);
  }

  @Test
  void a_video_comes_in_pieces_each_at_its_place() {
    JsonObject begun =
        object(post(PAGE + "/videos", Map.of("upload_phase", "start", "file_size", "9000000")));
    String session = begun.getString("upload_session_id");
    assertThat(begun.getString("start_offset")).isEqualTo("0");
    assertThat(begun.getString("end_offset")).isEqualTo("8388608");
    Map<String, String> first =
        Map.of("upload_phase", "transfer", "upload_session_id", session, "start_offset", "0");

    JsonObject more = object(piece(first, 8_388_608));
    assertThat(more.getString("start_offset")).isEqualTo("8388608");
    assertThat(more.getString("end_offset")).isEqualTo("9000000");
    JsonObject wrong = error(piece(first, 8_388_608));
    assertThat(wrong.getInteger("error_subcode")).isEqualTo(1363037);
    assertThat(wrong.getJsonObject("error_data").getString("start_offset")).isEqualTo("8388608");
    Map<String, String> finish =
        Map.of("upload_phase", "finish", "upload_session_id", session, "description", "d");
    assertThat(subcode(post(PAGE + "/videos", finish))).isEqualTo(1363037);
    JsonObject last =
        object(
            piece(
                Map.of(
                    "upload_phase", "transfer",
                    "upload_session_id", session,
                    "start_offset", "8388608"),
                611_392));
    assertThat(last.getString("start_offset")).isEqualTo(last.getString("end_offset"));
    String id = begun.getString("video_id");
    assertThat(phase(id, "publishing_phase", "status")).isEqualTo("not_started");
    assertThat(sandbox.created()).isZero();

    assertThat(object(post(PAGE + "/videos", finish)).getBoolean("success")).isTrue();
    assertThat(error(post(PAGE + "/videos", finish)).getInteger("code")).isEqualTo(6000);
    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(sandbox.list("/_sandbox/posts").getJsonObject(0).getString("platform_post_id"))
        .isEqualTo(id);
  }

  @Test
  void a_video_comes_by_address_or_by_handle() {
    assertThat(object(post(PAGE + "/videos", Map.of("file_url", VIDEO))).getString("id"))
        .isNotNull();
    assertThat(
            error(post(PAGE + "/videos", Map.of("file_url", "https://elsewhere.test/a.mp4")))
                .getInteger("code"))
        .isEqualTo(389);
    assertThat(error(post(PAGE + "/videos", Map.of("file_url", IMAGE))).getInteger("code"))
        .isEqualTo(6000);
    String session =
        object(
                post(
                    "/facebook/v26.0/sandbox-client/uploads",
                    Map.of("file_name", "a.mp4", "file_length", "1000", "file_type", "video/mp4")))
            .getString("id");
    HttpRequest.Builder bytes =
        sandbox
            .to("/facebook/v26.0/" + session)
            .header("Authorization", "OAuth " + TOKEN)
            .header("file_offset", "0")
            .POST(BodyPublishers.ofByteArray(new byte[1_000]));
    String handle = object(sandbox.send(bytes)).getString("h");
    assertThat(
            object(post(PAGE + "/videos", Map.of("fbuploader_video_file_chunk", handle)))
                .getString("id"))
        .isNotNull();
    assertThat(subcode(post(PAGE + "/videos", Map.of("fbuploader_video_file_chunk", "4::no"))))
        .isEqualTo(2061006);
  }

  @Test
  void a_video_that_fails_to_process_is_never_seen() {
    sandbox.arm("fail_processing", "any");
    String id =
        object(post(PAGE + "/videos", Map.of("file_url", VIDEO, "description", "x")))
            .getString("id");

    await().until(() -> status(id).getString("video_status").equals("error"));
    assertThat(phase(id, "publishing_phase", "publish_status")).isEqualTo("error");
    assertThat(sandbox.created()).isZero();
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_reel_is_started_uploaded_and_finished() {
    JsonObject begun = object(post(PAGE + "/video_reels", Map.of("upload_phase", "START")));
    String id = begun.getString("video_id");
    Map<String, String> finish =
        Map.of(
            "upload_phase", "finish",
            "video_id", id,
            "video_state", "PUBLISHED",
            "description", "reel");
    assertThat(subcode(post(PAGE + "/video_reels", finish))).isEqualTo(1363130);

    JsonObject sent = object(sandbox.send(raw(begun, "0", 5_000, "5000")));
    assertThat(sent.getBoolean("success")).isTrue();
    assertThat(status(id).getString("video_status")).isEqualTo("upload_complete");
    assertThat(object(post(PAGE + "/video_reels", finish)).getBoolean("success")).isTrue();

    await().until(() -> status(id).getString("video_status").equals("ready"));
    assertThat(node(id, "permalink_url").getString("permalink_url")).isEqualTo("/reel/" + id + "/");
    assertThat(data(PAGE + "/video_reels")).hasSize(1);
    assertThat(data(PAGE + "/published_posts")).isEmpty();
    assertThat(data("/facebook/" + id + "/video_insights?metric=blue_reels_play_count")).hasSize(1);
  }

  @Test
  void the_upload_host_names_its_own_errors() {
    JsonObject begun = object(post(PAGE + "/video_reels", Map.of("upload_phase", "start")));

    assertThat(debug(sandbox.send(raw(begun, "7", 10, "10")))).isEqualTo("OffsetInvalidError");
    assertThat(debug(sandbox.send(raw(begun, "0", 10, "20")))).isEqualTo("PartialRequestError");
    assertThat(object(sandbox.send(raw(begun, "10", 10, "20"))).getBoolean("success")).isTrue();
  }

  @Test
  void a_story_shows_a_picture_or_a_video_for_a_day() {
    String photo = photo(Map.of("url", IMAGE, "published", "false"));
    assertThat(object(post(PAGE + "/photo_stories", Map.of("photo_id", photo))).getLong("post_id"))
        .isNotNull();
    JsonObject begun = object(post(PAGE + "/video_stories", Map.of("upload_phase", "start")));
    HttpRequest.Builder hosted =
        sandbox
            .to(begun.getString("upload_url"))
            .header("Authorization", "OAuth " + TOKEN)
            .header("file_url", VIDEO)
            .POST(BodyPublishers.noBody());
    assertThat(object(sandbox.send(hosted)).getBoolean("success")).isTrue();
    post(
        PAGE + "/video_stories",
        Map.of("upload_phase", "finish", "video_id", begun.getString("video_id")));

    JsonArray stories = data(PAGE + "/stories");
    assertThat(stories).hasSize(2);
    assertThat(stories.getJsonObject(0).getString("media_id"))
        .isEqualTo(begun.getString("video_id"));
    assertThat(stories.getJsonObject(1).getString("media_type")).isEqualTo("photo");
  }

  @Test
  void a_post_can_wait_for_its_time() {
    long now = System.currentTimeMillis() / 1_000;
    Map<String, String> form =
        Map.of(
            "message", "later",
            "published", "false",
            "scheduled_publish_time", Long.toString(now + 3_600));
    String id = object(post(PAGE + "/feed", form)).getString("id");

    assertThat(data(PAGE + "/published_posts")).isEmpty();
    assertThat(data(PAGE + "/scheduled_posts")).hasSize(1);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    Map<String, String> soon = new LinkedHashMap<>(form);
    soon.put("scheduled_publish_time", Long.toString(now + 60));
    assertThat(error(post(PAGE + "/feed", soon)).getInteger("code")).isEqualTo(100);
    for (String time : List.of("2 weeks", "+1 day")) {
      Map<String, String> spoken = new LinkedHashMap<>(form);
      spoken.put("scheduled_publish_time", time);
      assertThat(post(PAGE + "/feed", spoken).statusCode()).as(time).isEqualTo(200);
    }
    post("/facebook/" + id, Map.of("is_published", "true"));
    assertThat(data(PAGE + "/published_posts?since=yesterday")).hasSize(1);
    assertThat(sandbox.list("/_sandbox/posts")).hasSize(1);
  }

  @Test
  void a_list_is_paged_by_links_that_work_alone() {
    for (int i = 0; i < 5; i++) {
      text("t" + i);
    }
    JsonObject first = object(sandbox.send(asPage(PAGE + "/posts?fields=message&limit=2").GET()));
    JsonObject second = object(sandbox.get(first.getJsonObject("paging").getString("next")));
    JsonObject third = object(sandbox.get(second.getJsonObject("paging").getString("next")));
    JsonObject back = object(sandbox.get(second.getJsonObject("paging").getString("previous")));

    assertThat(messages(first)).containsExactly("t4", "t3");
    assertThat(messages(second)).containsExactly("t2", "t1");
    assertThat(messages(third)).containsExactly("t0");
    assertThat(third.getJsonObject("paging").containsKey("next")).isFalse();
    assertThat(messages(back)).containsExactly("t4", "t3");
    long now = System.currentTimeMillis() / 1_000;
    assertThat(data(PAGE + "/posts?since=" + (now + 60))).isEmpty();
    assertThat(data(PAGE + "/posts?until=" + (now - 60))).isEmpty();
    assertThat(error(sandbox.send(asPage(PAGE + "/posts?limit=101").GET())).getInteger("code"))
        .isEqualTo(100);
  }

  @Test
  void a_code_becomes_a_persons_token_a_long_one_and_the_pages() {
    Map<String, String> form =
        Map.of(
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret",
            "code", "sandbox-code",
            "redirect_uri", "http://localhost/back");
    JsonObject person = object(sandbox.postForm("/facebook/v26.0/oauth/access_token", form));
    String longer = exchanged(person.getString("access_token"));

    HttpResponse<String> pages =
        sandbox.get(
            "/facebook/v26.0/me/accounts?fields=id,access_token,tasks&access_token=" + longer);
    JsonObject page = object(pages).getJsonArray("data").getJsonObject(0);
    String token = page.getString("access_token");
    assertThat(page.getString("id")).isEqualTo(FacebookSandbox.PAGE);
    assertThat(page.getJsonArray("tasks")).contains("CREATE_CONTENT");
    assertThat(me(longer)).isEqualTo(FacebookSandboxPage.USER);
    assertThat(me(token)).isEqualTo(FacebookSandbox.PAGE);
    String feed = PAGE + "/feed?message=x&access_token=";
    assertThat(subcode(sandbox.send(sandbox.to(feed + longer).POST(BodyPublishers.noBody()))))
        .isEqualTo(2069032);
    assertThat(sandbox.send(sandbox.to(feed + token).POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    JsonObject about =
        object(
                sandbox.get(
                    "/facebook/debug_token?input_token="
                        + token
                        + "&access_token=sandbox-client%7Csandbox-secret"))
            .getJsonObject("data");
    assertThat(about.getString("type")).isEqualTo("PAGE");
    assertThat(about.getBoolean("is_valid")).isTrue();
    assertThat(about.getLong("expires_at")).isZero();
  }

  @Test
  void a_person_allows_the_app_on_the_page_and_its_code_works_once() {
    String back = "http://localhost/back";
    String page =
        sandbox
            .get(
                "/facebook/v26.0/dialog/oauth?client_id=sandbox-client&response_type=code&state=s"
                    + "&scope=pages_show_list,pages_manage_posts&redirect_uri="
                    + Answers.encode(back))
            .body();
    assertThat(page).contains("Allow");
    Matcher code = Pattern.compile("[?&;]code=([^&\"]+)").matcher(page);
    assertThat(code.find()).as(page).isTrue();

    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", "sandbox-client");
    form.put("client_secret", "sandbox-secret");
    form.put("code", code.group(1));
    form.put("redirect_uri", "http://localhost/other");
    String token = "/facebook/v26.0/oauth/access_token";
    assertThat(subcode(sandbox.postForm(token, form))).isEqualTo(36009);
    form.put("redirect_uri", back);
    form.put("code", freshCode(back));
    assertThat(object(sandbox.postForm(token, form)).getString("access_token")).isNotEmpty();
    assertThat(subcode(sandbox.postForm(token, form))).isEqualTo(36009);
    form.put("client_secret", "wrong");
    assertThat(error(sandbox.postForm(token, form)).getInteger("code")).isEqualTo(1);
  }

  private static String freshCode(String back) {
    String page =
        sandbox
            .get(
                "/facebook/dialog/oauth?client_id=sandbox-client&redirect_uri="
                    + Answers.encode(back))
            .body();
    Matcher code = Pattern.compile("[?&;]code=([^&\"]+)").matcher(page);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  /** As a scheduler that speaks JSON does it, and asks for more of what it made. */
  @Test
  void what_was_made_can_be_read_in_the_same_call() {
    String video = PAGE + "/videos?fields=id,permalink_url&access_token=" + TOKEN;
    JsonObject made =
        object(
            sandbox.post(
                video,
                new JsonObject()
                    .put("file_url", VIDEO)
                    .put("description", "d")
                    .put("published", true)));
    assertThat(made.getString("permalink_url")).contains(made.getString("id"));
    String feed = PAGE + "/feed?fields=id,permalink_url&access_token=" + TOKEN;
    JsonObject post = object(sandbox.post(feed, new JsonObject().put("message", "m")));
    assertThat(post.getString("permalink_url")).startsWith("https://www.facebook.com/");
  }

  @Test
  void an_expired_token_cant_be_exchanged_and_the_persons_can() {
    sandbox.arm("expire_token", "publish");
    assertThat(subcode(post(PAGE + "/feed", Map.of("message", "x")))).isEqualTo(463);
    assertThat(subcode(exchange(TOKEN))).isEqualTo(463);

    assertThat(exchanged("sandbox-facebook-refresh")).isNotEmpty();
  }

  @Test
  void an_app_that_was_removed_is_told_so() {
    assertThat(
            object(sandbox.send(asPage("/facebook/me/permissions").DELETE())).getBoolean("success"))
        .isTrue();

    HttpResponse<String> after = post(PAGE + "/feed", Map.of("message", "x"));
    assertThat(error(after).getInteger("code")).isEqualTo(190);
    assertThat(subcode(after)).isEqualTo(458);
  }

  @Test
  void answers_carry_version_and_usage() {
    HttpResponse<String> answer = sandbox.send(asPage("/facebook/v19.0/me?fields=id").GET());

    assertThat(answer.headers().firstValue("facebook-api-version")).contains("v21.0");
    assertThat(answer.headers().firstValue("x-app-usage").orElse("")).contains("call_count");
    assertThat(answer.headers().firstValue("x-business-use-case-usage").orElse(""))
        .contains("\"type\":\"pages\"");
    assertThat(
            object(sandbox.send(asPage("/facebook/me?appsecret_proof=abc").GET())).getString("id"))
        .isEqualTo(FacebookSandbox.PAGE);
    assertThat(error(sandbox.get("/facebook/v26.0/me")).getInteger("code")).isEqualTo(2500);
    assertThat(error(sandbox.send(asPage("/facebook/me?fields=nonsense").GET())).getInteger("code"))
        .isEqualTo(100);
  }

  /** Meta's own SDK for Java sends every read like this. */
  @Test
  void a_read_that_names_a_form_is_read_all_the_same() {
    HttpRequest.Builder read =
        asPage(PAGE + "?fields=name")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .GET();

    assertThat(object(sandbox.send(read)).getString("name")).isEqualTo("Sandbox Page");
  }

  @Test
  void several_nodes_are_read_at_once_and_pages_within_the_person() {
    String one = text("one");
    String two = text("two");

    JsonObject both = object(sandbox.send(asPage("/facebook/v26.0/?ids=" + one + "," + two).GET()));
    assertThat(both.getJsonObject(two).getString("message")).isEqualTo("two");
    String person = exchanged("sandbox-facebook-refresh");
    String page =
        object(sandbox.get("/facebook/me?fields=accounts%7Baccess_token%7D&access_token=" + person))
            .getJsonObject("accounts")
            .getJsonArray("data")
            .getJsonObject(0)
            .getString("access_token");
    for (String edge : List.of("permissions", "accounts")) {
      String path = "/facebook/v26.0/me/" + edge + "?access_token=";
      assertThat(object(sandbox.get(path + person)).getJsonArray("data")).isNotEmpty();
      assertThat(error(sandbox.get(path + page)).getInteger("code")).isEqualTo(100);
    }
  }

  @Test
  void limits_are_kept_when_asked_for() {
    try (SandboxClient strict =
        new SandboxClient(new SandboxSettings(true, "127.0.0.1", 0, true), new FacebookSandbox())) {
      String auth = "access_token=" + TOKEN;
      HttpResponse<String> last = null;
      for (int i = 0; i < 31; i++) {
        last = strict.send(post(strict, PAGE + "/video_reels?upload_phase=start&" + auth));
        String id = object(last).getString("video_id");
        strict.send(
            strict
                .to("/facebook/video-upload/v26.0/" + id)
                .header("Authorization", "OAuth " + TOKEN)
                .header("file_url", VIDEO)
                .POST(BodyPublishers.noBody()));
        String finish = "/video_reels?upload_phase=finish&video_state=PUBLISHED&video_id=" + id;
        last = strict.send(post(strict, PAGE + finish + "&" + auth));
      }
      assertThat(error(last).getInteger("code")).isEqualTo(613);
      String read = PAGE + "?fields=id&" + auth;
      int calls = 0;
      while (strict.get(read).statusCode() == 200 && calls < 5_000) {
        calls++;
      }
      assertThat(calls).isEqualTo(4_800 - 3 * 31);
      HttpResponse<String> over = strict.get(read);
      assertThat(error(over).getInteger("code")).isEqualTo(80001);
      assertThat(over.headers().firstValue("x-business-use-case-usage").orElse(""))
          .contains("\"call_count\":100");
    }
  }

  private static HttpRequest.Builder post(SandboxClient to, String path) {
    return to.to(path).POST(BodyPublishers.noBody());
  }

  @Test
  void what_isnt_known_of_the_real_platform_can_be_switched() {
    flip("refuse_duplicates", false);
    text("same");
    text("same");
    flip("list_lag", true);
    assertThat(data(PAGE + "/feed")).isEmpty();
    assertThat(data(PAGE + "/photos")).isEmpty();
    String id =
        object(post(PAGE + "/feed", Map.of("message", "d", "published", "false"))).getString("id");
    flip("publish_later", false);
    assertThat(error(post("/facebook/" + id, Map.of("is_published", "true"))).getInteger("code"))
        .isEqualTo(100);
    String metrics = "/facebook/" + id + "/insights?metric=post_impressions";
    assertThat(error(sandbox.send(asPage(metrics).GET())).getInteger("code")).isEqualTo(100);
    flip("old_impressions", true);
    assertThat(data(metrics)).hasSize(1);
    flip("long_video_post_id", true);
    String video = object(post(PAGE + "/videos", Map.of("file_url", VIDEO))).getString("id");
    assertThat(node(video, "post_id").getString("post_id")).startsWith(FacebookSandbox.PAGE + "_");
  }

  private static void flip(String name, boolean value) {
    JsonObject turned =
        new JsonObject().put("platform", "facebook").put("name", name).put("value", value);
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/_sandbox/switches")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(turned.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void faults_speak_the_graph_api() {
    sandbox.arm("rate_limit", "publish", "retry_after", 120);
    HttpResponse<String> limited = post(PAGE + "/feed", Map.of("message", "x"));
    assertThat(error(limited).getInteger("code")).isEqualTo(80001);
    assertThat(limited.headers().firstValue("x-business-use-case-usage").orElse(""))
        .contains("\"estimated_time_to_regain_access\":2");

    sandbox.arm("status", "publish", "code", 500);
    assertThat(error(post(PAGE + "/feed", Map.of("message", "x"))).getInteger("code")).isEqualTo(2);
    sandbox.arm("drop_after", "publish");
    assertThatThrownBy(() -> post(PAGE + "/feed", Map.of("message", "x")))
        .isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(data(PAGE + "/feed")).hasSize(1);
  }

  private static String text(String message) {
    HttpResponse<String> answer = post(PAGE + "/feed", Map.of("message", message));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getString("id");
  }

  private static String photo(Map<String, String> form) {
    HttpResponse<String> answer = post(PAGE + "/photos", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getString("id");
  }

  private static HttpResponse<String> exchange(String token) {
    return sandbox.get(
        "/facebook/oauth/access_token?grant_type=fb_exchange_token&client_id=sandbox-client"
            + "&client_secret=sandbox-secret&fb_exchange_token="
            + token);
  }

  private static String exchanged(String token) {
    JsonObject grant = object(exchange(token));
    assertThat(grant.getLong("expires_in")).isEqualTo(5_183_944L);
    return grant.getString("access_token");
  }

  private static String me(String token) {
    return object(sandbox.get("/facebook/v26.0/me?access_token=" + token)).getString("id");
  }

  private static JsonObject node(String id, String fields) {
    return object(
        sandbox.send(asPage("/facebook/v26.0/" + id + "?fields=" + Answers.encode(fields)).GET()));
  }

  private static JsonObject status(String id) {
    return node(id, "status").getJsonObject("status");
  }

  private static String phase(String id, String phase, String field) {
    return String.valueOf(status(id).getJsonObject(phase).getString(field));
  }

  private static JsonObject attachment(JsonObject post) {
    return post.getJsonObject("attachments").getJsonArray("data").getJsonObject(0);
  }

  private static List<String> messages(JsonObject page) {
    return page.getJsonArray("data").stream()
        .map(item -> ((JsonObject) item).getString("message"))
        .toList();
  }

  private static HttpRequest.Builder raw(JsonObject begun, String offset, int bytes, String size) {
    return sandbox
        .to(begun.getString("upload_url"))
        .header("Authorization", "OAuth " + TOKEN)
        .header("offset", offset)
        .header("file_size", size)
        .POST(BodyPublishers.ofByteArray(new byte[bytes]));
  }

  private static String debug(HttpResponse<String> answer) {
    return object(answer).getJsonObject("debug_info").getString("type");
  }

  private static HttpResponse<String> piece(Map<String, String> fields, int bytes) {
    return upload("/videos", fields, "video_file_chunk", "application/octet-stream", bytes);
  }

  private static HttpResponse<String> upload(
      String edge, Map<String, String> fields, String part, String type, int bytes) {
    StringBuilder head = new StringBuilder();
    fields.forEach(
        (name, value) ->
            head.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    head.append("--b\r\nContent-Disposition: form-data; name=\"")
        .append(part)
        .append("\"; filename=\"file\"\r\nContent-Type: ")
        .append(type)
        .append("\r\n\r\n");
    byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] after = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[before.length + bytes + after.length];
    System.arraycopy(before, 0, body, 0, before.length);
    System.arraycopy(after, 0, body, before.length + bytes, after.length);
    return sandbox.send(
        asPage(PAGE + edge)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpResponse<String> post(String path, Map<String, String> fields) {
    return sandbox.send(
        asPage(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(SandboxClient.form(fields)));
  }

  private static HttpRequest.Builder asPage(String path) {
    String full = path.startsWith("/") ? path : "/facebook/" + path;
    return sandbox.to(full).header("Authorization", "Bearer " + TOKEN);
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(sandbox.to("/facebook/v26.0/" + id + "?access_token=" + TOKEN).DELETE());
  }

  private static JsonArray data(String path) {
    HttpResponse<String> answer = sandbox.send(asPage(path).GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getJsonArray("data");
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return object(answer).getJsonObject("error");
  }

  private static int subcode(HttpResponse<String> answer) {
    return error(answer).getInteger("error_subcode");
  }
}
