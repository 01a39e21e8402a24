package io.snshub.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformFragmentTest;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.Preparation;
import io.snshub.platform.Sighting;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class PinterestFragmentTest extends PlatformFragmentTest {
  private static final String HANDLE = "{\"since\":\"2026-11-20T09:59:58Z\"}";
  private static final String VIDEO = "{\"video\":\"12345\"}";
  private static final String DONE = "{\"video\":\"12345\",\"processed\":true}";
  private static final String FORM =
      "{\"x-amz-signature\":\"sig\",\"key\":\"uploads/3:video\",\"policy\":\"p==\"}";

  @Override
  protected String name() {
    return "pinterest";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new PinterestRoutes(), new PinterestSideRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new PinterestPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return post("Ein Rezept\nmit 🍋", Map.of("link", "https://e.example/?a=1"), picture("a"));
  }

  @Override
  protected String handle() {
    return HANDLE;
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/v5/pins";
  }

  @Override
  protected String postId() {
    return "999658448514149467";
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"id\":4711}",
        "{\"id\":\"\"}",
        "{\"id\":\"47 11\"}",
        "{\"id\":{\"id\":\"4711\"}}",
        "{\"id\":\"4711\",\"board_id\":\"43\"}",
        "[{\"id\":\"4711\"}]");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(200, "{\"items\":[],\"bookmark\":null}");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("/v5/boards/42/pins");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, VIDEO, DONE);
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(201, "{\"id\":\"%s\",\"board_id\":\"42\"}".formatted(postId()));
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(429, 8, "You have exceeded your rate limit. Try again later.");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(400, 1, "Invalid request: '151_' does not match '^\\\\\\\\d+$'");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(401, 2, "Authentication failed.");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return new StubPlatform.Answer(204, Map.of(), "");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return error(404, 50, "Pin not found.");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(
        200,
        "{\"access_token\":\"new-token\",\"refresh_token\":\"new-refresh\",\"expires_in\":3600,"
            + "\"response_type\":\"refresh_token\",\"token_type\":\"bearer\"}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return error(401, 2, "Authentication failed.");
  }

  private static StubPlatform.Answer error(int status, int code, String message) {
    return StubPlatform.json(status, "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
  }

  @Test
  void a_picture_by_its_address() {
    Content content =
        new Content(
            "text",
            "title",
            List.of(picture("a").withAlt("what it shows")),
            Map.of(
                "board_id", "77",
                "board_section_id", "78",
                "link", "https://e.example/",
                "dominant_color", "#6E7874"));

    assertThat(sent(content, HANDLE))
        .isEqualTo(
            new JsonObject()
                .put("board_id", "77")
                .put("board_section_id", "78")
                .put("title", "title")
                .put("description", "text")
                .put("link", "https://e.example/")
                .put("alt_text", "what it shows")
                .put("dominant_color", "#6E7874")
                .put(
                    "media_source",
                    source("image_url").put("url", "https://cdn.example.com/a.jpg")));
  }

  @Test
  void several_pictures_are_a_carousel() {
    Content content =
        post(
            "text",
            Map.of("cover_index", 1, "carousel_items", List.of(Map.of("title", "first"))),
            picture("a"),
            picture("b"));

    assertThat(sent(content, HANDLE).getJsonObject("media_source"))
        .isEqualTo(
            source("multiple_image_urls")
                .put(
                    "items",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("title", "first")
                                .put("url", "https://cdn.example.com/a.jpg"))
                        .add(new JsonObject().put("url", "https://cdn.example.com/b.jpg")))
                .put("index", 1));
  }

  @Test
  void a_video_gets_a_cover() {
    Media video = Media.of("https://cdn.example.com/a.mp4");
    assertThat(sent(post("text", Map.of(), video), DONE).getJsonObject("media_source"))
        .isEqualTo(
            source("video_id").put("media_id", "12345").put("cover_image_key_frame_time", 0));
    Map<String, Object> cover = Map.of("cover_image_url", "https://cdn.example.com/c.jpg");
    assertThat(sent(post("text", cover, video), DONE).getJsonObject("media_source"))
        .isEqualTo(
            source("video_id")
                .put("media_id", "12345")
                .put("cover_image_url", "https://cdn.example.com/c.jpg"));
  }

  @Test
  void uploaded_pictures_are_sent_along() throws IOException {
    byte[] bytes = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
    medium =
        new MediaFetch.Fetched(
            new FetchedMedia(Files.write(files.resolve("p"), bytes), 5, "image/jpeg"));
    Content content = post("text", Map.of(), uploaded(5, "image/jpeg"), uploaded(5, "image/jpeg"));
    platform.answers(this::nothingThere);
    String handle = ((Preparation.Ready) prepare(content, null)).handle();
    assertThat(new JsonObject(handle).getBoolean("inline")).isTrue();

    JsonObject item =
        new JsonObject()
            .put("content_type", "image/jpeg")
            .put("data", Base64.getEncoder().encodeToString(bytes));
    assertThat(sent(content, handle).getJsonObject("media_source"))
        .isEqualTo(
            source("multiple_image_base64").put("items", new JsonArray().add(item).add(item)));

    medium = new MediaFetch.Missing(new PublishFailure.Transient("media_unreachable", "no", null));
    platform.seen().clear();
    assertThat(failure(publish(content, handle)).retryable()).isTrue();
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void pictures_that_are_large_or_of_another_type_go_by_their_address() {
    platform.answers(this::nothingThere);
    for (Media media :
        List.of(uploaded(11 << 20, "image/png"), uploaded(5, "image/webp"), picture("a"))) {
      String handle = ((Preparation.Ready) prepare(post("text", Map.of(), media), null)).handle();
      assertThat(new JsonObject(handle).getBoolean("inline")).isFalse();
    }
  }

  @Test
  void pictures_of_a_private_address_are_sent_along() {
    platform.answers(this::nothingThere);
    Map<String, Boolean> addresses =
        Map.of(
            "http://127.0.0.1:8090/a.jpg", true,
            "http://localhost/a.jpg", true,
            "https://192.168.1.7/a.jpg", true,
            "http://172.20.0.1/a.jpg", true,
            "http://[::1]:8/a.jpg", true,
            "http://minio:9000/a.jpg", true,
            "https://10.example.com/a.jpg", false,
            "https://172.32.0.1/a.jpg", false,
            "https://cdn.example.com/127.0.0.1/a.jpg", false);
    addresses.forEach(
        (address, hidden) -> {
          Media media = Media.of(address).withFacts(new MediaFacts("image/jpeg", 10, 10, 10, null));
          String handle =
              ((Preparation.Ready) prepare(post("text", Map.of(), media), null)).handle();
          assertThat(new JsonObject(handle).getBoolean("inline")).as(address).isEqualTo(hidden);
        });
  }

  @Test
  void a_video_is_registered_and_brought_before_it_is_remembered() {
    Content content = post("text", Map.of(), Media.of("https://cdn.example.com/a.mp4"));
    platform.answers(
        seen ->
            seen.target().equals("/v5/media")
                ? StubPlatform.json(201, registration(platform.url() + "/bucket/"))
                : new StubPlatform.Answer(204, Map.of(), ""));

    Preparation.Pending step = (Preparation.Pending) prepare(content, null);

    assertThat(new JsonObject(step.handle()).getString("video")).isEqualTo("12345");
    assertThat(step.handle()).doesNotContain("sig");
    StubPlatform.Seen form = platform.seen().get(1);
    assertThat(form.target()).isEqualTo("/bucket/");
    assertThat(form.header("authorization")).isNull();
    assertThat(form.header("content-type")).startsWith("multipart/form-data; boundary=");
    assertThat(names(form.text())).containsExactly("x-amz-signature", "key", "policy", "file");
    assertThat(form.text()).contains("name=\"policy\"\r\n\r\np==\r\n");
  }

  @Test
  void a_bucket_that_refuses_or_says_anything_has_no_video() {
    Content content = post("text", Map.of(), Media.of("https://cdn.example.com/a.mp4"));
    for (Bad bad : badAnswers()) {
      platform.answers(
          seen ->
              seen.target().equals("/v5/media")
                  ? StubPlatform.json(201, registration(platform.url() + "/bucket/"))
                  : bad.reply());

      assertNotReady(bad.name(), prepare(content, null));
      assertThat(prepare(content, null)).as(bad.name()).isInstanceOf(Preparation.Failed.class);
    }
  }

  @Test
  void a_registration_that_can_be_none_brings_nothing_anywhere() {
    Content content = post("text", Map.of(), Media.of("https://cdn.example.com/a.mp4"));
    for (String body :
        List.of(
            registration("soon"),
            registration("ftp://x/y"),
            registration(""),
            registration(platform.url() + "/").replace("\"sig\"", "17"),
            registration(platform.url() + "/").replace("\"sig\"", "\"a\\r\\nX: 1\""),
            registration(platform.url() + "/").replace("\"12345\"", "12345"))) {
      platform.answers(StubPlatform.json(201, body)).seen().clear();

      assertNotReady(body, prepare(content, null));
      assertThat(platform.seen()).as(body).hasSize(1);
    }
  }

  @Test
  void a_video_is_polled_until_it_is_processed() {
    assertThat(poll("processing")).isInstanceOf(Preparation.Pending.class);
    assertThat(((Preparation.Pending) poll("processing")).pause()).isPositive();
    assertThat(poll("succeeded"))
        .isInstanceOfSatisfying(
            Preparation.Pending.class,
            step -> {
              assertThat(new JsonObject(step.handle()).getBoolean("processed")).isTrue();
              assertThat(step.pause()).isZero();
            });
    assertThat(((Preparation.Failed) poll("failed")).failure().code())
        .isEqualTo("media_processing_failed");

    platform.answers(error(404, 404, "Media upload not found."));
    assertThat(new JsonObject(((Preparation.Pending) prepare(VIDEO)).handle()).getString("video"))
        .isNull();
    platform.answers(StubPlatform.json(200, "{\"media_id\":\"9\",\"status\":\"succeeded\"}"));
    assertNotReady("another video", prepare(VIDEO));
  }

  @Test
  void a_video_that_never_arrives_is_brought_again() {
    platform.answers(StubPlatform.json(200, "{\"media_id\":\"12345\",\"status\":\"registered\"}"));

    Preparation.Pending waits = (Preparation.Pending) prepare("{\"video\":\"12345\",\"polls\":9}");
    assertThat(new JsonObject(waits.handle()).getString("video")).isEqualTo("12345");
    Preparation.Pending again = (Preparation.Pending) prepare(waits.handle());
    assertThat(new JsonObject(again.handle()).getString("video")).isNull();
  }

  @Test
  void a_board_that_is_not_there_is_told_before_anything_shows() {
    platform.answers(error(404, 40, "Board not found."));

    assertThat(((Preparation.Failed) prepare((String) null)).failure())
        .isInstanceOfSatisfying(
            PublishFailure.Permanent.class,
            failure -> assertThat(failure.code()).isEqualTo("board_not_found"));
    assertThat(platform.seen("GET", "/v5/boards/42/pins?page_size=100")).isEqualTo(1);
  }

  @Test
  void a_lost_pin_is_found_by_all_it_shows() {
    board(pin("1", "2026-11-20T10:00:01", "Ein Rezept mit 🍋", "https://e.example/?a=1"));

    assertThat(lookup(HANDLE))
        .isEqualTo(new Sighting.Found("1", "https://www.pinterest.com/pin/1/"));
  }

  @Test
  void pins_that_were_there_before_or_are_others_are_not_it() {
    String text = "Ein Rezept mit 🍋";
    String link = "https://e.example/?a=1";
    String known = "{\"since\":\"2026-11-20T09:59:58Z\",\"known\":[\"1\"]}";
    board(pin("1", "2026-11-20T10:00:01", text, link));
    assertThat(lookup(known)).isInstanceOf(Sighting.Absent.class);

    board(pin("1", "2026-11-20T09:58:00", text, link));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
    board(pin("1", "2026-11-20T10:00:01", "another", link));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
    board(pin("1", "2026-11-20T10:00:01", text, link).put("is_owner", false));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
    board(
        pin("1", "2026-11-20T10:00:01", text, link)
            .put("media", new JsonObject().put("media_type", "video")));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void what_may_be_it_is_left_to_a_person() {
    String text = "Ein Rezept mit 🍋";
    String at = "2026-11-20T10:00:01";
    String link = "https://e.example/?a=1";
    board(pin("1", at, text, link), pin("2", at, text, link));
    assertThat(((Sighting.Unclear) lookup(HANDLE)).forHuman()).isTrue();
    board(pin("1", at, text, "https://e.example/changed"));
    assertThat(((Sighting.Unclear) lookup(HANDLE)).forHuman()).isTrue();
    board(pin("1", at, text, "https://e.example/changed"), pin("2", at, text, link));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void pins_equal_to_ours_are_remembered_before_the_publish() {
    JsonObject other = pin("2", "2026-11-20T09:00:00", "another", "https://e.example/?a=1");
    board(pin("1", "2026-11-20T09:00:00", "Ein Rezept mit 🍋", "https://e.example/?a=1"), other);

    String handle = ((Preparation.Ready) prepare((String) null)).handle();

    assertThat(new JsonObject(handle).getJsonArray("known")).containsExactly("1");
    assertThat(new JsonObject(handle).getString("since")).isNotNull();
  }

  @Test
  void a_board_is_read_page_by_page_also_when_a_page_is_empty() {
    JsonObject ours =
        pin("7", "2026-11-20T10:00:01", "Ein Rezept mit 🍋", "https://e.example/?a=1");
    platform.answers(
        seen ->
            seen.target().contains("bookmark=b%3D2")
                ? page(null, ours)
                : seen.target().contains("bookmark=b1") ? page("b=2") : page("b1"));

    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Found.class);
    assertThat(platform.seen()).hasSize(3);
  }

  @Test
  void an_ordered_board_is_not_read_further_than_the_attempt() {
    JsonObject old = pin("1", "2026-11-19T10:00:00", "another", "");
    platform.answers(page("b1", pin("2", "2026-11-20T10:05:00", "another", ""), old));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
    assertThat(platform.seen()).hasSize(1);

    platform.seen().clear();
    platform.answers(
        seen ->
            seen.target().contains("bookmark")
                ? page(null)
                : page("b1", old, pin("2", "2026-11-20T10:05:00", "another", "")));
    assertThat(lookup(HANDLE)).isInstanceOf(Sighting.Absent.class);
    assertThat(platform.seen()).hasSize(2);
  }

  @Test
  void a_board_that_leads_back_to_itself_proves_nothing_and_one_without_end_needs_a_person() {
    platform.answers(page("b"));
    assertThat(((Sighting.Unclear) lookup(HANDLE)).forHuman()).isFalse();

    List<Integer> pages = new ArrayList<>();
    platform.answers(
        seen -> {
          pages.add(1);
          return page("b" + pages.size());
        });
    assertThat(((Sighting.Unclear) lookup(HANDLE)).forHuman()).isTrue();
    assertThat(pages).hasSize(40);
  }

  @Test
  void an_address_that_pinterest_cannot_reach_is_given_up_after_a_while() {
    platform.answers(error(400, 1, "Unable to reach the URL. Please check."));

    assertThat(failure(publish()).code()).isEqualTo("media_unreachable");
    assertThat(failure(publish()).retryable()).isTrue();
    LaneWork third = attempt(3);
    assertThat(failure(hub.send("direct:pinterest-publish", third, Outcome.class)).retryable())
        .isFalse();
  }

  @Test
  void counts_what_the_pin_and_its_days_tell() {
    platform.answers(
        seen ->
            seen.target().contains("/analytics")
                ? StubPlatform.json(
                    200,
                    "{\"all\":{\"summary_metrics\":{\"SAVE\":5,\"VIDEO_MRC_VIEW\":9,"
                        + "\"VIDEO_V50_WATCH_TIME\":10031}}}")
                : measured("2026-11-20T10:00:00", "video"));

    assertThat(metrics())
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.IMPRESSIONS, 200L,
                    Metric.CLICKS, 7L,
                    Metric.LIKES, 10L,
                    Metric.COMMENTS, 2L,
                    Metric.SAVES, 5L,
                    Metric.VIEWS, 9L,
                    Metric.WATCH_SECONDS, 10L)));
    assertThat(platform.seen().get(1).target())
        .isEqualTo(
            "/v5/pins/999658448514149467/analytics?start_date=2026-11-20&end_date=2026-11-20"
                + "&metric_types=SAVE,VIDEO_MRC_VIEW,VIDEO_V50_WATCH_TIME");
  }

  @Test
  void leaves_out_what_can_only_be_told_too_low() {
    platform.answers(measured("2026-08-01T10:00:00", "image"));

    assertThat(((Measurement.Measured) metrics()).values()).doesNotContainKey(Metric.SAVES);
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void an_account_that_may_not_see_its_days_keeps_what_the_pin_told() {
    platform.answers(
        seen ->
            seen.target().contains("/analytics")
                ? error(403, 403, "Not authorized to access board or Pin.")
                : measured("2026-11-20T10:00:00", "image"));
    assertThat(((Measurement.Measured) metrics()).values()).hasSize(4);

    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());
      assertThat(metrics())
          .as(bad.name())
          .isInstanceOfSatisfying(
              Measurement.Failed.class,
              failed -> assertThat(failed.failure().retryable()).isTrue());
    }
  }

  private Measurement metrics() {
    return hub.send(
        "direct:pinterest-metrics", work(HANDLE, null, platform.url()), Measurement.class);
  }

  private static StubPlatform.Answer measured(String at, String kind) {
    return new StubPlatform.Answer(
        200,
        Map.of("Date", "Fri, 20 Nov 2026 12:00:00 GMT"),
        "{\"id\":\"999658448514149467\",\"created_at\":\"%s\",\"media\":{\"media_type\":\"%s\"},"
                .formatted(at, kind)
            + "\"pin_metrics\":{\"90d\":{},\"lifetime_metrics\":{\"pin_click\":7,\"impression\":200,"
            + "\"clickthrough\":3,\"reaction\":10,\"comment\":2}}}");
  }

  private static Content post(String text, Map<String, Object> options, Media... media) {
    return new Content(text, null, List.of(media), options);
  }

  private static Media picture(String name) {
    return Media.of("https://cdn.example.com/" + name + ".jpg");
  }

  private static Media uploaded(long bytes, String type) {
    return new Media("http://127.0.0.1:1/media/1", Media.Kind.IMAGE, 1L, null, null)
        .withFacts(new MediaFacts(type, bytes, 10, 10, null));
  }

  private static JsonObject source(String type) {
    return new JsonObject().put("source_type", type);
  }

  private static String registration(String address) {
    return "{\"media_id\":\"12345\",\"media_type\":\"video\",\"upload_url\":\"%s\","
            .formatted(address)
        + "\"upload_parameters\":"
        + FORM
        + "}";
  }

  private static List<String> names(String form) {
    List<String> names = new ArrayList<>();
    for (String part : form.split("form-data; name=\"")) {
      names.add(part.substring(0, Math.max(0, part.indexOf('"'))));
    }
    return names.subList(1, names.size());
  }

  private Preparation poll(String status) {
    platform.answers(
        StubPlatform.json(200, "{\"media_id\":\"12345\",\"status\":\"%s\"}".formatted(status)));
    return prepare(VIDEO);
  }

  private void board(JsonObject... pins) {
    platform.answers(page(null, pins));
  }

  private static StubPlatform.Answer page(String bookmark, JsonObject... pins) {
    JsonObject page = new JsonObject().put("items", new JsonArray(List.of(pins)));
    return StubPlatform.json(200, page.put("bookmark", bookmark).encode());
  }

  private static JsonObject pin(String id, String at, String text, String link) {
    return new JsonObject()
        .put("id", id)
        .put("created_at", at)
        .put("board_id", "42")
        .putNull("title")
        .put("description", text)
        .put("link", link)
        .put("is_owner", true)
        .put("media", new JsonObject().put("media_type", "image"));
  }

  private JsonObject sent(Content content, String handle) {
    platform.answers(StubPlatform.json(201, "{\"id\":\"1\"}")).seen().clear();
    assertThat(publish(content, handle)).isInstanceOf(Outcome.Published.class);
    return new JsonObject(platform.seen().get(0).text());
  }

  private Outcome publish(Content content, String handle) {
    return hub.send("direct:pinterest-publish", of(content, handle), Outcome.class);
  }

  private Preparation prepare(Content content, String handle) {
    return hub.send("direct:pinterest-prepare", of(content, handle), Preparation.class);
  }

  private LaneWork of(Content content, String handle) {
    return work(handle, null, platform.url()).withContent(content);
  }

  private LaneWork attempt(int number) {
    LaneWork first = work(HANDLE, ATTEMPT, platform.url());
    return new LaneWork(
        first.targetId(),
        first.postId(),
        first.platform(),
        first.content(),
        first.account(),
        first.handle(),
        null,
        number,
        first.attemptAt(),
        first.hosts());
  }
}
