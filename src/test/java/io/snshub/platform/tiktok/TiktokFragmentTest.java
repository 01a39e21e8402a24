package io.snshub.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
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
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TiktokFragmentTest extends PlatformFragmentTest {
  private static final String UPLOAD = "/video/?upload_id=1&upload_token=t";
  private static final String ATTEMPT_ID = "v_pub_file~v2-1.17";
  private static final String POST_ID = "7123456789012345678";
  private static final int CHUNK = 10_000_000;
  private static final String CREATOR =
      "{\"name\":\"tiktok\",\"levels\":[\"PUBLIC_TO_EVERYONE\",\"SELF_ONLY\"],"
          + "\"no_comments\":false,\"no_duets\":false,\"no_stitches\":true,\"seconds\":300}";
  private static final String INFO =
      ok(
          "\"creator_username\":\"tiktok\",\"privacy_level_options\":[\"PUBLIC_TO_EVERYONE\","
              + "\"SELF_ONLY\"],\"comment_disabled\":false,\"duet_disabled\":false,"
              + "\"stitch_disabled\":true,\"max_video_post_duration_sec\":300");

  private final TestClock clock = atAttempt();
  private Content content = content("caption #tag", "https://cdn.example.com/a.mp4");
  private String privacy = "PUBLIC_TO_EVERYONE";
  private String root;

  private static TestClock atAttempt() {
    TestClock clock = new TestClock();
    clock.advance(Duration.between(clock.instant(), ATTEMPT));
    return clock;
  }

  @Override
  protected String name() {
    return "tiktok";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new TiktokRoutes(clock), new TiktokUploadRoutes(clock));
  }

  @Override
  protected PlatformProfile profile() {
    return new TiktokPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content;
  }

  @Override
  protected String handle() {
    return handle(100, 0);
  }

  private String handle(long total, long offset) {
    String address = (root == null ? platform.url() : root) + UPLOAD;
    long until = ATTEMPT.plus(Duration.ofMinutes(50)).getEpochSecond();
    return "{\"publish_id\":\"%s\",\"upload\":\"%s\",\"total\":%d,\"offset\":%d,\"until\":%d,"
            .formatted(ATTEMPT_ID, address, total, offset, until)
        + "\"creator\":"
        + CREATOR
        + ",\"privacy\":\""
        + privacy
        + "\"}";
  }

  private static String photoHandle() {
    return "{\"total\":0,\"offset\":0,\"until\":0,\"creator\":"
        + CREATOR
        + ",\"privacy\":\"PUBLIC_TO_EVERYONE\"}";
  }

  @Override
  protected String publishMethod() {
    return "PUT";
  }

  @Override
  protected String publishTarget() {
    return UPLOAD;
  }

  /** States, lists and counters are read by POST. */
  @Override
  protected boolean changes(StubPlatform.Seen seen) {
    return seen.method().equals("PUT") || seen.target().contains("/init/");
  }

  @Override
  protected String postId() {
    return POST_ID;
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        complete("{}"),
        complete("-1"),
        complete("\"v_pub_file~v2-1.17\""),
        complete("1.5"),
        ok("\"status\":\"PUBLISH_COMPLETE\",\"publicaly_available_post_id\":" + POST_ID),
        ok("\"status\":17"),
        ok("\"publicaly_available_post_id\":[" + POST_ID + "]"));
  }

  /** An attempt that misses bytes is there, and has made nothing. */
  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(200, uploading(0));
  }

  @Override
  protected Class<? extends Sighting> nothing() {
    return Sighting.NotSubmitted.class;
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("/status/fetch/");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, handle());
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(201, complete(POST_ID));
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(429, "rate_limit_exceeded");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(403, "spam_risk_user_banned_from_posting");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(401, "access_token_invalid");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    throw new UnsupportedOperationException("TikTok can't delete");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    throw new UnsupportedOperationException("TikTok can't delete");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(
        200,
        "{\"access_token\":\"new-token\",\"expires_in\":3600,\"refresh_token\":\"next\","
            + "\"open_id\":\"42\"}");
  }

  /** A refusal that comes with 200. */
  @Override
  protected StubPlatform.Reply grantRefused() {
    return StubPlatform.json(
        200, "{\"error\":\"invalid_grant\",\"error_description\":\"expired\",\"log_id\":\"1\"}");
  }

  @Override
  @Test
  protected void an_unreachable_platform_refuses_for_now() throws IOException {
    root = "http://127.0.0.1:1";

    super.an_unreachable_platform_refuses_for_now();
  }

  @Test
  void a_small_video_is_ready_as_soon_as_it_is_announced() {
    platform.answers(this::inits);

    assertThat(prepare(null)).isEqualTo(new Preparation.Ready(handle(100, 0)));

    assertThat(platform.seen())
        .extracting(StubPlatform.Seen::target)
        .containsExactly("/v2/post/publish/creator_info/query/", "/v2/post/publish/video/init/");
    assertThat(platform.seen().get(1).header("content-type"))
        .isEqualTo("application/json; charset=UTF-8");
    assertThat(platform.seen().get(1).text())
        .isEqualTo(
            "{\"post_info\":{\"title\":\"caption #tag\",\"privacy_level\":\"PUBLIC_TO_EVERYONE\","
                + "\"disable_comment\":false,\"disable_duet\":false,\"disable_stitch\":true,"
                + "\"brand_content_toggle\":false,\"brand_organic_toggle\":false},"
                + "\"source_info\":{\"source\":\"FILE_UPLOAD\",\"video_size\":100,"
                + "\"chunk_size\":100,\"total_chunk_count\":1}}");
  }

  @Test
  void a_large_video_is_handed_out_before_its_first_byte() throws IOException {
    medium(2L * CHUNK + 5);
    platform.answers(this::inits);

    assertThat(prepare(null))
        .isEqualTo(new Preparation.Pending(handle(2L * CHUNK + 5, 0), Duration.ZERO));
    assertThat(platform.seen().get(1).text())
        .contains("\"chunk_size\":10000000,\"total_chunk_count\":2");
  }

  @Test
  void sends_all_but_the_last_chunk_while_preparing() throws IOException {
    long total = 3L * CHUNK + 5;
    medium(total);
    AtomicLong stored = new AtomicLong();
    platform.answers(seen -> store(seen, stored, total));

    assertThat(prepare(handle(total, 0)))
        .isEqualTo(new Preparation.Ready(handle(total, 2L * CHUNK)));

    assertThat(platform.seen())
        .filteredOn(seen -> seen.method().equals("PUT"))
        .extracting(seen -> seen.header("content-range"))
        .containsExactly("bytes 0-9999999/" + total, "bytes 10000000-19999999/" + total);
    assertThat(platform.seen())
        .filteredOn(seen -> seen.method().equals("PUT"))
        .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("authorization"));
  }

  @Test
  void goes_on_where_tiktok_stands() throws IOException {
    long total = 3L * CHUNK + 5;
    medium(total);
    AtomicLong stored = new AtomicLong(CHUNK);
    platform.answers(seen -> store(seen, stored, total));

    assertThat(prepare(handle(total, 0)))
        .isEqualTo(new Preparation.Ready(handle(total, 2L * CHUNK)));
    assertThat(platform.seen("PUT", UPLOAD)).isEqualTo(1);
  }

  @Test
  void a_chunk_out_of_place_is_looked_into_before_the_next() throws IOException {
    long total = 3L * CHUNK;
    medium(total);
    platform.answers(
        seen ->
            seen.method().equals("PUT")
                ? new StubPlatform.Answer(416, Map.of(), "")
                : StubPlatform.json(200, uploading(0)));

    assertThat(prepare(handle(total, 0)))
        .isInstanceOfSatisfying(
            Preparation.Pending.class,
            pending -> assertThat(pending.handle()).contains(ATTEMPT_ID));
    assertThat(platform.seen("PUT", UPLOAD)).isEqualTo(1);
  }

  @Test
  void an_address_that_is_no_longer_good_is_asked_for_anew_while_bytes_are_missing() {
    platform.answers(StubPlatform.json(200, uploading(0)));
    clock.advance(Duration.ofMinutes(51));

    assertThat(failure(publish()).code()).isEqualTo("upload_incomplete");
    assertThat(platform.seen()).isEmpty();
    assertThat(prepare(handle()))
        .isInstanceOfSatisfying(
            Preparation.Pending.class,
            pending -> assertThat(pending.handle()).doesNotContain("publish_id"));

    platform.answers(StubPlatform.json(200, uploading(100)));
    assertThat(prepare(handle())).isEqualTo(new Preparation.Ready(handle(100, 100)));
  }

  @Test
  void what_tiktok_has_whole_is_only_asked_for() {
    platform.answers(StubPlatform.json(200, complete(POST_ID)));

    assertThat(publish(handle(100, 100)))
        .isEqualTo(
            new Outcome.Published(POST_ID, "https://www.tiktok.com/@tiktok/video/" + POST_ID));
    assertThat(platform.seen("PUT", UPLOAD)).isZero();
  }

  @Test
  void publishes_with_the_last_chunk_and_waits_for_the_id() throws IOException {
    medium(2L * CHUNK + 5);
    AtomicLong asked = new AtomicLong();
    platform.answers(
        seen -> {
          if (seen.method().equals("PUT")) {
            return new StubPlatform.Answer(201, Map.of(), "");
          }
          long turn = asked.incrementAndGet();
          return StubPlatform.json(
              200, turn == 1 ? uploading(2L * CHUNK + 5) : complete(turn == 2 ? "" : POST_ID));
        });

    assertThat(publish(handle(2L * CHUNK + 5, CHUNK)))
        .isEqualTo(
            new Outcome.Published(POST_ID, "https://www.tiktok.com/@tiktok/video/" + POST_ID));
    assertThat(platform.seen().get(0).header("content-range"))
        .isEqualTo("bytes 10000000-20000004/20000005");
    assertThat(platform.seen().get(0).header("content-type")).isEqualTo("video/mp4");
    assertThat(platform.seen().get(0).body()).hasSize(CHUNK + 5);
  }

  @Test
  void a_private_post_is_known_by_its_attempt() {
    privacy = "SELF_ONLY";
    platform.answers(StubPlatform.json(200, complete("")));

    assertThat(publish()).isEqualTo(new Outcome.Published(ATTEMPT_ID, null));
  }

  @Test
  void work_that_goes_on_for_long_is_left_to_the_look_ups() {
    platform.answers(StubPlatform.json(200, uploading(100)));

    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.Doubtful.class,
            doubtful -> {
              assertThat(doubtful.reason()).contains("still at work", ATTEMPT_ID);
              assertThat(doubtful.handle()).isEqualTo(handle());
              assertThat(doubtful.toString()).doesNotContain("upload_token");
            });
    assertThat(platform.seen("POST", "/status/fetch/")).isEqualTo(5);
  }

  @Test
  void a_video_that_came_to_nothing_is_refused_for_the_reason_told() {
    platform.answers(StubPlatform.json(200, failed("duration_check_failed")));
    assertThat(failure(publish()))
        .isInstanceOfSatisfying(
            PublishFailure.Permanent.class,
            bad -> assertThat(bad.code()).isEqualTo("duration_check_failed"));

    platform.answers(StubPlatform.json(200, failed("internal")));
    assertThat(failure(publish()).retryable()).isTrue();
  }

  @Test
  void bytes_that_were_not_taken_are_sent_again_later() {
    for (int status : new int[] {400, 403, 404, 416}) {
      platform.answers(
          seen ->
              seen.method().equals("PUT")
                  ? new StubPlatform.Answer(status, Map.of(), "")
                  : StubPlatform.json(200, uploading(0)));

      assertThat(failure(publish()).code()).as("%s", status).isEqualTo("upload_incomplete");
    }
  }

  @Test
  void bytes_that_were_taken_after_all_are_no_refusal() {
    platform.answers(
        seen ->
            seen.method().equals("PUT")
                ? new StubPlatform.Answer(416, Map.of(), "")
                : StubPlatform.json(200, complete(POST_ID)));

    assertThat(publish()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_look_asks_the_attempt_itself() {
    platform.answers(StubPlatform.json(200, complete(POST_ID)));
    assertThat(lookup(handle()))
        .isEqualTo(new Sighting.Found(POST_ID, "https://www.tiktok.com/@tiktok/video/" + POST_ID));

    platform.answers(StubPlatform.json(200, uploading(50)));
    assertThat(lookup(handle())).isEqualTo(new Sighting.NotSubmitted(handle(100, 50)));

    platform.answers(StubPlatform.json(200, uploading(100)));
    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isFalse();

    platform.answers(StubPlatform.json(200, failed("frame_rate_check_failed")));
    assertThat(lookup(handle())).isInstanceOf(Sighting.Failed.class);
  }

  @Test
  void the_id_of_a_public_post_is_waited_for_but_not_for_ever() {
    platform.answers(StubPlatform.json(200, complete("")));
    assertThat(((Outcome.Doubtful) publish()).reason()).contains("public id is still to come");
    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isFalse();

    clock.advance(Duration.ofMinutes(3));
    assertThat(lookup(handle())).isEqualTo(new Sighting.Found(ATTEMPT_ID, null));

    privacy = "SELF_ONLY";
    clock.advance(Duration.ofMinutes(-3));
    assertThat(lookup(handle())).isEqualTo(new Sighting.Found(ATTEMPT_ID, null));
  }

  @Test
  void photos_are_prepared_by_asking_and_published_by_their_init() {
    photos();
    platform.answers(StubPlatform.json(200, INFO));
    assertThat(prepare(null)).isEqualTo(new Preparation.Ready(photoHandle()));

    platform.seen().clear();
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("/init/")
                    ? ok("\"publish_id\":\"p_pub_url~v2.1\"")
                    : complete(POST_ID)));
    assertThat(publish(photoHandle()))
        .isEqualTo(
            new Outcome.Published(POST_ID, "https://www.tiktok.com/@tiktok/photo/" + POST_ID));
    assertThat(platform.seen("POST", "/v2/post/publish/content/init/")).isEqualTo(1);
    assertThat(platform.seen().get(0).text())
        .isEqualTo(
            "{\"media_type\":\"PHOTO\",\"post_mode\":\"DIRECT_POST\",\"post_info\":{"
                + "\"title\":\"Title\",\"description\":\"long text\","
                + "\"privacy_level\":\"PUBLIC_TO_EVERYONE\",\"disable_comment\":false,"
                + "\"auto_add_music\":true,\"brand_content_toggle\":false,"
                + "\"brand_organic_toggle\":false},\"source_info\":{\"source\":\"PULL_FROM_URL\","
                + "\"photo_cover_index\":1,\"photo_images\":[\"https://cdn.example.com/1.jpg\","
                + "\"https://cdn.example.com/2.webp\"]}}");
  }

  @Test
  void photos_that_are_still_pulled_bring_what_to_look_for_them_by() {
    photos();
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("/init/")
                    ? ok("\"publish_id\":\"p_pub_url~v2.1\"")
                    : ok("\"status\":\"PROCESSING_DOWNLOAD\",\"downloaded_bytes\":0")));

    Outcome.Doubtful doubtful = (Outcome.Doubtful) publish(photoHandle());
    assertThat(doubtful.handle()).contains("p_pub_url~v2.1");
    assertThat(platform.seen("POST", "/status/fetch/")).isEqualTo(3);

    platform.answers(StubPlatform.json(200, failed("photo_pull_failed")));
    assertThat(lookup(doubtful.handle()))
        .isInstanceOfSatisfying(
            Sighting.Failed.class, dead -> assertThat(dead.failure().retryable()).isTrue());
  }

  @Test
  void photos_whose_answer_was_lost_are_sought_among_the_public_posts() {
    photos();
    listed(ATTEMPT.getEpochSecond() + 3, "long text");
    assertThat(lookup(photoHandle()))
        .isEqualTo(new Sighting.Found(POST_ID, "https://www.tiktok.com/@tiktok/photo/" + POST_ID));

    listed(ATTEMPT.getEpochSecond() - 600, "long text");
    assertThat(((Sighting.Unclear) lookup(photoHandle())).forHuman()).isFalse();

    clock.advance(Duration.ofMinutes(61));
    assertThat(((Sighting.Unclear) lookup(photoHandle())).forHuman()).isTrue();
  }

  @Test
  void an_attempt_that_tiktok_forgot_is_sought_too() {
    platform.answers(
        seen ->
            seen.target().contains("/status/")
                ? error(400, "invalid_publish_id")
                : StubPlatform.json(200, list(ATTEMPT.getEpochSecond(), "caption #tag")));

    assertThat(lookup(handle())).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void a_bad_answer_to_a_photo_post_is_doubtful() {
    photos();
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply()).seen().clear();

      assertThat(publish(photoHandle())).as(bad.name()).isInstanceOf(Outcome.Doubtful.class);
      assertThat(platform.seen("POST", "/content/init/")).isEqualTo(1);
    }
  }

  @Test
  void a_bad_page_of_the_list_proves_nothing() {
    photos();
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      assertThat(((Sighting.Unclear) lookup(photoHandle())).forHuman()).as(bad.name()).isFalse();
    }
  }

  @Test
  void what_the_creator_does_not_allow_is_refused_before_anything_is_sent() {
    platform.answers(StubPlatform.json(200, INFO));
    content = with(Map.of("privacy_level", "FOLLOWER_OF_CREATOR"));

    assertThat(((Preparation.Failed) prepare(null)).failure().code())
        .isEqualTo("privacy_level_option_mismatch");
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void a_refusal_that_comes_with_200_is_one() {
    platform.answers(error(200, "spam_risk_too_many_posts"));

    assertThat(((Preparation.Failed) prepare(null)).failure())
        .isInstanceOfSatisfying(
            PublishFailure.Transient.class,
            full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofHours(1)));
  }

  @Test
  void counters_are_read_by_the_public_id() {
    platform.answers(
        StubPlatform.json(
            200,
            ok(
                "\"videos\":[{\"id\":\"%s\",\"view_count\":120,\"like_count\":5,".formatted(POST_ID)
                    + "\"comment_count\":1,\"share_count\":0}]")));

    assertThat(measure(POST_ID))
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.VIEWS, 120L, Metric.LIKES, 5L, Metric.COMMENTS, 1L, Metric.SHARES, 0L)));
    assertThat(platform.seen().get(0).text())
        .isEqualTo("{\"filters\":{\"video_ids\":[\"" + POST_ID + "\"]}}");
  }

  @Test
  void a_post_without_a_public_id_has_no_counters() {
    platform.answers(StubPlatform.json(200, complete("")));

    assertThat(measure(ATTEMPT_ID)).isEqualTo(new Measurement.Measured(Map.of()));
    assertThat(platform.seen("POST", "/video/query/")).isZero();
  }

  @Test
  void counters_that_can_not_be_read_are_not_made_up() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      assertThat(measure(POST_ID)).as(bad.name()).isInstanceOf(Measurement.Failed.class);
    }
  }

  @Test
  void a_refresh_names_the_client_by_its_key_and_keeps_the_new_refresh_token() {
    platform.answers(granted());

    assertThat(((TokenGrant.Granted) refresh()).refreshToken()).isEqualTo("next");
    assertThat(platform.seen().get(0).target()).isEqualTo("/v2/oauth/token/");
    assertThat(platform.seen().get(0).text())
        .isEqualTo(
            "client_key=client&client_secret=secret&grant_type=refresh_token"
                + "&refresh_token=old-refresh");
  }

  private Outcome publish(String handle) {
    return hub.send(door("publish"), work(handle, null, platform.url()), Outcome.class);
  }

  private Measurement measure(String id) {
    LaneWork base = work(null, null, platform.url());
    LaneWork work =
        new LaneWork(
            1, 1, "tiktok", base.content(), base.account(), null, id, 1, null, base.hosts());
    return hub.send(door("metrics"), work, Measurement.class);
  }

  private void photos() {
    Content plain =
        content("long text", "https://cdn.example.com/1.jpg", "https://cdn.example.com/2.webp");
    content =
        new Content(
            plain.text(),
            "Title",
            plain.media(),
            Map.of("photo_cover_index", 1, "auto_add_music", true));
  }

  private Content with(Map<String, Object> options) {
    return new Content(content.text(), null, content.media(), options);
  }

  private StubPlatform.Reply inits(StubPlatform.Seen seen) {
    return StubPlatform.json(
        200,
        seen.target().contains("creator_info")
            ? INFO
            : ok(
                "\"publish_id\":\"%s\",\"upload_url\":\"%s\""
                    .formatted(ATTEMPT_ID, platform.url() + UPLOAD)));
  }

  private StubPlatform.Reply store(StubPlatform.Seen seen, AtomicLong stored, long total) {
    if (!seen.method().equals("PUT")) {
      return StubPlatform.json(200, uploading(stored.get()));
    }
    long has = stored.addAndGet(seen.body().length);
    return new StubPlatform.Answer(
        206, Map.of("Content-Range", "bytes 0-%d/%d".formatted(has - 1, total)), "");
  }

  private void listed(long at, String text) {
    platform.answers(StubPlatform.json(200, list(at, text)));
  }

  private static String list(long at, String text) {
    return ok(
        "\"videos\":[{\"id\":\"%s\",\"create_time\":%d,\"video_description\":\"%s\",\"title\":\"\"}],"
                .formatted(POST_ID, at, text)
            + "\"cursor\":0,\"has_more\":false");
  }

  private static String uploading(long bytes) {
    return ok(
        "\"status\":\"PROCESSING_UPLOAD\",\"publicaly_available_post_id\":[],\"uploaded_bytes\":"
            + bytes);
  }

  private static String complete(String ids) {
    return ok(
        "\"status\":\"PUBLISH_COMPLETE\",\"publicaly_available_post_id\":[%s],".formatted(ids)
            + "\"uploaded_bytes\":100");
  }

  private static String failed(String reason) {
    return ok("\"status\":\"FAILED\",\"fail_reason\":\"" + reason + "\",\"uploaded_bytes\":100");
  }

  private static String ok(String data) {
    return "{\"data\":{"
        + data
        + "},\"error\":{\"code\":\"ok\",\"message\":\"\",\"log_id\":\"1\"}}";
  }

  private static StubPlatform.Answer error(int status, String code) {
    return StubPlatform.json(
        status,
        "{\"data\":{},\"error\":{\"code\":\"%s\",\"message\":\"no\",\"log_id\":\"1\"}}"
            .formatted(code));
  }

  private void medium(long bytes) throws IOException {
    medium =
        new MediaFetch.Fetched(
            new FetchedMedia(
                Files.write(files.resolve("video"), new byte[(int) bytes]), bytes, "video/mp4"));
  }
}
