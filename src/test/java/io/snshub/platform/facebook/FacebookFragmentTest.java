package io.snshub.platform.facebook;

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
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class FacebookFragmentTest extends PlatformFragmentTest {
  private static final String VIDEO = "{\"video\":\"77\",\"session\":\"977\",\"total\":100,";
  private static final String UPLOADED = VIDEO + "\"offset\":100,\"end\":100,\"uploaded\":true}";

  private Content content = content("Hello", "https://cdn.example.com/a.jpg");

  @Override
  protected String name() {
    return "facebook";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new FacebookRoutes(), new FacebookPrepareRoutes(), new FacebookDeskRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new FacebookPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content;
  }

  @Override
  protected String handle() {
    return "{\"photos\":[\"9001\"]}";
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/v26.0/42/feed";
  }

  @Override
  protected String postId() {
    return "42_4711";
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(200, "{\"id\":\"42_4711\"}");
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"id\":4711}",
        "{\"id\":\"\"}",
        "{\"id\":\"abc\"}",
        "{\"id\":{\"id\":\"42_4711\"}}",
        "[{\"id\":\"42_4711\"}]",
        // a picture's and the Page's own
        "{\"id\":\"9001\"}",
        "{\"id\":\"42\"}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(
        200, seen.target().contains("page_story_id") ? "{\"id\":\"9001\"}" : "{\"data\":[]}");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("/published_posts?", "page_story_id");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, handle());
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(400, 80001, 0, "too many calls");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(400, 100, 2061006, "bad link");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(400, 190, 463, "Session has expired");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return StubPlatform.json(200, "{\"success\":true}");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return error(400, 100, 33, "Unsupported delete request. Object does not exist");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(200, grant("new-token", "3600"));
  }

  @Override
  protected String grantFor(String life) {
    return grant("t", life);
  }

  /** The person's grant and the list of their Pages in one. */
  private static String grant(String token, String life) {
    return ("{\"access_token\":\"person\",\"expires_in\":%s,"
            + "\"data\":[{\"id\":\"42\",\"access_token\":\"%s\"}]}")
        .formatted(life, token);
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return error(400, 190, 463, "Session has expired");
  }

  private static StubPlatform.Answer error(int status, int code, int subcode, String message) {
    String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
    return StubPlatform.json(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d%s}}"
            .formatted(message, code, sub));
  }

  @Test
  void words_alone_are_ready_at_once_and_carry_their_link() {
    content = new Content("Hello", null, List.of(), Map.of("link", "https://example.org/"));
    platform.answers(
        StubPlatform.json(
            200, "{\"id\":\"42_4711\",\"permalink_url\":\"https://www.facebook.com/42/posts/1\"}"));

    Preparation ready = prepare(null);
    assertThat(ready).isInstanceOf(Preparation.Ready.class);
    assertThat(platform.seen()).isEmpty();
    Outcome up = publish(((Preparation.Ready) ready).handle());

    assertThat(up)
        .isEqualTo(new Outcome.Published("42_4711", "https://www.facebook.com/42/posts/1"));
    assertThat(platform.seen().get(0).text())
        .isEqualTo("message=Hello&link=https%3A%2F%2Fexample.org%2F&fields=id%2Cpermalink_url");
    assertThat(platform.seen().get(0).header("authorization")).isEqualTo("Bearer secret-token");
  }

  @Test
  void pictures_are_brought_one_by_one_and_taken_up_by_one_post() {
    Content two = content("Two", "https://cdn.example.com/a.jpg", "https://cdn.example.com/b.jpg");
    List<Media> media = new ArrayList<>(two.media());
    media.set(1, media.get(1).withAlt("a dog: “é”"));
    content = new Content("Two", null, media, Map.of());
    AtomicInteger ids = new AtomicInteger(100);
    platform.answers(
        seen ->
            seen.target().endsWith("/photos")
                ? StubPlatform.json(200, "{\"id\":\"" + ids.incrementAndGet() + "\"}")
                : accepted());

    Preparation first = prepare(null);
    assertThat(first).isInstanceOf(Preparation.Pending.class);
    Preparation second = prepare(((Preparation.Pending) first).handle());
    assertThat(second).isInstanceOf(Preparation.Ready.class);
    publish(((Preparation.Ready) second).handle());

    assertThat(platform.seen().get(0).text()).contains("name=\"published\"\r\n\r\nfalse");
    assertThat(platform.seen().get(0).text()).doesNotContain("alt_text_custom");
    assertThat(platform.seen().get(1).text()).contains("a dog: “é”").contains("name=\"source\"");
    assertThat(platform.seen().get(2).text())
        .startsWith("message=Two&attached_media%5B0%5D=%7B%22media_fbid%22%3A%22101%22%7D&")
        .contains("attached_media%5B1%5D=%7B%22media_fbid%22%3A%22102%22%7D");
  }

  @Test
  void a_picture_that_cant_be_read_is_tried_again_but_not_for_ever() {
    platform.answers(error(400, 324, 2069019, "Missing or invalid image file"));
    Preparation step = prepare(null);
    int tries = 1;
    while (step instanceof Preparation.Pending pending && tries < 10) {
      step = prepare(pending.handle());
      tries++;
    }

    assertThat(tries).isEqualTo(3);
    assertThat(((Preparation.Failed) step).failure()).isInstanceOf(PublishFailure.Permanent.class);
  }

  @Test
  void pictures_that_are_gone_are_brought_anew_and_used_ones_are_left_alone() {
    platform.answers(error(400, 100, 33, "gone"));
    assertThat(((Preparation.Pending) prepare(handle())).handle()).doesNotContain("9001");

    platform.answers(StubPlatform.json(200, "{\"id\":\"9001\",\"page_story_id\":\"42_1\"}"));
    Preparation used = prepare(handle());
    platform.seen().clear();
    assertThat(publish(((Preparation.Ready) used).handle())).isInstanceOf(Outcome.Doubtful.class);
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void pictures_that_a_post_has_taken_up_already_are_ours() {
    platform.answers(error(400, 100, 1366051, "already posted"));

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
  }

  @Test
  void a_duplicate_is_refused_at_first_and_evidence_later() {
    platform.answers(error(400, 506, 0, "(#506) Duplicate status message"));

    assertThat(failure(publish())).isInstanceOf(PublishFailure.Permanent.class);
    LaneWork again = second(work(handle(), null, platform.url()));
    assertThat(hub.send(door("publish"), again, Outcome.class))
        .isInstanceOf(Outcome.Doubtful.class);
  }

  @Test
  void a_link_that_cant_be_read_gets_a_second_try() {
    platform.answers(error(400, 100, 1609005, "scrape"));

    assertThat(failure(publish())).isInstanceOf(PublishFailure.Transient.class);
    LaneWork again = second(work(handle(), null, platform.url()));
    assertThat(failure(hub.send(door("publish"), again, Outcome.class)))
        .isInstanceOf(PublishFailure.Permanent.class);
  }

  @Test
  void a_video_goes_in_the_pieces_that_facebook_asks_for() throws IOException {
    video(false);
    long[] has = {0};
    platform.answers(
        seen -> {
          if (seen.text().contains("upload_phase=start")) {
            return StubPlatform.json(200, started(0, 60));
          }
          has[0] = has[0] == 0 ? 60 : 100;
          return StubPlatform.json(200, offsets(has[0], 100));
        });

    Preparation begun = prepare(null);
    Preparation half = prepare(((Preparation.Pending) begun).handle());
    Preparation whole = prepare(((Preparation.Pending) half).handle());

    assertThat(platform.seen().get(0).text()).isEqualTo("upload_phase=start&file_size=100");
    assertThat(platform.seen().get(1).text()).contains("name=\"start_offset\"\r\n\r\n0\r\n");
    assertThat(platform.seen().get(2).text()).contains("name=\"start_offset\"\r\n\r\n60\r\n");
    assertThat(platform.seen().get(2).body().length)
        .isEqualTo(platform.seen().get(1).body().length - 20 + 1);
    platform.answers(StubPlatform.json(200, state("upload_complete", "not_started", "")));
    assertThat(prepare(((Preparation.Pending) whole).handle()))
        .isInstanceOf(Preparation.Ready.class);
  }

  @Test
  void an_upload_goes_on_where_facebook_says_it_is() throws IOException {
    video(false);
    platform.answers(
        StubPlatform.json(
            400,
            "{\"error\":{\"message\":\"m\",\"code\":6001,\"error_subcode\":1363037,"
                + "\"error_data\":{\"start_offset\":\"40\",\"end_offset\":\"100\"}}}"));

    Preparation told = prepare(VIDEO + "\"offset\":0,\"end\":60}");
    assertThat(((Preparation.Pending) told).handle()).contains("\"offset\":40");

    Preparation stuck = prepare(VIDEO + "\"offset\":40,\"end\":100,\"builds\":3}");
    assertThat(((Preparation.Failed) stuck).failure().retryable()).isTrue();
    platform.answers(error(400, 6000, 1363033, "unknown session"));
    assertThat(((Preparation.Pending) prepare(VIDEO + "\"offset\":40,\"end\":100}")).handle())
        .doesNotContain("77");
  }

  @Test
  void a_video_that_changed_meanwhile_isnt_mixed() throws IOException {
    video(false);
    medium =
        new MediaFetch.Fetched(
            new FetchedMedia(Files.write(files.resolve("x"), new byte[7]), 7, "video/mp4"));

    Preparation step = prepare(VIDEO + "\"offset\":40,\"end\":100}");
    assertThat(((Preparation.Failed) step).failure().code()).isEqualTo("media_changed");
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void a_video_is_up_when_its_state_says_so() throws IOException {
    video(false);
    for (var one :
        Map.of(
                state("ready", "complete", "published"),
                Outcome.Published.class,
                state("processing", "not_started", ""),
                Outcome.Doubtful.class,
                state("error", "error", "error"),
                Outcome.Refused.class,
                "{}",
                Outcome.Doubtful.class)
            .entrySet()) {
      platform.answers(
          seen ->
              StubPlatform.json(
                  200, seen.method().equals("GET") ? one.getKey() : "{\"success\":true}"));

      assertThat(publish(UPLOADED)).as(one.getKey()).isInstanceOf(one.getValue());
    }
    assertThat(platform.seen().get(0).text())
        .isEqualTo(
            "upload_phase=finish&upload_session_id=977&published=true&description=Words"
                + "&title=Title");
    platform.answers(StubPlatform.json(200, state("ready", "complete", "published")));
    assertThat(lookup(UPLOADED))
        .isEqualTo(new Sighting.Found("77", "https://www.facebook.com/42/videos/77/"));
  }

  @Test
  void a_video_whose_last_call_was_lost_tells_its_state() throws IOException {
    video(false);
    assertThat(look(state("processing", "not_started", ""))).isInstanceOf(Sighting.Unclear.class);
    assertThat(look(state("upload_complete", "not_started", "")))
        .isInstanceOf(Sighting.Absent.class);
    assertThat(look(state("expired", "not_started", ""))).isInstanceOf(Sighting.NotSubmitted.class);
    assertThat(look(state("error", "error", "error")))
        .isInstanceOfSatisfying(
            Sighting.Failed.class, failed -> assertThat(failed.failure().code()).isEqualTo("99"));
    platform.answers(error(400, 100, 33, "gone"));
    assertThat(lookup(UPLOADED)).isInstanceOf(Sighting.Absent.class);
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());
      assertThat(lookup(UPLOADED)).as(bad.name()).isInstanceOf(Sighting.Unclear.class);
      assertThat(publish(UPLOADED)).as(bad.name()).isInstanceOf(Outcome.Doubtful.class);
      for (String handle : Arrays.asList(null, VIDEO + "\"offset\":0,\"end\":60}", UPLOADED)) {
        assertNotReady(bad.name(), prepare(handle));
      }
    }
  }

  @Test
  void a_reel_goes_to_the_upload_host_from_where_it_broke_off() throws IOException {
    video(true);
    String handle = "{\"video\":\"77\",\"total\":100}";
    platform.answers(
        seen ->
            seen.method().equals("GET")
                ? StubPlatform.json(
                    200,
                    "{\"id\":\"77\",\"status\":{\"video_status\":\"uploading\","
                        + "\"uploading_phase\":{\"status\":\"in_progress\",\"bytes_transfered\":30},"
                        + "\"publishing_phase\":{\"status\":\"not_started\"}}}")
                : StubPlatform.json(
                    200,
                    seen.target().contains("video_reels")
                        ? "{\"video_id\":\"77\",\"upload_url\":\"https://elsewhere.test/\"}"
                        : "{\"success\":true}"));

    Preparation begun = prepare(null);
    assertThat(((Preparation.Pending) begun).handle()).contains("\"video\":\"77\"");
    platform.seen().clear();
    Preparation sent = prepare(handle);

    assertThat(((Preparation.Pending) sent).handle()).contains("\"uploaded\":true");
    StubPlatform.Seen bytes = platform.seen().get(1);
    assertThat(bytes.target()).isEqualTo("/video-upload/v26.0/77");
    assertThat(bytes.header("authorization")).isEqualTo("OAuth secret-token");
    assertThat(bytes.header("offset")).isEqualTo("30");
    assertThat(bytes.header("file_size")).isEqualTo("100");
    assertThat(bytes.body()).hasSize(70);
    publish("{\"video\":\"77\",\"total\":100,\"uploaded\":true}");
    assertThat(platform.seen().get(2).text())
        .isEqualTo(
            "upload_phase=FINISH&video_id=77&video_state=PUBLISHED&description=Words&title=Title");
  }

  @Test
  void finds_pictures_by_their_ids_and_words_by_themselves() {
    String pictures =
        "{\"data\":[{\"id\":\"42_1\",\"message\":\"Hello\"},{\"id\":\"42_2\",\"message\":\"other\","
            + "\"permalink_url\":\"https://www.facebook.com/p\",\"attachments\":{\"data\":[{"
            + "\"subattachments\":{\"data\":[{\"target\":{\"id\":\"9001\"}}]}}]}}]}";
    platform.answers(StubPlatform.json(200, pictures));
    assertThat(lookup(handle()))
        .isEqualTo(new Sighting.Found("42_2", "https://www.facebook.com/p"));

    content = content("Hello");
    assertThat(lookup("{}")).isEqualTo(new Sighting.Found("42_1", null));
    platform.answers(
        StubPlatform.json(
            200,
            "{\"data\":[{\"id\":\"42_1\",\"message\":\"Hello\"},{\"id\":\"42_2\",\"message\":\"Hello\"}]}"));
    assertThat(((Sighting.Unclear) lookup("{}")).forHuman()).isTrue();
    platform.answers(
        StubPlatform.json(
            200,
            "{\"data\":[{\"id\":\"42_1\",\"message\":\"Hello\","
                + "\"created_time\":\"2026-11-20T09:50:00+0000\"}]}"));
    assertThat(lookup("{}")).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void pictures_that_a_post_has_taken_up_are_waited_for_until_it_is_listed() {
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("page_story_id")
                    ? "{\"id\":\"9001\",\"page_story_id\":\"42_1\"}"
                    : "{\"data\":[]}"));

    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isFalse();
    platform.answers(
        seen ->
            seen.target().contains("page_story_id")
                ? error(400, 100, 33, "gone")
                : StubPlatform.json(200, "{\"data\":[]}"));
    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void reads_a_list_on_to_its_end() {
    AtomicInteger pages = new AtomicInteger();
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                pages.incrementAndGet() < 3
                    ? "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"c%d\"},\"next\":\"x\"}}"
                        .formatted(pages.get())
                    : "{\"data\":[{\"id\":\"42_1\",\"message\":\"Hello\"}]}"));
    content = content("Hello");

    assertThat(lookup("{}")).isInstanceOf(Sighting.Found.class);
    assertThat(platform.seen().get(2).target()).contains("&after=c2");
  }

  @Test
  void counts_what_people_do_and_what_the_insights_tell() {
    assertThat(measure(seen -> counted(seen, StubPlatform.json(200, insights()))))
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.SHARES, 3L,
                    Metric.COMMENTS, 5L,
                    Metric.LIKES, 7L,
                    Metric.IMPRESSIONS, 900L,
                    Metric.REACH, 600L)));
    // without the permission for insights the rest is still told
    assertThat(measure(seen -> counted(seen, error(403, 200, 0, "read_insights"))))
        .isEqualTo(
            new Measurement.Measured(
                Map.of(Metric.SHARES, 3L, Metric.COMMENTS, 5L, Metric.LIKES, 7L)));
    for (Bad bad : badAnswers()) {
      assertThat(measure(seen -> bad.reply()))
          .as(bad.name())
          .isInstanceOf(Measurement.Failed.class);
    }
    assertThat(measure(seen -> tokenExpired())).isInstanceOf(Measurement.Failed.class);
  }

  @Test
  void the_right_page_is_found_among_many() {
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("debug_token")
                    ? "{\"data\":{\"profile_id\":\"42\"}}"
                    : seen.target().contains("accounts")
                        ? "{\"data\":[{\"id\":\"41\",\"access_token\":\"a\"},"
                            + "{\"id\":\"42\",\"access_token\":\"b\"}]}"
                        : "{\"access_token\":\"person\",\"expires_in\":3600}"));

    TokenGrant.Granted granted = (TokenGrant.Granted) refresh();
    assertThat(granted.accessToken()).isEqualTo("b");
    assertThat(granted.refreshToken()).isEqualTo("person");
    assertThat(granted.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(platform.seen().get(0).text())
        .isEqualTo(
            "grant_type=fb_exchange_token&client_id=client&client_secret=secret"
                + "&fb_exchange_token=old-refresh");
    assertThat(platform.seen().get(1).header("authorization")).isEqualTo("Bearer person");
  }

  private Measurement measure(Function<StubPlatform.Seen, StubPlatform.Reply> script) {
    platform.answers(script);
    return hub.send(door("metrics"), work(handle(), null, platform.url()), Measurement.class);
  }

  private static StubPlatform.Reply counted(StubPlatform.Seen seen, StubPlatform.Reply insights) {
    return seen.target().contains("/insights?")
        ? insights
        : StubPlatform.json(
            200,
            "{\"id\":\"42_4711\",\"shares\":{\"count\":3},"
                + "\"comments\":{\"data\":[],\"summary\":{\"total_count\":5}},"
                + "\"reactions\":{\"data\":[],\"summary\":{\"total_count\":7}}}");
  }

  private static String insights() {
    return "{\"data\":[{\"name\":\"post_media_view\",\"values\":[{\"value\":900}]},"
        + "{\"name\":\"post_total_media_view_unique\",\"values\":[{\"value\":600}]},"
        + "{\"name\":\"post_clicks\",\"values\":[{\"value\":{}}]}]}";
  }

  private void video(boolean reel) {
    content =
        new Content(
            "Words",
            "Title",
            List.of(Media.of("https://cdn.example.com/a.mp4")),
            reel ? Map.of("reel", true) : Map.of());
  }

  private Sighting look(String state) {
    platform.answers(StubPlatform.json(200, state));
    return lookup(UPLOADED);
  }

  private Outcome publish(String handle) {
    return hub.send(door("publish"), work(handle, null, platform.url()), Outcome.class);
  }

  private static LaneWork second(LaneWork first) {
    return new LaneWork(
        first.targetId(),
        first.postId(),
        first.platform(),
        first.content(),
        first.account(),
        first.handle(),
        first.platformPostId(),
        2,
        first.attemptAt(),
        first.hosts());
  }

  private static String started(long from, long to) {
    return "{\"video_id\":\"77\",\"upload_session_id\":\"977\",\"start_offset\":\"%d\",\"end_offset\":\"%d\"}"
        .formatted(from, to);
  }

  private static String offsets(long from, long to) {
    return "{\"start_offset\":\"%d\",\"end_offset\":\"%d\"}".formatted(from, to);
  }

  private static String state(String word, String phase, String published) {
    String told = published.isEmpty() ? "" : ",\"publish_status\":\"" + published + "\"";
    return ("{\"id\":\"77\",\"permalink_url\":\"/42/videos/77/\",\"published\":%b,\"status\":{"
            + "\"video_status\":\"%s\",\"processing_phase\":{\"status\":\"%s\",\"errors\":[{"
            + "\"code\":99,\"message\":\"%s\"}]},"
            + "\"publishing_phase\":{\"status\":\"%s\"%s}}}")
        .formatted(
            published.equals("published"),
            word,
            phase,
            word.equals("error") ? "broken" : "",
            phase,
            told);
  }
}
