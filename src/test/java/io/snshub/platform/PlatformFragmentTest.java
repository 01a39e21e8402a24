package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every platform's fragments promise. */
public abstract class PlatformFragmentTest extends BadAnswerTest {
  @Test
  void has_a_fragment_for_each_verb_and_a_host_for_each_role() {
    for (String verb : List.of("prepare", "publish", "lookup", "retract", "refresh")) {
      String door = name() + "-" + verb;
      assertThat(hub.camel().getRoute(door)).as(door).isNotNull();
      assertThat(hub.camel().getRoute(door).getEndpoint().getEndpointUri())
          .isEqualTo("direct://" + door);
      assertThat(hub.camel().getRoute(door).getGroup()).isEqualTo("platform");
    }
    assertThat(profile().name()).isEqualTo(name());
    assertThat(profile().hosts()).containsKeys("api", "token");
    assertThat(profile().hosts().values()).allMatch(host -> host.startsWith("https://"));
  }

  @Test
  void publishes_once_and_hands_back_the_id() {
    platform.answers(accepted());

    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.Published.class, up -> assertThat(up.platformPostId()).isEqualTo(postId()));
    assertPublishedCallsSeen(1);
  }

  @Test
  void a_lost_answer_is_doubtful_and_the_call_is_not_repeated() {
    platform.answers(new StubPlatform.HangUp());

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
    assertPublishedCallsSeen(1);
  }

  @Test
  void silence_is_doubtful() {
    platform.answers(new StubPlatform.Silence());

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
    assertPublishedCallsSeen(1);
  }

  @Test
  void a_server_error_is_doubtful() {
    for (int status : new int[] {500, 502, 503, 504, 408}) {
      platform.answers(StubPlatform.json(status, "<html>"));

      assertThat(publish()).as("%s", status).isInstanceOf(Outcome.Doubtful.class);
    }
  }

  @Test
  void success_that_says_nothing_is_doubtful() {
    for (String body : List.of("", "{}", "[]", "null", "not json", "{\"data\":1,\"id\":{}}")) {
      platform.answers(StubPlatform.json(200, body));

      assertThat(publish()).as(body).isInstanceOf(Outcome.Doubtful.class);
    }
  }

  @Test
  protected void an_unreachable_platform_refuses_for_now() throws IOException {
    LaneWork work = work(handle(), null, "http://127.0.0.1:" + freePort());

    Outcome outcome = hub.send(door("publish"), work, Outcome.class);

    assertThat(failure(outcome)).isInstanceOf(PublishFailure.Transient.class);
    assertThat(failure(outcome).code()).isEqualTo("connect_failed");
  }

  @Test
  void a_throttle_refuses_for_now() {
    platform.answers(throttled());

    assertThat(failure(publish())).isInstanceOf(PublishFailure.Transient.class);
  }

  @Test
  void a_definite_refusal_stays() {
    platform.answers(refused());

    assertThat(failure(publish())).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(failure(publish()).message()).startsWith(name() + ": ");
  }

  @Test
  void an_expired_token_may_be_refreshed() {
    platform.answers(tokenExpired());

    assertThat(failure(publish()))
        .isInstanceOfSatisfying(
            PublishFailure.NeedsReauth.class, dead -> assertThat(dead.refreshable()).isTrue());
  }

  @Test
  void takes_a_post_down_also_when_it_is_gone_already() {
    if (!profile().deletable()) {
      assertThat(retract()).isInstanceOf(Retraction.Impossible.class);
      assertThat(platform.seen()).isEmpty();
      return;
    }
    platform.answers(deleted());
    assertThat(retract()).isInstanceOf(Retraction.Gone.class);

    platform.answers(deletedBefore());
    assertThat(retract()).isInstanceOf(Retraction.Gone.class);
  }

  @Test
  void a_failed_take_down_can_be_repeated() {
    assumeTrue(profile().deletable());
    platform.answers(new StubPlatform.HangUp());
    assertThat(retract())
        .isInstanceOfSatisfying(
            Retraction.Failed.class, failed -> assertThat(failed.failure().retryable()).isTrue());

    platform.answers(StubPlatform.json(503, ""));
    assertThat(retract())
        .isInstanceOfSatisfying(
            Retraction.Failed.class, failed -> assertThat(failed.failure().retryable()).isTrue());
  }

  @Test
  void a_look_that_fails_proves_nothing() {
    for (StubPlatform.Reply reply :
        List.of(
            new StubPlatform.HangUp(),
            StubPlatform.json(500, ""),
            StubPlatform.json(200, "garbage"),
            tokenExpired(),
            throttled())) {
      platform.answers(reply);

      assertThat(hub.send(door("lookup"), work(handle(), ATTEMPT, platform.url()), Sighting.class))
          .as("%s", reply)
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_prepare_that_meets_no_platform_can_be_repeated() throws IOException {
    LaneWork work = work(null, null, "http://127.0.0.1:" + freePort());

    assertThat(hub.send(door("prepare"), work, Preparation.class))
        .isInstanceOfSatisfying(
            Preparation.Failed.class, failed -> assertThat(failed.failure().retryable()).isTrue());
  }

  @Test
  void refreshes_a_token() {
    platform.answers(granted());

    assertThat(refresh())
        .isInstanceOfSatisfying(
            TokenGrant.Granted.class,
            granted -> {
              assertThat(granted.accessToken()).isEqualTo("new-token");
              assertThat(granted.lifetime()).isEqualTo(Duration.ofSeconds(3600));
            });
  }

  @Test
  void a_dead_grant_needs_a_person_and_a_lost_answer_does_not() {
    platform.answers(grantRefused());
    assertThat(denial())
        .isInstanceOfSatisfying(
            PublishFailure.NeedsReauth.class, dead -> assertThat(dead.refreshable()).isFalse());

    for (StubPlatform.Reply reply :
        List.of(
            new StubPlatform.HangUp(),
            StubPlatform.json(502, "<html>"),
            StubPlatform.json(200, "{}"),
            StubPlatform.json(429, ""))) {
      platform.answers(reply);
      assertThat(denial()).as("%s", reply).isInstanceOf(PublishFailure.Transient.class);
    }
  }

  @Test
  void nothing_of_the_exchange_reaches_the_platform() {
    platform.answers(accepted());
    Map<String, Object> headers =
        Map.of("Long-Running-Action", "saga-1", "Cookie", "session=1", "X-Inner", "1");

    var exchange = hub.exchange(door("publish"), work(handle(), null, platform.url()), headers);

    assertThat(platform.seen())
        .allSatisfy(
            seen ->
                assertThat(seen.headers())
                    .doesNotContainKeys("long-running-action", "cookie", "x-inner"));
    assertThat(exchange.getMessage().getHeaders()).isEqualTo(headers);
  }

  @Test
  void tokens_show_in_no_text() {
    platform.answers(refused());

    assertThat(failure(publish()).toString()).doesNotContain("secret-token");
    assertThat(work(handle(), null, platform.url()).account().toString())
        .doesNotContain("secret-token");
  }
}
