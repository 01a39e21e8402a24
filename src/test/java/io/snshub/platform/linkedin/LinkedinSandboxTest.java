package io.snshub.platform.linkedin;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedinSandboxTest {
  private static final String TOKEN = "sandbox-linkedin-token";
  private static final String PAGE = LinkedinSandbox.ACCOUNT;
  private static final String PAGE_KEY = "urn%3Ali%3Aorganization%3A5515715";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new LinkedinSandbox());
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
  void a_post_is_created_read_changed_and_deleted_twice() {
    HttpResponse<String> made = create("Hello \\(world\\) #news");
    String urn = urn(made);
    String path = "/rest/posts/" + encode(urn);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).isEmpty();
    assertThat(urn).matches("urn:li:share:\\d{19}");
    assertThat(made.headers().firstValue("x-linkedin-id")).hasValue(urn);
    assertThat(made.headers().firstValue("x-li-uuid")).isPresent();
    JsonObject read = object(get(path + "?viewContext=AUTHOR"));
    assertThat(read.getString("commentary")).isEqualTo("Hello \\(world\\) {hashtag|\\#|news}");
    assertThat(read.getJsonObject("lifecycleStateInfo").getBoolean("isEditedByAuthor")).isFalse();
    assertThat(
            sandbox.list("/_sandbox/posts?platform=linkedin").getJsonObject(0).getString("content"))
        .isEqualTo("Hello (world) #news");

    JsonObject patch = new JsonObject("{\"patch\":{\"$set\":{\"commentary\":\"new\"}}}");
    assertThat(post(path, patch).statusCode()).isEqualTo(204);
    assertThat(object(get(path)).getString("commentary")).isEqualTo("new");
    assertThat(send(call(path).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(call(path).DELETE()).statusCode()).isEqualTo(204);
    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(send(call("/rest/posts/urn%3Ali%3Ashare%3A17").DELETE()).statusCode())
        .isEqualTo(404);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
  }

  @Test
  void a_version_has_to_be_named_and_alive() {
    HttpRequest.Builder bare = sandbox.to("/linkedin/rest/posts/1").GET();
    assertThat(sandbox.send(bare).body())
        .isEqualTo(
            "{\"status\":400,\"code\":\"VERSION_MISSING\",\"message\":\"A version must be present."
                + " Please specify a version by adding the LinkedIn-Version header.\"}");
    for (String version : new String[] {"202509", "209901", "soon", "20241101"}) {
      HttpResponse<String> old =
          send(call("/rest/me").setHeader("LinkedIn-Version", version).GET());
      assertThat(old.statusCode()).as(version).isEqualTo(426);
      assertThat(object(old).getString("code")).isEqualTo("NONEXISTENT_VERSION");
    }
    assertThat(send(call("/rest/me").setHeader("LinkedIn-Version", "202509").GET()).body())
        .contains("Requested version 20250901 is not active");
    assertThat(send(call("/rest/me").setHeader("LinkedIn-Version", "202609").GET()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_token_is_refused_in_four_ways() {
    assertThat(sandbox.get("/linkedin/v2/userinfo").body())
        .contains("Empty oauth2_access_token")
        .contains("\"serviceErrorCode\":401");
    assertThat(with("someone-elses").body()).contains("INVALID_ACCESS_TOKEN", "65600");
    sandbox.arm("expire_token", "lookup");
    assertThat(with(TOKEN).body()).contains("EXPIRED_ACCESS_TOKEN", "65602");
    sandbox.reset();
    form("/oauth/v2/revoke", Map.of("token", TOKEN));
    assertThat(with(TOKEN).body()).contains("REVOKED_ACCESS_TOKEN", "65601");
  }

  private static HttpResponse<String> with(String token) {
    return sandbox.send(
        sandbox.to("/linkedin/v2/userinfo").header("Authorization", "Bearer " + token).GET());
  }

  @Test
  void keys_and_lists_have_to_be_encoded() {
    String urn = urn(create("one"));

    assertThat(get("/rest/posts/" + urn).body()).contains("Syntax exception in path variables");
    for (String query :
        new String[] {
          "q=author&author=" + PAGE,
          "ids=List(" + urn + ")",
          "ids=List%28" + encode(urn) + "%29",
          "ids=List(" + encode(urn),
          "q=author",
          ""
        }) {
      HttpResponse<String> answer = get("/rest/posts?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(answer.body()).as(query).contains("ILLEGAL_ARGUMENT");
    }
    assertThat(get("/rest/posts?ids=List(" + encode(urn) + ")").statusCode()).isEqualTo(200);
  }

  @Test
  void several_posts_are_read_at_once_also_with_the_query_in_the_body() {
    String urn = urn(create("one"));
    String ids =
        IntStream.range(1, 300)
            .mapToObj(i -> "urn%3Ali%3Ashare%3A" + i)
            .collect(Collectors.joining(","));

    HttpResponse<String> answer =
        send(
            call("/rest/posts")
                .header("X-HTTP-Method-Override", "GET")
                .header("X-RestLi-Method", "batch_get")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("ids=List(" + encode(urn) + "," + ids + ")")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(object(answer).getJsonObject("results").fieldNames()).containsExactly(encode(urn));
    assertThat(object(answer).getJsonObject("errors")).hasSize(299);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void the_finder_gives_an_authors_posts_in_pages_newest_first() {
    String first = urn(create("post 0"));
    for (int i = 1; i < 5; i++) {
      create("post " + i);
    }

    JsonObject page = finder("&count=2");
    JsonObject paging = page.getJsonObject("paging");

    assertThat(page.getJsonArray("elements").getJsonObject(0).getString("commentary"))
        .isEqualTo("post 4");
    assertThat(paging.getInteger("count")).isEqualTo(2);
    JsonObject link = paging.getJsonArray("links").getJsonObject(0);
    assertThat(link.getString("rel")).isEqualTo("next");
    assertThat(
            object(get(link.getString("href")))
                .getJsonArray("elements")
                .getJsonObject(0)
                .getString("commentary"))
        .isEqualTo("post 2");
    JsonObject last = finder("&count=2&start=4");
    assertThat(last.getJsonArray("elements").getJsonObject(0).getString("id")).isEqualTo(first);
    assertThat(finder("&fields=id").getJsonArray("elements").getJsonObject(0).fieldNames())
        .containsExactly("id");
  }

  @Test
  void an_equal_post_is_refused_with_the_name_of_the_first_while_it_is_up() {
    String urn = urn(create("same"));

    HttpResponse<String> again = create("same");

    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(object(again).getString("message")).endsWith("Content is a duplicate of " + urn);
    assertThat(again.body()).contains("DUPLICATE_POST");
    send(call("/rest/posts/" + encode(urn)).DELETE());
    assertThat(create("same").statusCode()).isEqualTo(201);
  }

  @Test
  void a_body_is_checked_field_by_field() {
    assertRefused(draft("x").put("colour", "red"), 422, "unrecognized field found");
    assertRefused(draft("x").put("commentary", 17), 422, "cannot be coerced to String");
    assertRefused(without("visibility"), 400, "MISSING_FIELD");
    assertRefused(without("distribution"), 400, "MISSING_FIELD");
    assertRefused(without("lifecycleState"), 400, "MISSING_FIELD");
    assertRefused(without("commentary"), 400, "MISSING_FIELD");
    assertRefused(draft(" "), 400, "INVALID_VALUE_BLANK_FIELD");
    assertRefused(draft("x").put("visibility", "ALL"), 400, "INVALID_VALUE_FOR_FIELD");
    assertRefused(draft("x").put("lifecycleState", "DRAFT"), 400, "INVALID_VALUE_FOR_FIELD");
    assertRefused(draft("x").put("author", "urn:li:organization:1"), 403, "ACCESS_DENIED");
    assertRefused(draft("x").put("author", "urn:li:share:1"), 400, "INVALID_URN_TYPE");
    assertRefused(draft("x".repeat(3_001)), 400, "FIELD_LENGTH_TOO_LONG");
    assertThat(create("\\(".repeat(3_000)).statusCode()).isEqualTo(201);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void what_is_attached_is_checked_too() {
    String image = image();

    assertAttached("{\"media\":{\"id\":\"urn:li:image:no\"}}", "INVALID_URN_ID");
    assertAttached("{\"media\":{\"id\":\"urn:li:person:no\"}}", "INVALID_URN_TYPE");
    assertAttached("{\"media\":{}}", "MISSING_FIELD");
    assertAttached(
        "{\"multiImage\":{\"images\":[{\"id\":\"" + image + "\"}]}}", "INVALID_VALUE_FOR_FIELD");
    assertAttached("{\"article\":{\"source\":\"https://example.com\"}}", "MISSING_FIELD");
    assertAttached("{\"poll\":{\"question\":\"?\",\"options\":[]}}", "INVALID_VALUE_FOR_FIELD");
    String alt = "x".repeat(4_087);
    assertAttached(
        "{\"media\":{\"id\":\"" + image + "\",\"altText\":\"" + alt + "\"}}",
        "FIELD_LENGTH_TOO_LONG");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void an_image_waits_is_worked_on_and_is_available() {
    JsonObject value = initialize("images", owner());
    String urn = value.getString("image");
    String path = "/rest/images/" + encode(urn);

    assertThat(value.getLong("uploadUrlExpiresAt")).isPositive();
    assertThat(object(get(path)).getString("status")).isEqualTo("WAITING_UPLOAD");
    assertAttached("{\"media\":{\"id\":\"" + urn + "\"}}", "MEDIA_ASSET_WAITING_UPLOAD");
    HttpRequest.Builder bare =
        sandbox.to(value.getString("uploadUrl")).PUT(BodyPublishers.ofString("png"));
    assertThat(sandbox.send(bare).statusCode()).isEqualTo(401);
    put(value.getString("uploadUrl"), 10);
    await().until(() -> object(get(path)).getString("status").equals("AVAILABLE"));
    assertThat(object(get(path)).getString("downloadUrl")).startsWith("https://media.licdn.com/");
    HttpResponse<String> made =
        post(
            "/rest/posts",
            draft("x").put("content", new JsonObject("{\"media\":{\"id\":\"" + urn + "\"}}")));
    assertThat(made.statusCode()).isEqualTo(201);
  }

  @Test
  void a_video_comes_in_parts_that_have_to_fit() {
    long size = 4_194_304L + 5;
    JsonObject value = initialize("videos", owner().put("fileSizeBytes", Long.toString(size)));
    String urn = value.getString("video");
    JsonArray parts = value.getJsonArray("uploadInstructions");

    assertThat(parts).hasSize(2);
    assertThat(parts.getJsonObject(1).getLong("firstByte")).isEqualTo(4_194_304L);
    assertThat(parts.getJsonObject(1).getLong("lastByte")).isEqualTo(size - 1);
    String first = put(parts.getJsonObject(0).getString("uploadUrl"), 4_194_304);
    assertThat(finalize(urn, first).body()).contains("MEDIA_ASSET_WAITING_UPLOAD");
    String second = put(parts.getJsonObject(1).getString("uploadUrl"), 5);
    assertThat(finalize(urn, second, first).body()).contains("UPDATING_ASSET_FAILED");
    assertThat(finalize(urn, first, second).statusCode()).isEqualTo(200);
    assertThat(finalize(urn, first, second).statusCode()).isEqualTo(200);
    String path = "/rest/videos/" + encode(urn);
    await().until(() -> object(get(path)).getString("status").equals("AVAILABLE"));
    JsonObject content =
        new JsonObject().put("media", new JsonObject().put("id", urn).put("title", "T"));
    assertThat(urn(post("/rest/posts", draft("x").put("content", content))))
        .startsWith("urn:li:ugcPost:");
  }

  @Test
  void processing_can_be_slow_and_can_fail() {
    sandbox.arm("fail_processing", "any");
    String urn = image();
    String path = "/rest/images/" + encode(urn);

    await().until(() -> object(get(path)).getString("status").equals("PROCESSING_FAILED"));
    assertAttached("{\"media\":{\"id\":\"" + urn + "\"}}", "MEDIA_ASSET_PROCESSING_FAILED");
    sandbox.arm("slow_processing", "any", "ms", 60_000);
    assertThat(object(get("/rest/images/" + encode(image()))).getString("status"))
        .isEqualTo("PROCESSING");
  }

  @Test
  void a_refresh_gives_the_same_refresh_token_back() {
    Map<String, String> code =
        Map.of(
            "grant_type", "authorization_code",
            "code", "sandbox-code",
            "redirect_uri", "https://example.com/cb");
    JsonObject grant = object(form("/oauth/v2/accessToken", code));

    assertThat(grant.getLong("expires_in")).isEqualTo(5_184_000);
    assertThat(grant.getLong("refresh_token_expires_in")).isEqualTo(31_536_000);
    String refresh = grant.getString("refresh_token");
    JsonObject renewed = object(refreshed(refresh));
    assertThat(renewed.getString("refresh_token")).isEqualTo(refresh);
    assertThat(renewed.getString("access_token")).isNotEqualTo(grant.getString("access_token"));
    assertThat(with(renewed.getString("access_token")).statusCode()).isEqualTo(200);
    assertThat(refreshed("no").statusCode()).isEqualTo(400);
    assertThat(refreshed("no").body()).contains("invalid, expired or revoked");
    assertThat(
            object(
                    form(
                        "/oauth/v2/introspectToken",
                        Map.of("token", renewed.getString("access_token"))))
                .getBoolean("active"))
        .isTrue();
    Map<String, String> secretless =
        Map.of("grant_type", "refresh_token", "refresh_token", refresh);
    assertThat(sandbox.postForm("/linkedin/oauth/v2/accessToken", secretless).body())
        .contains("A required parameter \\\"client_id\\\" is missing");
    turn("no_refresh_tokens");
    assertThat(object(form("/oauth/v2/accessToken", code)).containsKey("refresh_token")).isFalse();
  }

  @Test
  void a_code_of_the_page_works_once_and_for_its_own_address() {
    String own = "https://example.com/cb";

    assertThat(exchanged(code(), "https://e.com").body()).contains("invalid_redirect_uri");
    String code = code();
    assertThat(exchanged(code, own).statusCode()).isEqualTo(200);
    assertThat(exchanged(code, own).statusCode()).isEqualTo(400);
    assertThat(exchanged("unknown", own).statusCode()).isEqualTo(401);
  }

  private static String code() {
    String page =
        "/linkedin/oauth/v2/authorization?response_type=code&client_id=sandbox-client&state=s"
            + "&scope=w_member_social&redirect_uri=https%3A%2F%2Fexample.com%2Fcb";
    return sandbox.get(page).body().replaceAll("(?s).*code=(sandbox-code-[0-9a-f-]+).*", "$1");
  }

  private static HttpResponse<String> exchanged(String code, String address) {
    return form(
        "/oauth/v2/accessToken",
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", address));
  }

  @Test
  void a_members_token_writes_and_hardly_reads() {
    turn("member_only");
    String image =
        initialize("images", new JsonObject().put("owner", LinkedinSandboxMember.URN))
            .getString("image");

    assertThat(get("/rest/images/" + encode(image)).body()).contains("resource is forbidden");
    assertThat(finderOf("").statusCode()).isEqualTo(403);
    assertThat(finderOf("").body())
        .contains(
            "Not enough permissions to access: partnerApiPostsExternal.FINDER-author.20260901");
    assertThat(create("x").statusCode()).isEqualTo(403);
    assertThat(
            post("/rest/posts", draft("x").put("author", LinkedinSandboxMember.URN)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void statistics_name_what_was_seen() {
    String urn = urn(create("one"));
    String path =
        "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity="
            + PAGE_KEY
            + "&shares=List("
            + encode(urn)
            + ")";

    await().until(() -> !object(get(path)).getJsonArray("elements").isEmpty());
    JsonObject element = object(get(path)).getJsonArray("elements").getJsonObject(0);
    assertThat(element.getString("share")).isEqualTo(urn);
    assertThat(element.getJsonObject("totalShareStatistics").getLong("impressionCount"))
        .isPositive();
    assertThat(get(path.replace("5515715", "1")).statusCode()).isEqualTo(403);
    String mine = urn(post("/rest/posts", draft("mine").put("author", LinkedinSandboxMember.URN)));
    String member =
        "/rest/memberCreatorPostAnalytics?q=entity&entity=(share:"
            + encode(mine)
            + ")&queryType=REACTION&aggregation=TOTAL";
    assertThat(
            object(get(member)).getJsonArray("elements").getJsonObject(0).getString("metricType"))
        .isEqualTo("REACTION");
    assertThat(send(call(member).setHeader("LinkedIn-Version", "202512").GET()).body())
        .contains("CreatorPostAnalyticsMetricTypeV1\":\"REACTION\"");
  }

  @Test
  void comments_and_reactions_are_made_listed_and_taken_back() {
    String urn = encode(urn(create("one")));
    JsonObject comment =
        new JsonObject().put("actor", PAGE).put("message", new JsonObject().put("text", "nice"));

    HttpResponse<String> said = post("/rest/socialActions/" + urn + "/comments", comment);
    assertThat(said.statusCode()).isEqualTo(201);
    assertThat(object(get("/rest/socialActions/" + urn + "/comments")).getJsonArray("elements"))
        .hasSize(1);
    JsonObject like =
        new JsonObject().put("root", urn.replace("%3A", ":")).put("reactionType", "LIKE");
    assertThat(post("/rest/reactions?actor=" + PAGE_KEY, like).statusCode()).isEqualTo(201);
    String key = "/rest/reactions/(actor:" + PAGE_KEY + ",entity:" + urn + ")";
    assertThat(send(call(key).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(call(key).DELETE()).statusCode()).isEqualTo(404);
    assertThat(object(get("/rest/socialMetadata/" + urn)).getJsonObject("commentSummary"))
        .isNotNull();
  }

  @Test
  void the_older_way_to_share_still_works() {
    JsonObject share =
        new JsonObject()
            .put("shareCommentary", new JsonObject().put("text", "old (way)"))
            .put("shareMediaCategory", "NONE");
    JsonObject body =
        new JsonObject()
            .put("author", LinkedinSandboxMember.URN)
            .put("lifecycleState", "PUBLISHED")
            .put("specificContent", new JsonObject().put("com.linkedin.ugc.ShareContent", share))
            .put(
                "visibility",
                new JsonObject().put("com.linkedin.ugc.MemberNetworkVisibility", "PUBLIC"));

    HttpResponse<String> made = post("/v2/ugcPosts", body);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(object(made).getString("id")).isEqualTo(urn(made));
    assertThat(object(get("/rest/posts/" + encode(urn(made)))).getString("commentary"))
        .isEqualTo("old \\(way\\)");
  }

  @Test
  void a_slow_index_hides_a_fresh_post_from_the_finder_alone() {
    turn("slow_index");
    String urn = urn(create("fresh"));

    assertThat(finder("").getJsonArray("elements")).isEmpty();
    assertThat(get("/rest/posts/" + encode(urn)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_leaves_the_post_up() {
    sandbox.arm("drop_after", "publish");

    assertThatThrownBy(() -> create("ghost")).isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(finder("").getJsonArray("elements")).hasSize(1);
  }

  @Test
  void a_days_quota_is_used_up() {
    try (SandboxClient strict =
        new SandboxClient(new SandboxSettings(true, "127.0.0.1", 0, true), new LinkedinSandbox())) {
      HttpRequest.Builder me =
          strict.to("/linkedin/v2/me").header("Authorization", "Bearer " + TOKEN);
      for (int i = 0; i < LinkedinSandboxQuota.MEMBER_DAY; i++) {
        assertThat(strict.send(me.GET()).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> over = strict.send(me.GET());
      assertThat(over.statusCode()).isEqualTo(429);
      assertThat(over.body())
          .contains(
              "Resource level throttle MEMBER DAY limit for calls to this resource is reached.");
    }
  }

  private static void turn(String name) {
    JsonObject body =
        new JsonObject().put("platform", "linkedin").put("name", name).put("value", true);
    HttpRequest.Builder call =
        sandbox
            .json("/_sandbox/switches", body)
            .method("PUT", BodyPublishers.ofString(body.encode()));
    assertThat(sandbox.send(call).statusCode()).isEqualTo(200);
  }

  private static void assertRefused(JsonObject body, int status, String words) {
    HttpResponse<String> answer = post("/rest/posts", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(object(answer).getInteger("status")).isEqualTo(status);
  }

  private static void assertAttached(String content, String code) {
    assertRefused(draft("x").put("content", new JsonObject(content)), 400, code);
  }

  private static JsonObject draft(String commentary) {
    return new JsonObject()
        .put("author", PAGE)
        .put("commentary", commentary)
        .put("visibility", "PUBLIC")
        .put("distribution", new JsonObject().put("feedDistribution", "MAIN_FEED"))
        .put("lifecycleState", "PUBLISHED");
  }

  private static JsonObject without(String field) {
    JsonObject body = draft("x");
    body.remove(field);
    return body;
  }

  private static JsonObject owner() {
    return new JsonObject().put("owner", PAGE);
  }

  private static JsonObject initialize(String resource, JsonObject request) {
    JsonObject body = new JsonObject().put("initializeUploadRequest", request);
    return object(post("/rest/" + resource + "?action=initializeUpload", body))
        .getJsonObject("value");
  }

  private static String image() {
    JsonObject value = initialize("images", owner());
    put(value.getString("uploadUrl"), 10);
    return value.getString("image");
  }

  private static HttpResponse<String> finalize(String urn, String... tags) {
    JsonObject request =
        new JsonObject()
            .put("video", urn)
            .put("uploadToken", "")
            .put("uploadedPartIds", JsonArray.of((Object[]) tags));
    return post(
        "/rest/videos?action=finalizeUpload",
        new JsonObject().put("finalizeUploadRequest", request));
  }

  private static String put(String url, int bytes) {
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to(url)
                .header("Authorization", "Bearer " + TOKEN)
                .PUT(BodyPublishers.ofByteArray(new byte[bytes])));
    assertThat(answer.statusCode()).isIn(200, 201);
    return answer.headers().firstValue("etag").orElse("");
  }

  private static HttpResponse<String> create(String commentary) {
    return post("/rest/posts", draft(commentary));
  }

  private static JsonObject finder(String more) {
    return object(finderOf(more));
  }

  private static HttpResponse<String> finderOf(String more) {
    return get("/rest/posts?q=author&author=" + PAGE_KEY + more);
  }

  private static HttpResponse<String> refreshed(String token) {
    return form(
        "/oauth/v2/accessToken", Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static HttpResponse<String> form(String path, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("client_id", "sandbox-client");
    all.put("client_secret", "sandbox-secret");
    return sandbox.postForm("/linkedin" + path, all);
  }

  private static HttpResponse<String> get(String path) {
    return send(call(path).GET());
  }

  private static HttpResponse<String> post(String path, JsonObject body) {
    return send(
        call(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode())));
  }

  private static HttpRequest.Builder call(String path) {
    return sandbox
        .to("/linkedin" + path)
        .header("Authorization", "Bearer " + TOKEN)
        .header("LinkedIn-Version", "202609")
        .header("X-Restli-Protocol-Version", "2.0.0");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return sandbox.send(request);
  }

  private static String urn(HttpResponse<String> made) {
    return made.headers().firstValue("x-restli-id").orElseThrow();
  }

  private static String encode(String urn) {
    return URLEncoder.encode(urn, StandardCharsets.UTF_8);
  }
}
