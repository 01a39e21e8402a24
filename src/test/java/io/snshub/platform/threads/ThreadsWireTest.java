package io.snshub.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What goes over the wire, to the letter. */
class ThreadsWireTest {
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg").withAlt("a cat");
  private static final Media FILM = Media.of("https://cdn.example.com/b.mp4");

  @Test
  void a_text_is_sent_with_its_options_by_the_platform_s_names() {
    LaneWork work =
        work(
            null,
            List.of(),
            Map.of(
                "poll_attachment",
                Map.of("option_a", "yes"),
                "allowlisted_country_codes",
                List.of("GB", "US"),
                "is_ghost_post",
                true,
                "unknown",
                "x"));

    PlatformRequest request = ThreadsContainers.create(work);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isEqualTo("http://x/v1.0/me/threads");
    assertThat(request.last()).isFalse();
    assertThat(form(request))
        .isEqualTo(
            "media_type=TEXT&text=H%C3%A9llo%20%26%20so"
                + "&poll_attachment=%7B%22option_a%22%3A%22yes%22%7D"
                + "&allowlisted_country_codes=GB%2CUS&is_ghost_post=true");
  }

  @Test
  void a_carousel_sends_its_parts_first_and_its_options_last() {
    Map<String, Object> options = Map.of("topic_tag", "Tea");
    List<Media> media = List.of(PICTURE, FILM);

    assertThat(form(ThreadsContainers.create(work(null, media, options))))
        .isEqualTo(
            "media_type=IMAGE&image_url=https%3A%2F%2Fcdn.example.com%2Fa.jpg"
                + "&alt_text=a%20cat&is_carousel_item=true");
    assertThat(form(ThreadsContainers.create(work("{\"children\":[\"1\"]}", media, options))))
        .isEqualTo(
            "media_type=VIDEO&video_url=https%3A%2F%2Fcdn.example.com%2Fb.mp4"
                + "&is_carousel_item=true");
    assertThat(
            form(
                ThreadsContainers.create(
                    work("{\"children\":[\"1\",\"2\"],\"ready\":2}", media, options))))
        .isEqualTo("media_type=CAROUSEL&children=1%2C2&text=H%C3%A9llo%20%26%20so&topic_tag=Tea");
  }

  @Test
  void publishing_is_the_one_call_that_shows() {
    PlatformRequest request =
        ThreadsWire.publish(work("{\"container\":\"9\"}", List.of(), Map.of()));

    assertThat(request.uri()).isEqualTo("http://x/v1.0/me/threads_publish");
    assertThat(form(request)).isEqualTo("creation_id=9");
    assertThat(request.last()).isTrue();
    assertThat(request.headers()).containsEntry("Authorization", "Bearer t");
  }

  @Test
  void what_may_only_be_late_is_tried_twice_again() {
    LaneWork fresh = work(null, List.of(PICTURE), Map.of());
    LaneWork tried = work("{\"builds\":2}", List.of(PICTURE), Map.of());

    for (String error :
        List.of("\"code\":1,\"error_subcode\":2207052", "\"code\":24,\"error_subcode\":4279009")) {
      Answered answer = answer(400, "{\"error\":{\"message\":\"m\"," + error + "}}");

      assertThat(ThreadsContainers.created(answer, fresh))
          .isInstanceOfSatisfying(
              Preparation.Pending.class,
              pending -> assertThat(pending.pause()).isEqualTo(Duration.ofSeconds(20)));
      assertThat(((Preparation.Failed) ThreadsContainers.created(answer, tried)).failure())
          .isInstanceOf(PublishFailure.Permanent.class);
    }
  }

  @Test
  void a_carousel_whose_parts_are_refused_is_built_anew() {
    LaneWork work =
        work("{\"children\":[\"1\",\"2\"],\"ready\":2}", List.of(PICTURE, FILM), Map.of());
    Answered refused =
        answer(400, "{\"error\":{\"message\":\"m\",\"code\":100,\"error_subcode\":4279004}}");

    Preparation.Pending again = (Preparation.Pending) ThreadsContainers.created(refused, work);

    assertThat(again.handle()).contains("\"builds\":1").contains("VIDEO").doesNotContain("\"1\"");
  }

  @Test
  void the_state_of_another_container_is_no_state() {
    LaneWork work = work("{\"container\":\"9\"}", List.of(), Map.of());

    for (String body : List.of("{\"status\":\"FINISHED\",\"id\":\"8\"}", "{\"status\":\"DONE\"}")) {
      assertThat(((Preparation.Failed) ThreadsStatus.polled(answer(200, body), work)).failure())
          .isInstanceOf(PublishFailure.Transient.class);
    }
  }

  @Test
  void passing_on_is_added_up_and_what_is_not_told_is_left_out() {
    String told =
        "{\"data\":[%s]}"
            .formatted(
                String.join(
                    ",",
                    metric("views", "12"),
                    metric("likes", "\"many\""),
                    metric("reposts", "1"),
                    metric("quotes", "2"),
                    metric("shares", "4"),
                    metric("brand_new", "9")));

    assertThat(ThreadsMetrics.measured(answer(200, told)))
        .isEqualTo(new Measurement.Measured(Map.of(Metric.VIEWS, 12L, Metric.SHARES, 7L)));
    for (String body : List.of("", "{}", "{\"data\":{}}", "{\"data\":[7]}", "<html>")) {
      assertThat(ThreadsMetrics.measured(answer(200, body)))
          .as(body)
          .isInstanceOf(Measurement.Failed.class);
    }
  }

  @Test
  void a_token_that_is_too_young_is_asked_again_in_a_day() {
    TokenGrant refused =
        ThreadsTokens.grant(answer(400, "{\"error\":{\"message\":\"m\",\"code\":100}}"));

    assertThat(((PublishFailure.Transient) ((TokenGrant.Denied) refused).failure()).retryAfter())
        .isEqualTo(Duration.ofHours(24));
  }

  private static String metric(String name, String value) {
    return "{\"name\":\"%s\",\"values\":[{\"value\":%s}]}".formatted(name, value);
  }

  private static String form(PlatformRequest request) {
    return new String(Objects.requireNonNull(request.body()), StandardCharsets.UTF_8);
  }

  private static Answered answer(int status, String body) {
    return new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static LaneWork work(String handle, List<Media> media, Map<String, Object> options) {
    return new LaneWork(
        1,
        1,
        "threads",
        new Content("Héllo & so", null, media, options),
        new LaneWork.Account(1, "42", "t"),
        handle,
        null,
        1,
        null,
        Map.of("api", "http://x"));
  }
}
