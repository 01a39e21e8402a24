package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.Outcome;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.SandboxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/** One platform's real fragments against the platform that the sandbox plays. */
public final class SandboxRun implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "png", "image/png",
          "gif", "image/gif",
          "mp4", "video/mp4");

  private final PlatformProfile profile;
  private final SandboxClient sandbox;
  private final CallHarness hub;
  private final Path folder;
  private int files;

  public SandboxRun(
      PlatformProfile profile, PlatformSandbox platform, Path folder, List<RouteBuilder> routes) {
    this.profile = profile;
    this.folder = folder;
    this.sandbox = new SandboxClient(platform);
    List<RouteBuilder> all = new ArrayList<>(routes);
    all.add(CallHarness.media(this::fetched));
    this.hub = new CallHarness(Duration.ofSeconds(5), all);
  }

  /** Returns the sandbox, to look at and to break. */
  public SandboxClient sandbox() {
    return sandbox;
  }

  /** Prepares until one more call makes the post visible. */
  public LaneWork ready(Content content) {
    LaneWork[] work = {work(content, null, null)};
    assertThat(ContentRules.check(profile, content)).isEmpty();
    await()
        .until(
            () -> {
              Preparation step = hub.send(door("prepare"), work[0], Preparation.class);
              if (step instanceof Preparation.Failed failed) {
                throw new AssertionError(failed.failure().message());
              }
              String handle =
                  step instanceof Preparation.Ready ready
                      ? ready.handle()
                      : ((Preparation.Pending) step).handle();
              work[0] = work[0].withHandle(handle);
              return step instanceof Preparation.Ready;
            });
    assertThat(sandbox.created()).as("nothing is visible yet").isZero();
    return work[0];
  }

  public Outcome publish(LaneWork work) {
    return hub.send(door("publish"), work, Outcome.class);
  }

  /** Publishes and returns the work with the post's id. */
  public LaneWork published(Content content) {
    LaneWork ready = ready(content);
    Outcome outcome = publish(ready);
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return work(content, ready.handle(), ((Outcome.Published) outcome).platformPostId());
  }

  public Sighting lookup(LaneWork work) {
    return hub.send(door("lookup"), work, Sighting.class);
  }

  public Measurement measure(LaneWork work) {
    return hub.send(door("metrics"), work, Measurement.class);
  }

  public Retraction retract(LaneWork work) {
    return hub.send(door("retract"), work, Retraction.class);
  }

  public TokenGrant refresh(String refreshToken) {
    RefreshWork work =
        new RefreshWork(
            profile.name(),
            "sandbox-" + profile.sandbox().prefix() + "-token",
            refreshToken,
            "sandbox-client",
            "sandbox-secret",
            hosts());
    return hub.send(door("refresh"), work, TokenGrant.class);
  }

  @Override
  public void close() {
    hub.close();
    sandbox.close();
  }

  private LaneWork work(Content content, @Nullable String handle, @Nullable String postId) {
    return new LaneWork(
        1,
        1,
        profile.name(),
        content,
        new LaneWork.Account(
            1, profile.sandbox().account(), "sandbox-" + profile.sandbox().prefix() + "-token"),
        handle,
        postId,
        1,
        Instant.now(),
        hosts());
  }

  private Map<String, String> hosts() {
    Map<String, String> hosts = new HashMap<>();
    String root = sandbox.baseUrl() + "/" + profile.sandbox().prefix();
    profile.hosts().keySet().forEach(role -> hosts.put(role, root));
    return hosts;
  }

  private String door(String verb) {
    return "direct:" + profile.name() + "-" + verb;
  }

  private MediaFetch fetched(Media media) {
    String ending = media.url().substring(media.url().lastIndexOf('.') + 1);
    try {
      Path file = Files.write(folder.resolve("medium" + ++files), new byte[5_000]);
      return new MediaFetch.Fetched(new FetchedMedia(file, 5_000, TYPES.get(ending)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
