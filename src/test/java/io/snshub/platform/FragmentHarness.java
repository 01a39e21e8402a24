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
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform's fragments on a real HTTP path to a stub. A platform's test brings its routes and its
 * words.
 */
public abstract class FragmentHarness {
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

  /** An id as the platform gives them. */
  protected abstract String postId();

  /** The answer to an accepted publish, for the post {@link #postId()}. */
  protected abstract StubPlatform.Answer accepted();

  protected abstract StubPlatform.Reply throttled();

  protected abstract StubPlatform.Reply refused();

  protected abstract StubPlatform.Reply tokenExpired();

  protected abstract StubPlatform.Reply deleted();

  protected abstract StubPlatform.Reply deletedBefore();

  protected abstract StubPlatform.Reply granted();

  protected abstract StubPlatform.Reply grantRefused();

  /** Answers to a publish that name no post that this call can have made. */
  protected abstract List<String> wrongIds();

  /** The right answers to a look-up for a post that is not there. */
  protected abstract StubPlatform.Reply nothingThere(StubPlatform.Seen seen);

  /** Parts of the addresses that a look-up asks, one by one. */
  protected abstract List<String> lookupSteps();

  /** Handles with which a prepare asks the platform something; null for a fresh start. */
  protected abstract List<String> prepareSteps();

  /** A call that changes something; where reads are POSTs too, a platform says which. */
  protected boolean changes(StubPlatform.Seen seen) {
    return !seen.method().equals("GET");
  }

  /** What a look is when the right answer says that nothing is there. */
  protected Class<? extends Sighting> nothing() {
    return Sighting.Absent.class;
  }

  @BeforeEach
  void start() throws IOException {
    Path file = Files.write(files.resolve("medium"), new byte[100]);
    medium = new MediaFetch.Fetched(new FetchedMedia(file, 100, "video/mp4"));
    List<RouteBuilder> all = new ArrayList<>(routes());
    all.add(CallHarness.media(asked -> medium));
    hub = new CallHarness(Duration.ofMillis(600), all);
  }

  @AfterEach
  void stop() {
    hub.close();
    platform.close();
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

  protected final PublishFailure denial() {
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
        postId(),
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

  protected final String door(String verb) {
    return "direct:" + name() + "-" + verb;
  }

  protected final void assertPublishedCallsSeen(int times) {
    assertThat(platform.seen(publishMethod(), publishTarget())).isEqualTo(times);
    assertThat(platform.seen())
        .filteredOn(this::changes)
        .as("everything that changes something")
        .hasSize(times);
  }

  protected static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
