package io.snshub.platform.youtube;

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

class YoutubeFragmentTest extends PlatformFragmentTest {
  private static final String SESSION =
      "/upload/youtube/v3/videos?uploadType=resumable&upload_id=s";

  private static final String CHANNEL =
      "{\"items\":[{\"contentDetails\":{\"relatedPlaylists\":{\"uploads\":\"UU1\"}}}]}";

  @Override
  protected String name() {
    return "youtube";
  }

  /** Where people find a video. */
  protected String permalink(String id) {
    return "https://www.youtube.com/watch?v=" + id;
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new YoutubeRoutes(), new YoutubeUploadRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new YoutubePlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content("My <film>\nand more", "https://cdn.example.com/a.mp4");
  }

  @Override
  protected String handle() {
    return handle(100, 0);
  }

  private String handle(long total, long offset) {
    // the root of the platform that is called stands in the session's address
    return "{\"session\":\"%s\",\"total\":%d,\"offset\":%d}"
        .formatted(platformUrl() + SESSION, total, offset);
  }

  private String platformUrl() {
    return session == null ? platform.url() : session;
  }

  private String session;

  @Override
  protected String publishMethod() {
    return "PUT";
  }

  @Override
  protected String publishTarget() {
    return SESSION;
  }

  @Override
  protected String postId() {
    return "4711abcdefg";
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"id\":4711}",
        "{\"id\":\"\"}",
        "{\"id\":\"short\"}",
        "{\"id\":\"4711abcdef?\"}",
        "{\"id\":{\"videoId\":\"4711abcdefg\"}}",
        "[{\"id\":\"4711abcdefg\"}]",
        "{\"kind\":\"youtube#channel\",\"id\":\"4711abcdefg\"}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    if (seen.target().contains("/channels")) {
      return StubPlatform.json(200, CHANNEL);
    }
    return seen.target().contains("/playlistItems")
        ? StubPlatform.json(200, "{\"items\":[]}")
        : error(404, "notFound");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("upload_id", "/channels", "/playlistItems");
  }

  /** Only the session's server knows its sessions, and it says 404 in many ways. */
  @Override
  protected boolean mayMeanGone(String step, StubPlatform.Answer answer) {
    return step.equals("upload_id") && answer.status() == 404;
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, handle());
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(201, "{\"kind\":\"youtube#video\",\"id\":\"4711abcdefg\"}");
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(403, "userRateLimitExceeded");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(400, "invalidTitle");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(401, "authError");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return new StubPlatform.Answer(204, Map.of(), "");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return error(404, "videoNotFound");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(200, "{\"access_token\":\"new-token\",\"expires_in\":3600}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return StubPlatform.json(
        400,
        "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
  }

  private static StubPlatform.Answer error(int status, String reason) {
    return StubPlatform.json(
        status,
        "{\"error\":{\"code\":%d,\"message\":\"no\",\"errors\":[{\"reason\":\"%s\"}]}}"
            .formatted(status, reason));
  }

  @Override
  @Test
  protected void an_unreachable_platform_refuses_for_now() throws IOException {
    session = "http://127.0.0.1:1";

    super.an_unreachable_platform_refuses_for_now();
  }

  @Test
  void hands_out_the_session_before_it_sends_a_byte() {
    platform.answers(
        new StubPlatform.Answer(200, Map.of("Location", platform.url() + SESSION), ""));

    assertThat(prepare(null)).isEqualTo(new Preparation.Pending(handle(100, 0), Duration.ZERO));

    StubPlatform.Seen seen = platform.seen().get(0);
    assertThat(platform.seen()).hasSize(1);
    assertThat(seen.target())
        .isEqualTo("/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status");
    assertThat(seen.header("x-upload-content-length")).isEqualTo("100");
    assertThat(seen.header("x-upload-content-type")).isEqualTo("video/mp4");
    assertThat(seen.header("slug")).isEqualTo("snshub-1-1");
    assertThat(seen.text())
        .isEqualTo(
            "{\"snippet\":{\"title\":\"My film\",\"description\":\"My <film>\\nand more\","
                + "\"categoryId\":\"22\"},\"status\":{\"privacyStatus\":\"public\"}}");
  }

  @Test
  void sends_all_but_the_last_piece_while_preparing() throws IOException {
    long total = 2L * YoutubeUpload.CHUNK + 5;
    medium(total);
    AtomicLong stored = new AtomicLong();
    platform.answers(seen -> store(seen, stored));

    assertThat(prepare(handle(total, 0)))
        .isEqualTo(new Preparation.Ready(handle(total, 2L * YoutubeUpload.CHUNK)));

    assertThat(platform.seen())
        .extracting(seen -> seen.header("content-range"))
        .containsExactly(
            "bytes */" + total, "bytes 0-8388607/" + total, "bytes 8388608-16777215/" + total);
  }

  @Test
  void goes_on_where_the_session_stands() throws IOException {
    long total = 2L * YoutubeUpload.CHUNK + 5;
    medium(total);
    AtomicLong stored = new AtomicLong(YoutubeUpload.CHUNK + 262_144);
    platform.answers(seen -> store(seen, stored));

    assertThat(prepare(handle(total, 0)))
        .isEqualTo(new Preparation.Ready(handle(total, YoutubeUpload.CHUNK + 262_144)));
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void a_session_that_takes_nothing_does_not_hold_the_upload_for_ever() throws IOException {
    long total = 2L * YoutubeUpload.CHUNK;
    medium(total);
    platform.answers(new StubPlatform.Answer(308, Map.of(), ""));

    assertThat(prepare(handle(total, 0))).isInstanceOf(Preparation.Pending.class);
    assertThat(platform.seen()).hasSize(2);
  }

  @Test
  void a_session_that_is_gone_is_opened_anew() {
    platform.answers(error(404, "notFound"));

    assertThat(((Preparation.Pending) prepare(handle())).handle()).doesNotContain("upload_id");
  }

  @Test
  void publishes_with_the_last_piece() throws IOException {
    long total = YoutubeUpload.CHUNK + 5;
    medium(total);
    platform.answers(accepted());

    Outcome outcome =
        hub.send(
            door("publish"),
            work(handle(total, YoutubeUpload.CHUNK), null, platform.url()),
            Outcome.class);

    assertThat(outcome).isEqualTo(new Outcome.Published("4711abcdefg", permalink("4711abcdefg")));
    assertThat(platform.seen().get(0).header("content-range"))
        .isEqualTo("bytes 8388608-8388612/8388613");
    assertThat(platform.seen().get(0).body()).hasSize(5);
  }

  @Test
  void a_session_that_wants_more_after_the_last_piece_has_made_no_video() {
    platform.answers(new StubPlatform.Answer(308, Map.of("Range", "bytes=0-49"), ""));

    assertThat(failure(publish()).code()).isEqualTo("upload_incomplete");
    assertThat(failure(publish()).retryable()).isTrue();
  }

  @Test
  void a_session_that_is_gone_at_the_last_piece_is_doubtful() {
    platform.answers(error(410, "gone"));

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
  }

  @Test
  void a_video_that_changed_meanwhile_is_not_sent() throws IOException {
    medium(101);

    assertThat(failure(publish()).code()).isEqualTo("media_changed");
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void an_outage_of_the_medium_is_a_failure_of_that_moment() {
    medium =
        new MediaFetch.Missing(new PublishFailure.Transient("media_unreachable", "down", null));

    assertThat(failure(publish()).retryable()).isTrue();
  }

  @Test
  void the_session_tells_whether_the_video_exists() {
    platform.answers(accepted());
    assertThat(lookup(handle())).isInstanceOf(Sighting.Found.class);
    assertThat(platform.seen().get(0).header("content-range")).isEqualTo("bytes */100");

    platform.answers(new StubPlatform.Answer(308, Map.of("Range", "bytes=0-49"), ""));
    assertThat(lookup(handle())).isEqualTo(new Sighting.NotSubmitted(handle(100, 50)));
  }

  @Test
  void without_a_session_the_uploads_are_searched() {
    uploads("2026-11-20T10:00:03Z", "My film", "My <film>\nand more");
    assertThat(lookup(handle()))
        .isEqualTo(new Sighting.Found("vid1abcdefg", permalink("vid1abcdefg")));

    uploads("2026-11-20T10:00:03Z", "Another film", "text");
    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);

    uploads("2026-11-20T09:00:00Z", "My film", "My <film>\nand more");
    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isTrue();
  }

  @Test
  void the_uploads_are_read_page_by_page_back_to_the_attempt() {
    String item =
        "{\"items\":[{\"snippet\":{\"publishedAt\":\"%s\",\"title\":\"%s\",\"description\":"
            + "\"My <film>\\nand more\"},\"contentDetails\":{\"videoId\":\"%s\"}}]%s}";
    String first = item.formatted("2026-11-20T10:05:00Z", "Another", "aaaaaaaaaaa", next("p2"));
    String second = item.formatted("2026-11-20T10:00:03Z", "My film", "bbbbbbbbbbb", next("p3"));
    String third = item.formatted("2026-11-18T10:00:00Z", "Old", "ccccccccccc", next("p4"));
    platform.answers(
        seen -> {
          if (seen.target().contains("/videos?part=status")) {
            return StubPlatform.json(
                200, "{\"items\":[" + video("bbbbbbbbbbb", file("unknown", 100)) + "]}");
          }
          if (!seen.target().contains("/playlistItems")) {
            return nothingThere(seen);
          }
          boolean last = seen.target().endsWith("pageToken=p3");
          return StubPlatform.json(
              200, last ? third : seen.target().endsWith("pageToken=p2") ? second : first);
        });

    assertThat(lookup(handle()))
        .isEqualTo(new Sighting.Found("bbbbbbbbbbb", permalink("bbbbbbbbbbb")));
    assertThat(platform.seen("GET", "/playlistItems")).isEqualTo(3);
  }

  @Test
  void more_uploads_than_can_be_read_are_left_to_a_person() {
    AtomicLong page = new AtomicLong();
    platform.answers(
        seen ->
            seen.target().contains("/playlistItems")
                ? StubPlatform.json(200, "{\"items\":[]" + next("p" + page.incrementAndGet()) + "}")
                : nothingThere(seen));

    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isTrue();
    assertThat(page.get()).isEqualTo(40);
  }

  @Test
  void a_list_that_leads_back_to_itself_proves_nothing() {
    platform.answers(
        seen ->
            seen.target().contains("/playlistItems")
                ? StubPlatform.json(200, "{\"items\":[]" + next("p") + "}")
                : nothingThere(seen));

    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isFalse();
  }

  @Test
  void a_session_that_counts_bytes_which_are_not_there_tells_nothing() {
    for (Map<String, String> headers :
        List.of(
            Map.of("Range", "bytes=0-99"),
            Map.of("Range", "bytes=0-999999"),
            Map.of("Range", "bytes=-5"),
            Map.of("Range", "soon"))) {
      platform.answers(new StubPlatform.Answer(308, headers, ""));

      assertNotReady("a strange answer", prepare(handle()));
      assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
      assertThat(lookup(handle())).isInstanceOf(Sighting.Unclear.class);
    }
  }

  @Test
  void a_session_that_forgot_what_it_had_is_not_believed() {
    platform.answers(new StubPlatform.Answer(308, Map.of("Range", "bytes=0-9"), ""));

    assertThat(lookup(handle(100, 50))).isInstanceOf(Sighting.Unclear.class);
  }

  @Test
  void a_session_without_an_address_is_none() {
    for (String address : List.of("", "/upload?id=1", "soon", "ftp://x/y", "https://")) {
      platform.answers(new StubPlatform.Answer(200, Map.of("Location", address), ""));

      assertNotReady("a strange answer", prepare(null));
    }
  }

  @Test
  void the_uploads_of_another_channel_are_not_searched() {
    LaneWork ours = work(handle(), ATTEMPT, platform.url());
    LaneWork.Account channel = new LaneWork.Account(1, "UCours", "t");
    LaneWork work =
        new LaneWork(
            1, 1, name(), ours.content(), channel, ours.handle(), null, 1, ATTEMPT, ours.hosts());
    platform.answers(
        seen ->
            seen.target().contains("/channels")
                ? StubPlatform.json(
                    200,
                    CHANNEL.replace("{\"contentDetails", "{\"id\":\"UCtheirs\",\"contentDetails"))
                : nothingThere(seen));

    assertThat(hub.send(door("lookup"), work, Sighting.class)).isInstanceOf(Sighting.Unclear.class);
    assertThat(platform.seen("GET", "/playlistItems")).isZero();
  }

  @Test
  void the_name_of_the_file_tells_two_videos_with_the_same_words_apart() {
    String item =
        "{\"snippet\":{\"publishedAt\":\"2026-11-20T10:00:0%d"
            + "Z\",\"title\":\"My film\",\"description\":\"My <film>\\nand more\"},"
            + "\"contentDetails\":{\"videoId\":\"%s\"}}";
    String list =
        "{\"items\":[%s,%s]}"
            .formatted(item.formatted(3, "aaaaaaaaaaa"), item.formatted(4, "bbbbbbbbbbb"));

    answersWith(
        list,
        video("aaaaaaaaaaa", file("snshub-1-2", 100)),
        video("bbbbbbbbbbb", file("snshub-1-1", 100)));
    assertThat(lookup(handle()))
        .isEqualTo(new Sighting.Found("bbbbbbbbbbb", permalink("bbbbbbbbbbb")));

    answersWith(
        list,
        video("aaaaaaaaaaa", file("snshub-1-2", 100)),
        video("bbbbbbbbbbb", file("snshub-1-3", 100)));
    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);

    answersWith(
        list,
        video("aaaaaaaaaaa", file("unknown", 100)),
        video("bbbbbbbbbbb", file("unknown", 100)));
    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isTrue();
  }

  @Test
  void a_video_of_another_length_is_another() {
    uploads("2026-11-20T10:00:03Z", "My film", "My <film>\nand more", file("unknown", 101));

    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void a_video_whose_file_is_not_told_yet_is_looked_at_again() {
    for (String told : List.of("\"status\":{\"uploadStatus\":\"uploaded\"}", "\"x\":1")) {
      uploads("2026-11-20T10:00:03Z", "My film", "My <film>\nand more", told);

      assertThat(lookup(handle()))
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_found_video_that_youtube_could_not_use_came_to_nothing() {
    String told =
        file("snshub-1-1", 100)
            .replace("\"processed\"", "\"rejected\",\"rejectionReason\":\"duplicate\"");
    uploads("2026-11-20T10:00:03Z", "My film", "My <film>\nand more", told);

    assertThat(lookup(handle()))
        .isInstanceOfSatisfying(
            Sighting.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("video_rejected");
              assertThat(failed.failure().message())
                  .startsWith(name() + ": ")
                  .contains("duplicate");
            });
  }

  @Test
  void a_bad_answer_about_the_files_proves_nothing() {
    for (Bad bad : badAnswers()) {
      uploads("2026-11-20T10:00:03Z", "My film", "My <film>\nand more");
      StubPlatform.Reply reply = bad.reply();
      platform.answers(
          seen ->
              seen.target().contains("/videos?part=status")
                  ? reply
                  : seen.target().contains("/playlistItems")
                      ? StubPlatform.json(
                          200,
                          "{\"items\":[{\"snippet\":{\"publishedAt\":\"2026-11-20T10:00:03Z\",\"title\":"
                              + "\"My film\",\"description\":\"My <film>\\nand more\"},\"contentDetails\":"
                              + "{\"videoId\":\"vid1abcdefg\"}}]}")
                      : nothingThere(seen));

      assertThat(lookup(handle()))
          .as(bad.name())
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_session_that_moves_on_its_own_server_is_followed() {
    String moved = platform.url() + SESSION + "2";
    platform.answers(
        new StubPlatform.Answer(308, Map.of("Range", "bytes=0-49", "Location", moved), ""));

    String handle = "{\"session\":\"%s\",\"total\":100,\"offset\":50}".formatted(moved);
    assertThat(prepare(handle())).isEqualTo(new Preparation.Ready(handle));
    assertThat(lookup(handle())).isEqualTo(new Sighting.NotSubmitted(handle));
  }

  @Test
  void measures_what_the_video_and_the_report_tell() {
    platform.answers(
        seen ->
            seen.target().contains("/v2/reports")
                ? StubPlatform.json(200, REPORT)
                : new StubPlatform.Answer(200, DATED, COUNTERS));

    assertThat(measure())
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.VIEWS, 120L,
                    Metric.LIKES, 5L,
                    Metric.SHARES, 3L,
                    Metric.WATCH_SECONDS, 240L)));
    assertThat(platform.seen())
        .extracting(StubPlatform.Seen::target)
        .containsExactly(
            "/youtube/v3/videos?part=statistics,status&id=4711abcdefg",
            "/v2/reports?ids=channel%3D%3DMINE&startDate=2005-02-14&endDate=2026-11-20"
                + "&metrics=shares,estimatedMinutesWatched&filters=video%3D%3D4711abcdefg");
  }

  @Test
  void measures_without_a_report_that_it_may_not_see() {
    for (StubPlatform.Reply reply :
        List.of(
            error(403, "insufficientPermissions"),
            StubPlatform.json(500, ""),
            StubPlatform.json(200, "garbage"),
            StubPlatform.json(200, "{\"columnHeaders\":[{\"name\":\"shares\"}],\"rows\":[]}"),
            new StubPlatform.HangUp())) {
      platform.answers(
          seen ->
              seen.target().contains("/v2/reports")
                  ? reply
                  : new StubPlatform.Answer(200, DATED, COUNTERS));

      assertThat(measure())
          .isEqualTo(new Measurement.Measured(Map.of(Metric.VIEWS, 120L, Metric.LIKES, 5L)));
    }
  }

  @Test
  void a_video_that_is_gone_or_broken_is_not_measured() {
    platform.answers(StubPlatform.json(200, "{\"items\":[]}"));
    assertThat(unmeasured().code()).isEqualTo("videoNotFound");

    platform.answers(
        StubPlatform.json(
            200,
            "{\"items\":[{\"status\":{\"uploadStatus\":\"failed\",\"failureReason\":\"codec\"},"
                + "\"statistics\":{\"viewCount\":\"0\"}}]}"));
    assertThat(unmeasured().code()).isEqualTo("video_failed");
    assertThat(unmeasured().message()).contains("codec");
  }

  @Test
  void a_bad_answer_is_no_measurement() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      assertThat(unmeasured()).as(bad.name()).isInstanceOf(PublishFailure.Transient.class);
    }
    platform.answers(tokenExpired());
    assertThat(unmeasured()).isInstanceOf(PublishFailure.NeedsReauth.class);
  }

  private static final Map<String, String> DATED = Map.of("Date", "Fri, 20 Nov 2026 10:00:00 GMT");

  private static final String COUNTERS =
      "{\"items\":[{\"status\":{\"uploadStatus\":\"processed\"},\"statistics\":{\"viewCount\":\"120\","
          + "\"likeCount\":\"5\",\"favoriteCount\":\"0\",\"commentCount\":7}}]}";

  private static final String REPORT =
      "{\"columnHeaders\":[{\"name\":\"shares\"},{\"name\":\"estimatedMinutesWatched\"},"
          + "{\"name\":\"other\"}],\"rows\":[[3,4,5]]}";

  private Measurement measure() {
    return hub.send(door("metrics"), work(null, null, platform.url()), Measurement.class);
  }

  private PublishFailure unmeasured() {
    return ((Measurement.Failed) measure()).failure();
  }

  private static String next(String token) {
    return ",\"nextPageToken\":\"" + token + "\"";
  }

  private void uploads(String publishedAt, String title, String description) {
    uploads(publishedAt, title, description, file("unknown", 100));
  }

  /** One video on the channel, and what it says of itself when it is asked. */
  private void uploads(String publishedAt, String title, String description, String told) {
    String list =
        "{\"items\":[{\"snippet\":{\"publishedAt\":\"%s\",\"title\":\"%s\",\"description\":\"%s\"},"
            + "\"contentDetails\":{\"videoId\":\"vid1abcdefg\"}}]}";
    String found = list.formatted(publishedAt, title, description.replace("\n", "\\n"));
    answersWith(found, video("vid1abcdefg", told));
  }

  private void answersWith(String list, String... videos) {
    platform.answers(
        seen -> {
          if (seen.target().contains("/channels")) {
            return StubPlatform.json(200, CHANNEL);
          }
          if (seen.target().contains("/youtube/v3/videos?part=status,fileDetails")) {
            return StubPlatform.json(200, "{\"items\":[" + String.join(",", videos) + "]}");
          }
          return seen.target().contains("/playlistItems")
              ? StubPlatform.json(200, list)
              : error(404, "notFound");
        });
  }

  private static String video(String id, String told) {
    return "{\"id\":\"%s\",%s}".formatted(id, told);
  }

  private static String file(String name, long size) {
    return "\"status\":{\"uploadStatus\":\"processed\"},\"fileDetails\":{\"fileName\":\"%s\","
            .formatted(name)
        + "\"fileSize\":\"%d\"}".formatted(size);
  }

  private static StubPlatform.Reply store(StubPlatform.Seen seen, AtomicLong stored) {
    stored.addAndGet(seen.body().length);
    return stored.get() == 0
        ? new StubPlatform.Answer(308, Map.of(), "")
        : new StubPlatform.Answer(308, Map.of("Range", "bytes=0-" + (stored.get() - 1)), "");
  }

  private void medium(long bytes) throws IOException {
    medium =
        new MediaFetch.Fetched(
            new FetchedMedia(
                Files.write(files.resolve("video"), new byte[(int) bytes]), bytes, "video/mp4"));
  }
}
