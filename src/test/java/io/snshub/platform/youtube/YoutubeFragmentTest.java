package io.snshub.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.MediaFetch;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class YoutubeFragmentTest extends PlatformFragmentTest {
  private static final String SESSION =
      "/upload/youtube/v3/videos?uploadType=resumable&upload_id=s";

  @Override
  protected String name() {
    return "youtube";
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
  protected StubPlatform.Reply accepted() {
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
            "direct:youtube-publish",
            work(handle(total, YoutubeUpload.CHUNK), null, platform.url()),
            Outcome.class);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Published("4711abcdefg", "https://www.youtube.com/watch?v=4711abcdefg"));
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
        .isEqualTo(new Sighting.Found("vid1", "https://www.youtube.com/watch?v=vid1"));

    uploads("2026-11-20T10:00:03Z", "Another film", "text");
    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);

    uploads("2026-11-20T09:00:00Z", "My film", "My <film>\nand more");
    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isTrue();
  }

  private void uploads(String publishedAt, String title, String description) {
    String list =
        "{\"items\":[{\"snippet\":{\"publishedAt\":\"%s\",\"title\":\"%s\",\"description\":\"%s\"},"
            + "\"contentDetails\":{\"videoId\":\"vid1\"}}]}";
    String channel =
        "{\"items\":[{\"contentDetails\":{\"relatedPlaylists\":{\"uploads\":\"UU1\"}}}]}";
    platform.answers(
        seen -> {
          if (seen.target().contains("/channels")) {
            return StubPlatform.json(200, channel);
          }
          return seen.target().contains("/playlistItems")
              ? StubPlatform.json(
                  200, list.formatted(publishedAt, title, description.replace("\n", "\\n")))
              : error(404, "notFound");
        });
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
