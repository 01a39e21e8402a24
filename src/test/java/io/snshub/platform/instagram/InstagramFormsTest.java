package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.CallHarness;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.Preparation;
import io.snshub.platform.Sighting;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of post has parameters, a list and counters of its own. */
class InstagramFormsTest {
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg");
  private static final Media VIDEO = Media.of("https://cdn.example.com/a.mp4");
  private static final String QUOTA =
      "{\"data\":[{\"quota_usage\":%d,\"config\":{\"quota_total\":100,\"quota_duration\":86400}}]}";

  private final StubPlatform platform = new StubPlatform();
  private CallHarness hub;

  @BeforeEach
  void start() {
    hub =
        new CallHarness(
            Duration.ofMillis(600), List.of(new InstagramRoutes(), new InstagramPrepareRoutes()));
    platform.answers(StubPlatform.json(200, "{\"id\":\"9001\"}"));
  }

  @AfterEach
  void stop() {
    hub.close();
    platform.close();
  }

  @Test
  void a_picture_says_what_it_shows_and_who_is_in_it() {
    prepare(
        content(
            Map.of(
                "user_tags",
                List.of(Map.of("username", "ann", "x", 0.5, "y", 0.25)),
                "collaborators",
                List.of("bob"),
                "location_id",
                "7",
                "is_ai_generated",
                true),
            PICTURE.withAlt("a cat")));

    assertThat(created())
        .contains("image_url=https://cdn.example.com/a.jpg")
        .contains("alt_text=a cat")
        .contains("caption=Hello")
        .contains("collaborators=[\"bob\"]")
        .contains("location_id=7")
        .contains("is_ai_generated=true")
        .contains("\"username\":\"ann\"");
  }

  @Test
  void a_reel_has_a_cover_and_a_sound() {
    prepare(
        content(
            Map.of(
                "share_to_feed",
                false,
                "cover_url",
                "https://cdn.example.com/c.jpg",
                "thumb_offset",
                1500,
                "audio_name",
                "Song",
                "trial_params",
                Map.of("graduation_strategy", "MANUAL")),
            VIDEO.withAlt("not sent")));

    assertThat(created())
        .contains("media_type=REELS")
        .contains("share_to_feed=false")
        .contains("cover_url=https://cdn.example.com/c.jpg")
        .contains("thumb_offset=1500")
        .contains("audio_name=Song")
        .contains("trial_params={\"graduation_strategy\":\"MANUAL\"}")
        .doesNotContain("alt_text");
  }

  @Test
  void a_story_has_no_text() {
    prepare(content(Map.of("story", true), VIDEO));

    assertThat(created()).isEqualTo("media_type=STORIES&video_url=https://cdn.example.com/a.mp4");
  }

  @Test
  void each_picture_of_a_carousel_says_what_it_shows() {
    prepare(content(Map.of("location_id", "7"), PICTURE.withAlt("one"), VIDEO));

    assertThat(created())
        .isEqualTo("is_carousel_item=true&image_url=https://cdn.example.com/a.jpg&alt_text=one");
  }

  @Test
  void what_a_medium_is_is_remembered_from_the_first_step() {
    Media unnamed = new Media("https://hub.example.com/media/5", Media.Kind.VIDEO);
    Preparation.Pending first = (Preparation.Pending) prepare(content(Map.of(), PICTURE, unnamed));

    Content later = content(Map.of(), PICTURE, Media.of("https://hub.example.com/media/5"));
    hub.send("direct:instagram-prepare", work(later, first.handle()), Preparation.class);

    assertThat(created()).contains("media_type=VIDEO&video_url=https://hub.example.com/media/5");
  }

  @Test
  void the_quota_is_asked_once_before_anything_is_made() {
    platform.answers(
        seen ->
            StubPlatform.json(
                200, seen.target().contains("limit") ? QUOTA.formatted(99) : "{\"id\":\"9001\"}"));

    prepare(content(Map.of(), PICTURE));

    assertThat(platform.seen("GET", "/content_publishing_limit?fields=quota_usage,config"))
        .isEqualTo(1);
    assertThat(platform.seen("POST", "/media")).isEqualTo(1);
  }

