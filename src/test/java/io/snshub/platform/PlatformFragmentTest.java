package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every platform's fragments promise. A platform's test brings its routes and its words. */
public abstract class PlatformFragmentTest {
  protected static final Instant ATTEMPT = Instant.parse("2026-11-20T10:00:00Z");

  protected final StubPlatform platform = new StubPlatform();
  protected CallHarness hub;
  protected MediaFetch medium;

  @TempDir protected Path files;

  /** The platform's name. */
  protected abstract String name();

  protected abstract List<RouteBuilder> routes();

  protected abstract PlatformProfile profile();

  protected abstract Content content();

  /** A handle that is ready to be published. */
  protected abstract String handle();

  /** Method and part of the address of the one irreversible call. */
  protected abstract String publishMethod();

  protected abstract String publishTarget();

  /** The answer to an accepted publish, for the post {@code 4711abcdefg}. */
  protected abstract StubPlatform.Reply accepted();

  protected abstract StubPlatform.Reply throttled();

  protected abstract StubPlatform.Reply refused();

  protected abstract StubPlatform.Reply tokenExpired();

  protected abstract StubPlatform.Reply deleted();

  protected abstract StubPlatform.Reply deletedBefore();

  protected abstract StubPlatform.Reply granted();

  protected abstract StubPlatform.Reply grantRefused();

  @BeforeEach
  void start() throws IOException {
    Path file = Files.write(files.resolve("medium"), new byte[100]);
    medium = new MediaFetch.Fetched(new FetchedMedia(file, 100, "video/mp4"));
    List<RouteBuilder> all = new ArrayList<>(routes());
    all.add(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:fetch-media")
                .errorHandler(noErrorHandler())
                .process(exchange -> exchange.getMessage().setBody(medium));
          }
        });
    hub = new CallHarness(Duration.ofMillis(600), all);
  }

  @AfterEach
  void stop() {
    hub.close();
    platform.close();
  }

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
            Outcome.Published.class,
            up -> assertThat(up.platformPostId()).isEqualTo("4711abcdefg"));
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
    platform.answers(deleted());
    assertThat(retract()).isInstanceOf(Retraction.Gone.class);

    platform.answers(deletedBefore());
    assertThat(retract()).isInstanceOf(Retraction.Gone.class);
  }

  @Test
  void a_failed_take_down_can_be_repeated() {
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

  protected final Outcome publish() {
    return hub.send(door("publish"), work(handle(), null, platform.url()), Outcome.class);
  }

  protected final Preparation prepare(String handle) {
    return hub.send(door("prepare"), work(handle, null, platform.url()), Preparation.class);
  }

  protected final Sighting lookup(String handle) {
    return hub.send(door("lookup"), work(handle, ATTEMPT, platform.url()), Sighting.class);
  }

  protected final Retraction retract() {
    return hub.send(door("retract"), work(handle(), null, platform.url()), Retraction.class);
  }

  protected final TokenGrant refresh() {
    RefreshWork work =
        new RefreshWork(
            name(), "old-token", "old-refresh", "client", "secret", hosts(platform.url()));
    return hub.send(door("refresh"), work, TokenGrant.class);
  }

  private PublishFailure denial() {
    return ((TokenGrant.Denied) refresh()).failure();
  }

  protected static PublishFailure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).failure();
  }

  protected final LaneWork work(String handle, Instant attemptAt, String root) {
    return new LaneWork(
        1,
        1,
        name(),
        content(),
        new LaneWork.Account(1, "42", "secret-token"),
        handle,
        "4711abcdefg",
        1,
        attemptAt,
        hosts(root));
  }

  protected static Content content(String text, String... urls) {
    List<Media> media = new ArrayList<>();
    for (String url : urls) {
      media.add(Media.of(url));
    }
    return new Content(text, null, media, Map.of());
  }

  private Map<String, String> hosts(String root) {
    Map<String, String> hosts = new HashMap<>();
    Set<String> roles = profile().hosts().keySet();
    roles.forEach(role -> hosts.put(role, root));
    return hosts;
  }

  private String door(String verb) {
    return "direct:" + name() + "-" + verb;
  }

  private void assertPublishedCallsSeen(int times) {
    assertThat(platform.seen(publishMethod(), publishTarget())).isEqualTo(times);
    assertThat(platform.seen())
        .filteredOn(seen -> !seen.method().equals("GET"))
        .as("everything that changes something")
        .hasSize(times);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
