package io.snshub.platform.twitter;

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
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TwitterFragmentTest extends PlatformFragmentTest {
  private static final String MADE = "{\"data\":{\"id\":\"77\"}}";
  private static final String NONE = "{\"meta\":{\"result_count\":0}}";

  private Content content = content("Hello, X");

  @Override
  protected String name() {
    return "twitter";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new TwitterRoutes(), new TwitterUploadRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new TwitterPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content;
  }

  @Override
  protected String handle() {
    return "{\"media_ids\":[],\"since_id\":\"100\"}";
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/2/tweets";
  }

  @Override
  protected String postId() {
    return "4711";
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(201, "{\"data\":{\"id\":\"4711\",\"text\":\"Hello, X\"}}");
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"data\":{\"id\":4711}}",
        "{\"data\":{\"id\":\"\"}}",
        "{\"data\":{\"id\":\"abc\"}}",
        "{\"data\":{\"id\":[\"4711\"]}}",
        "{\"data\":{\"id\":\"12345678901234567890\"}}",
        "{\"data\":[{\"id\":\"4711\"}]}",
        // older than the newest post before it
        "{\"data\":{\"id\":\"99\"}}",
        "{\"data\":{\"id\":\"100\"}}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(200, "{\"meta\":{\"result_count\":0}}");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("/tweets");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, "{\"processing\":\"77\"}");
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return new StubPlatform.Answer(
        429,
        Map.of("x-rate-limit-reset", "1795168860", "Date", "Fri, 20 Nov 2026 10:00:00 GMT"),
        "{\"title\":\"Too Many Requests\",\"status\":429,\"type\":\"about:blank\"}");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return StubPlatform.json(
        403,
        "{\"detail\":\"You are not permitted to perform this action.\",\"type\":\"about:blank\"}");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return StubPlatform.json(401, "{\"title\":\"Unauthorized\",\"type\":\"about:blank\"}");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return StubPlatform.json(200, "{\"data\":{\"deleted\":true}}");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return StubPlatform.json(404, "{\"title\":\"Not Found Error\"}");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(
        200,
        "{\"access_token\":\"new-token\",\"expires_in\":3600,\"refresh_token\":\"new-refresh\"}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return StubPlatform.json(
        400,
        "{\"error\":\"invalid_request\",\"error_description\":"
            + "\"Value passed for the token was invalid.\"}");
  }

  @Test
  void waits_as_long_as_the_rate_limit_says() {
    platform.answers(throttled());

    assertThat(((PublishFailure.Transient) failure(publish())).retryAfter())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void a_text_is_ready_once_the_newest_own_post_is_known() {
    platform.answers(
        StubPlatform.json(200, "{\"data\":[{\"id\":\"17\"}],\"meta\":{\"newest_id\":\"17\"}}"));

    assertThat(prepare(null))
        .isEqualTo(new Preparation.Ready("{\"media_ids\":[],\"since_id\":\"17\"}"));
    assertThat(platform.seen().get(0).target()).isEqualTo("/2/users/42/tweets?max_results=5");
  }

  @Test
  void a_picture_goes_up_in_pieces_and_each_piece_once() throws IOException {
    content = content("Look", "https://cdn.example.com/a.jpg");
    medium = medium(TwitterUpload.CHUNK + 10, "image/jpeg");
    platform.answers(seen -> dated(upload(seen), "Fri, 20 Nov 2026 10:00:00 GMT"));

    Preparation first = prepare(null);

    assertThat(first)
        .isEqualTo(
            new Preparation.Pending(
                "{\"media_ids\":[\"77\"],\"uploaded_at\":1795168800}", Duration.ZERO));
    assertThat(platform.seen()).hasSize(4);
    assertThat(platform.seen().get(0).text())
        .isEqualTo(
            "{\"media_type\":\"image/jpeg\",\"media_category\":\"tweet_image\",\"total_bytes\":"
                + (TwitterUpload.CHUNK + 10)
                + "}");
    assertThat(platform.seen().get(1).text()).contains("name=\"segment_index\"\r\n\r\n0\r\n");
    assertThat(platform.seen().get(1).body().length).isGreaterThan(TwitterUpload.CHUNK);
    assertThat(platform.seen().get(2).text()).contains("name=\"segment_index\"\r\n\r\n1\r\n");
    assertThat(platform.seen().get(3).target()).endsWith("/77/finalize");
    assertThat(prepare("{\"media_ids\":[\"77\"]}")).isInstanceOf(Preparation.Ready.class);
  }

  @Test
  void a_video_is_asked_after_until_it_is_processed() throws IOException {
    content = content("Look", "https://cdn.example.com/a.mp4");
    medium = medium(10, "video/mp4");
    platform.answers(seen -> dated(upload(seen), "Fri, 20 Nov 2026 10:00:00 GMT"));

    assertThat(prepare(null))
        .isEqualTo(
            new Preparation.Pending(
                "{\"media_ids\":[],\"processing\":\"77\",\"uploaded_at\":1795168800}",
                Duration.ofSeconds(3)));
    assertThat(prepare("{\"media_ids\":[],\"processing\":\"77\"}"))
        .isEqualTo(new Preparation.Pending("{\"media_ids\":[\"77\"]}", Duration.ZERO));
  }

  @Test
  void a_picture_is_described_and_a_video_is_not() throws IOException {
    for (String type : List.of("image/jpeg", "image/gif", "video/mp4")) {
      Media media = Media.of("https://cdn.example.com/a." + type.substring(6));
      content = new Content("Look", null, List.of(media.withAlt("a cat")), Map.of());
      medium = medium(10, type);
      platform.seen().clear();
      platform.answers(seen -> StubPlatform.json(200, MADE));

      prepare(null);

      assertThat(platform.seen("POST", "/2/media/metadata"))
          .as(type)
          .isEqualTo(type.startsWith("image/") ? 1 : 0);
      if (type.startsWith("image/")) {
        assertThat(platform.seen().get(3).text())
            .isEqualTo("{\"id\":\"77\",\"metadata\":{\"alt_text\":{\"text\":\"a cat\"}}}");
      }
    }
  }

  @Test
  void media_that_x_may_have_forgotten_are_uploaded_again() throws IOException {
    content = content("Look", "https://cdn.example.com/a.jpg");
    medium = medium(10, "image/jpeg");
    platform.answers(seen -> dated(upload(seen), "Fri, 20 Nov 2026 10:00:00 GMT"));
    String handle = ((Preparation.Pending) prepare(null)).handle();

    platform.answers(seen -> dated(upload(seen), "Sat, 21 Nov 2026 08:59:00 GMT"));
    assertThat(prepare(handle)).isInstanceOf(Preparation.Ready.class);

    platform.answers(seen -> dated(upload(seen), "Sat, 21 Nov 2026 09:01:00 GMT"));
    assertThat(prepare(handle))
        .isEqualTo(new Preparation.Pending("{\"media_ids\":[]}", Duration.ZERO));
  }

  private static StubPlatform.Reply dated(StubPlatform.Reply reply, String date) {
    StubPlatform.Answer answer = (StubPlatform.Answer) reply;
    return new StubPlatform.Answer(answer.status(), Map.of("Date", date), answer.body());
  }

  @Test
  void a_piece_that_fails_ends_the_upload() throws IOException {
    content = content("Look", "https://cdn.example.com/a.jpg");
    medium = medium(3 * TwitterUpload.CHUNK, "image/jpeg");
    platform.answers(
        seen -> seen.target().endsWith("/append") ? StubPlatform.json(503, "") : upload(seen));

    assertThat(prepare(null)).isInstanceOf(Preparation.Failed.class);
    assertThat(platform.seen("POST", "/append")).isEqualTo(1);
    assertThat(platform.seen("POST", "/finalize")).isZero();
  }

  @Test
  void a_bad_answer_in_the_middle_of_an_upload_makes_nothing_ready() throws IOException {
    content = content("Look", "https://cdn.example.com/a.jpg");
    medium = medium(10, "image/jpeg");
    for (Bad bad : badAnswers()) {
      for (String step : List.of("/initialize", "/append", "/finalize")) {
        boolean nothingIsWell = step.equals("/append") && saysNothing(bad.reply());
        platform.answers(seen -> seen.target().endsWith(step) ? bad.reply() : upload(seen));

        if (!nothingIsWell) {
          assertNotReady(step + ": " + bad.name(), prepare(null));
        }
      }
    }
  }

  /** A piece may be answered with nothing, or with an object that holds nothing of interest. */
  private static boolean saysNothing(StubPlatform.Reply reply) {
    return reply instanceof StubPlatform.Answer answer
        && answer.status() / 100 == 2
        && (answer.body().isEmpty() || answer.body().startsWith("{"));
  }

  @Test
  void a_page_that_contradicts_itself_proves_nothing() {
    for (String body :
        List.of(
            "{\"meta\":{\"result_count\":3}}",
            "{\"data\":[],\"meta\":{\"result_count\":3}}",
            "{\"data\":[{\"id\":5,\"text\":\"other\"}],\"meta\":{\"result_count\":1}}",
            "{\"data\":[{\"text\":\"other\"}]}",
            "{\"data\":[],\"meta\":{\"next_token\":7}}",
            "{\"data\":[],\"meta\":{\"next_token\":\"always\"}}")) {
      platform.answers(StubPlatform.json(200, body));

      assertThat(lookup(handle()))
          .as(body)
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_medium_that_is_missing_ends_the_upload_before_it_begins() {
    content = content("Look", "https://cdn.example.com/a.jpg");
    medium = new MediaFetch.Missing(new PublishFailure.Permanent("media_not_found", "gone"));

    assertThat(prepare(null)).isInstanceOf(Preparation.Failed.class);
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void finds_the_post_whose_answer_was_lost() {
    content = content("A & B https://example.com/x?a=1");
    platform.answers(
        StubPlatform.json(
            200,
            "{\"data\":[{\"id\":\"5\",\"text\":\"A &amp; B https://t.co/1\",\"entities\":{\"urls\":"
                + "[{\"url\":\"https://t.co/1\",\"expanded_url\":\"https://example.com/x?a=1\"}]}},"
                + "{\"id\":\"4\",\"text\":\"something else\"}],\"meta\":{\"result_count\":2}}"));

    assertThat(lookup(handle())).isEqualTo(new Sighting.Found("5", "https://x.com/i/web/status/5"));
    assertThat(platform.seen().get(0).target()).contains("since_id=100");
  }

  @Test
  void looks_from_a_minute_before_the_attempt_when_the_account_had_no_post() {
    platform.answers(StubPlatform.json(200, "{\"meta\":{\"result_count\":0}}"));

    assertThat(lookup("{\"media_ids\":[]}")).isInstanceOf(Sighting.Absent.class);
    assertThat(platform.seen().get(0).target()).contains("start_time=2026-11-20T09%3A59%3A00Z");
  }

  private StubPlatform.Reply upload(StubPlatform.Seen seen) {
    String video = "{\"data\":{\"id\":\"77\",\"processing_info\":{\"state\":\"%s\"%s}}}";
    boolean processing = content.media().get(0).url().endsWith("mp4");
    if (seen.target().endsWith("/finalize") && processing) {
      return StubPlatform.json(200, video.formatted("pending", ",\"check_after_secs\":3"));
    }
    if (seen.target().contains("command=STATUS")) {
      return StubPlatform.json(200, video.formatted("succeeded", ""));
    }
    return seen.target().contains("/append")
        ? new StubPlatform.Answer(204, Map.of(), "")
        : StubPlatform.json(200, seen.method().equals("POST") ? MADE : NONE);
  }

  private MediaFetch medium(int bytes, String type) throws IOException {
    Path file = Files.write(files.resolve("upload"), new byte[bytes]);
    return new MediaFetch.Fetched(new FetchedMedia(file, bytes, type));
  }
}
