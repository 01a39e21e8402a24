package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformFragmentTest;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Content;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class InstagramFragmentTest extends PlatformFragmentTest {
  private static final String POST =
      "{\"id\":\"%s\",\"caption\":\"%s\",\"media_type\":\"IMAGE\",%s}";

  private Content content = content("Hello, @ig", "https://cdn.example.com/a.jpg");

  @Override
  protected String name() {
    return "instagram";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new InstagramRoutes(), new InstagramPrepareRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new InstagramPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content;
  }

  @Override
  protected String handle() {
    return "{\"container\":\"9001\"}";
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/v26.0/42/media_publish";
  }

  @Override
  protected String postId() {
    return "4711";
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(200, "{\"id\":\"4711\"}");
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"id\":4711}",
        "{\"id\":\"\"}",
        "{\"id\":\"abc\"}",
        "{\"id\":{\"id\":\"4711\"}}",
        "[{\"id\":\"4711\"}]",
        // the container's and the account's own
        "{\"id\":\"9001\"}",
        "{\"id\":\"42\"}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(
        200,
        seen.target().contains("status_code")
            ? "{\"status_code\":\"FINISHED\",\"id\":\"9001\"}"
            : "{\"data\":[]}");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("status_code", "/media?");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, handle());
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(400, 80002, 0, "too many calls");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(400, 36003, 2207009, "ratio");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(400, 190, 463, "Session has expired");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return StubPlatform.json(200, "{\"success\":true,\"deleted_id\":\"4711\"}");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return error(400, 100, 33, "Unsupported delete request. Object does not exist");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(200, "{\"access_token\":\"new-token\",\"expires_in\":3600}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return error(400, 190, 0, "invalid token");
  }

  private static StubPlatform.Answer error(int status, int code, int subcode, String message) {
    String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
    return StubPlatform.json(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d%s}}"
            .formatted(message, code, sub));
  }

  @Test
  void a_picture_becomes_a_container_that_is_polled_until_it_is_finished() {
    AtomicInteger polls = new AtomicInteger();
    platform.answers(
        seen ->
            !seen.target().contains("9001")
                ? StubPlatform.json(200, "{\"id\":\"9001\"}")
                : StubPlatform.json(
                    200,
                    polls.incrementAndGet() < 3
                        ? "{\"status_code\":\"IN_PROGRESS\"}"
                        : "{\"status_code\":\"FINISHED\"}"));

    Preparation made = prepare(null);
    assertThat(made).isInstanceOf(Preparation.Pending.class);
    assertThat(((Preparation.Pending) made).pause()).isZero();
    assertThat(platform.seen().get(0).target()).contains("/42/content_publishing_limit?");
    assertThat(platform.seen().get(1).target()).isEqualTo("/v26.0/42/media");
    assertThat(platform.seen().get(1).text())
        .isEqualTo("image_url=https%3A%2F%2Fcdn.example.com%2Fa.jpg&caption=Hello%2C%20%40ig");

    Preparation once = prepare(((Preparation.Pending) made).handle());
    assertThat(((Preparation.Pending) once).pause()).isEqualTo(Duration.ofMillis(300));
    Preparation twice = prepare(((Preparation.Pending) once).handle());
    assertThat(((Preparation.Pending) twice).pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(prepare(((Preparation.Pending) twice).handle()))
        .isInstanceOf(Preparation.Ready.class);
  }

  @Test
  void a_carousel_makes_its_children_first() {
    content = content("Two", "https://cdn.example.com/a.jpg", "https://cdn.example.com/b.mp4");
    AtomicInteger ids = new AtomicInteger(100);
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.method().equals("POST")
                    ? "{\"id\":\"" + ids.incrementAndGet() + "\"}"
                    : "{\"status_code\":\"FINISHED\"}"));

    String handle = null;
    Preparation step = prepare(null);
    int steps = 1;
    while (step instanceof Preparation.Pending pending) {
      handle = pending.handle();
      step = prepare(handle);
      steps++;
    }

    assertThat(step).isInstanceOf(Preparation.Ready.class);
    assertThat(steps).isEqualTo(6);
    List<String> made =
        platform.seen().stream()
            .filter(seen -> seen.method().equals("POST"))
            .map(StubPlatform.Seen::text)
            .toList();
    assertThat(made)
        .containsExactly(
            "is_carousel_item=true&image_url=https%3A%2F%2Fcdn.example.com%2Fa.jpg",
            "is_carousel_item=true&media_type=VIDEO"
                + "&video_url=https%3A%2F%2Fcdn.example.com%2Fb.mp4",
            "media_type=CAROUSEL&children=101%2C102&caption=Two");
    assertThat(((Preparation.Ready) step).handle()).contains("\"container\":\"103\"");
  }

  @Test
  void a_failed_container_tells_why() {
    platform.answers(
        StubPlatform.json(
            200, "{\"status_code\":\"ERROR\",\"status\":\"Error: Media upload failed: 2207026\"}"));

    assertThat(prepare(handle()))
        .isInstanceOfSatisfying(
            Preparation.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("2207026");
              assertThat(failed.failure()).isInstanceOf(PublishFailure.Permanent.class);
            });
  }

  @Test
  void an_expired_container_is_built_anew() {
    platform.answers(StubPlatform.json(200, "{\"status_code\":\"EXPIRED\"}"));

    assertThat(((Preparation.Pending) prepare(handle())).handle()).doesNotContain("9001");
    assertThat(lookup(handle())).isEqualTo(new Sighting.NotSubmitted(handle()));
  }

  @Test
  void a_fresh_container_that_cannot_be_read_is_asked_again() {
    platform.answers(error(400, 100, 33, "does not exist"));

    assertThat(prepare(handle()))
        .isInstanceOfSatisfying(
            Preparation.Pending.class,
            pending -> assertThat(pending.handle()).contains("\"container\":\"9001\""));
  }

  @Test
  void refusals_after_which_posts_were_seen_live_are_doubtful() {
    for (StubPlatform.Answer answer :
        List.of(
            error(403, 4, 2207051, "Action is blocked"),
            error(400, -1, 2207085, "Fatal"),
            error(400, -1, 2207001, "server error"),
            error(400, 2, 0, "unexpected"))) {
      platform.answers(answer);

      assertThat(publish()).as(answer.body()).isInstanceOf(Outcome.Doubtful.class);
    }
  }

  @Test
  void a_bad_answer_to_the_second_look_leaves_a_post_up() {
    for (Bad bad : badAnswers()) {
      platform.answers(seen -> seen.method().equals("DELETE") ? deletedBefore() : bad.reply());

      assertStillUp(bad.name(), retract());
    }
  }

  @Test
  void the_state_of_another_container_is_no_state() {
    platform.answers(StubPlatform.json(200, "{\"status_code\":\"FINISHED\",\"id\":\"9002\"}"));
    assertNotReady("a strange answer", prepare(handle()));

    platform.answers(StubPlatform.json(200, "{\"status_code\":\"DONE\",\"id\":\"9001\"}"));
    assertNotReady("a strange answer", prepare(handle()));
  }

  @Test
  void a_container_that_is_published_already_is_not_published_again_but_looked_for() {
    platform.answers(StubPlatform.json(200, "{\"status_code\":\"PUBLISHED\",\"id\":\"9001\"}"));

    Preparation.Ready ready = (Preparation.Ready) prepare(handle());
    Outcome outcome =
        hub.send(
            "direct:instagram-publish", work(ready.handle(), null, platform.url()), Outcome.class);

    assertThat(outcome).isInstanceOf(Outcome.Doubtful.class);
    assertThat(platform.seen("POST", "media_publish")).isZero();
  }

  @Test
  void a_container_that_failed_for_the_moment_is_built_anew_and_less_and_less_often() {
    platform.answers(
        StubPlatform.json(
            200, "{\"status_code\":\"ERROR\",\"status\":\"Error: 2207053 upload failed\"}"));

    Preparation.Pending once = (Preparation.Pending) prepare(handle());
    Preparation.Pending twice =
        (Preparation.Pending) prepare("{\"container\":\"9002\",\"builds\":1}");

    assertThat(once.handle()).doesNotContain("9001");
    assertThat(once.pause()).isEqualTo(Duration.ofMinutes(1));
    assertThat(twice.pause()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_medium_that_cannot_be_fetched_is_tried_a_few_times() {
    platform.answers(error(400, 9004, 2207052, "The media could not be fetched"));
    String handle = null;
    int tries = 1;
    Preparation step = prepare(null);
    while (step instanceof Preparation.Pending pending) {
      assertThat(pending.pause()).isPositive();
      handle = pending.handle();
      step = prepare(handle);
      tries++;
    }

    assertThat(tries).isEqualTo(3);
    assertThat(((Preparation.Failed) step).failure()).isInstanceOf(PublishFailure.Permanent.class);
  }

  @Test
  void a_missing_permalink_does_not_undo_a_publish() {
    platform.answers(
        seen -> seen.method().equals("POST") ? accepted() : error(400, 100, 33, "not yet"));
    assertThat(publish()).isEqualTo(new Outcome.Published("4711", null));

    platform.answers(
        seen ->
            seen.method().equals("POST")
                ? accepted()
                : StubPlatform.json(200, "{\"permalink\":\"https://www.instagram.com/p/x/\"}"));
    assertThat(publish())
        .isEqualTo(new Outcome.Published("4711", "https://www.instagram.com/p/x/"));
  }

  @Test
  void a_published_container_is_found_in_the_list_by_caption_and_time() {
    world("PUBLISHED", post("1", "Hello, ig", "2026-11-20T10:00:05+0000"), older());

    assertThat(lookup(handle())).isEqualTo(new Sighting.Found("1", null));
  }

  @Test
  void two_posts_alike_need_a_person() {
    world(
        "PUBLISHED",
        post("1", "Hello, @ig", "2026-11-20T10:00:05+0000"),
        post("2", "Hello, @ig", "2026-11-20T10:00:06+0000"));

    assertThat(((Sighting.Unclear) lookup(handle())).forHuman()).isTrue();
  }

  @Test
  void published_but_not_listed_is_unclear_and_finished_and_not_listed_is_absent() {
    world("PUBLISHED", older());
    assertThat(lookup(handle())).isInstanceOf(Sighting.Unclear.class);

    world("FINISHED", older());
    assertThat(lookup(handle())).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void a_post_that_is_there_and_cannot_be_deleted_stays() {
    platform.answers(
        seen ->
            seen.method().equals("DELETE")
                ? deletedBefore()
                : StubPlatform.json(200, "{\"id\":\"4711\"}"));
    assertThat(retract()).isInstanceOf(Retraction.Impossible.class);

    platform.answers(error(400, -1, 2207073, "Media Type Not Supported"));
    assertThat(retract()).isInstanceOf(Retraction.Impossible.class);
  }

  private void world(String state, String... posts) {
    platform.answers(
        seen ->
            seen.target().contains("status_code")
                ? StubPlatform.json(200, "{\"status_code\":\"" + state + "\"}")
                : StubPlatform.json(200, "{\"data\":[" + String.join(",", posts) + "]}"));
  }

  private static String post(String id, String caption, String timestamp) {
    return POST.formatted(id, caption, "\"timestamp\":\"" + timestamp + "\"");
  }

  private static String older() {
    return post("0", "Hello, @ig", "2026-11-19T10:00:00+0000");
  }
}