  @Test
  void nothing_is_made_when_the_quota_is_used_up() {
    platform.answers(StubPlatform.json(200, QUOTA.formatted(100)));

    Preparation refused = prepare(content(Map.of(), PICTURE));

    PublishFailure failure = ((Preparation.Failed) refused).failure();
    assertThat(failure.code()).isEqualTo("quota_used_up");
    assertThat(((PublishFailure.Transient) failure).retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(platform.seen("POST", "/media")).isZero();
  }

  @Test
  void a_quota_that_can_not_be_read_stops_nobody() {
    platform.answers(
        seen ->
            seen.target().contains("limit")
                ? StubPlatform.json(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}")
                : StubPlatform.json(200, "{\"id\":\"9001\"}"));

    assertThat(prepare(content(Map.of(), PICTURE))).isInstanceOf(Preparation.Pending.class);
  }

  @Test
  void each_kind_has_its_own_counters() {
    platform.answers(StubPlatform.json(200, "{\"data\":[]}"));

    measure(content(Map.of(), PICTURE));
    measure(content(Map.of(), PICTURE, VIDEO));
    measure(content(Map.of(), VIDEO));
    measure(content(Map.of("story", true), VIDEO));

    String feed = "/v26.0/77/insights?metric=views,reach,likes,comments,shares,saved";
    assertThat(platform.seen())
        .extracting(StubPlatform.Seen::target)
        .containsExactly(
            feed,
            feed,
            feed + ",ig_reels_video_view_total_time",
            "/v26.0/77/insights?metric=views,reach,shares,replies,link_clicks");
  }

  @Test
  void reads_the_counters_of_a_reel() {
    platform.answers(
        StubPlatform.json(
            200,
            "{\"data\":["
                + counter("views", 900)
                + ","
                + counter("reach", 500)
                + ","
                + counter("likes", 40)
                + ","
                + counter("saved", 3)
                + ","
                + counter("ig_reels_video_view_total_time", 123_456)
                + "]}"));

    assertThat(measure(content(Map.of(), VIDEO)))
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.VIEWS, 900L,
                    Metric.REACH, 500L,
                    Metric.LIKES, 40L,
                    Metric.SAVES, 3L,
                    Metric.WATCH_SECONDS, 123L)));
  }

  @Test
  void without_the_permission_for_insights_likes_and_comments_are_read() {
    platform.answers(
        seen ->
            seen.target().contains("/insights")
                ? StubPlatform.json(400, "{\"error\":{\"code\":10,\"message\":\"(#10) no\"}}")
                : StubPlatform.json(200, "{\"id\":\"77\",\"like_count\":4,\"comments_count\":0}"));

    assertThat(measure(content(Map.of(), PICTURE)))
        .isEqualTo(new Measurement.Measured(Map.of(Metric.LIKES, 4L, Metric.COMMENTS, 0L)));
  }

  @Test
  void a_story_that_few_have_seen_has_no_counters_yet() {
    platform.answers(
        StubPlatform.json(
            400,
            "{\"error\":{\"code\":10,\"message\":"
                + "\"(#10) Not enough viewers for the media to show insights\"}}"));

    assertThat(measure(content(Map.of("story", true), VIDEO)))
        .isEqualTo(new Measurement.Measured(Map.of()));
  }

  @Test
  void a_bad_token_measures_nothing() {
    platform.answers(StubPlatform.json(400, "{\"error\":{\"code\":190,\"error_subcode\":463}}"));
    Measurement failed = measure(content(Map.of(), PICTURE));
    assertThat(((Measurement.Failed) failed).failure())
        .isInstanceOf(PublishFailure.NeedsReauth.class);

    platform.answers(StubPlatform.json(200, "[]"));
    failed = measure(content(Map.of(), PICTURE));
    assertThat(((Measurement.Failed) failed).failure())
        .isInstanceOf(PublishFailure.Transient.class);
  }

  @Test
  void a_story_is_looked_for_among_the_stories_by_kind_and_time() {
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("/stories")
                    ? "{\"data\":[{\"id\":\"5\",\"media_type\":\"VIDEO\","
                        + "\"timestamp\":\"2026-11-20T10:00:05+0000\"},"
                        + "{\"id\":\"4\",\"media_type\":\"IMAGE\","
                        + "\"timestamp\":\"2026-11-20T10:00:03+0000\"},"
                        + "{\"id\":\"3\",\"media_type\":\"VIDEO\","
                        + "\"timestamp\":\"2026-11-20T08:00:00+0000\"}]}"
                    : "{\"status_code\":\"PUBLISHED\",\"id\":\"9001\"}"));
    LaneWork work = work(content(Map.of("story", true), VIDEO), "{\"container\":\"9001\"}");

    assertThat(hub.send("direct:instagram-lookup", work, Sighting.class))
        .isEqualTo(new Sighting.Found("5", null));
  }

  private static String counter(String name, long value) {
    return "{\"name\":\"" + name + "\",\"values\":[{\"value\":" + value + "}]}";
  }

  /** Returns the form of the last container that was asked for. */
  private String created() {
    List<StubPlatform.Seen> posts =
        platform.seen().stream().filter(seen -> seen.method().equals("POST")).toList();
    return URLDecoder.decode(posts.get(posts.size() - 1).text(), StandardCharsets.UTF_8);
  }

  private Preparation prepare(Content content) {
    return hub.send("direct:instagram-prepare", work(content, null), Preparation.class);
  }

  private Measurement measure(Content content) {
    return hub.send("direct:instagram-metrics", work(content, null), Measurement.class);
  }

  private static Content content(Map<String, Object> options, Media... media) {
    return new Content("Hello", null, List.of(media), options);
  }

  private LaneWork work(Content content, @Nullable String handle) {
    return new LaneWork(
        1,
        1,
        "instagram",
        content,
        new LaneWork.Account(1, "42", "secret-token"),
        handle,
        "77",
        1,
        Instant.parse("2026-11-20T10:00:00Z"),
        Map.of("api", platform.url(), "token", platform.url()));
  }
}
