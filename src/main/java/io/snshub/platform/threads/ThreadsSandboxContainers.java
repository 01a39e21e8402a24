package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxContainer.State;
import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes containers, fetches their media and publishes them; the newest 100 000 are known. */
final class ThreadsSandboxContainers {
  private static final int CAPACITY = 100_000;
  private static final Duration CAROUSEL_WORK = Duration.ofMillis(100);
  private static final Duration VIDEO_WORK = Duration.ofMillis(400);

  /** How long the platform takes to notice its own doings, where a switch says that it does. */
  static final Duration LAG = Duration.ofSeconds(2);

  private final Shelf<Long, ThreadsSandboxContainer> containers = new Shelf<>(CAPACITY);
  private final Site site;
  private final ThreadsSandboxSwitches switches;
  private final ThreadsSandboxPosts posts;
  private final Sequence ids;

  ThreadsSandboxContainers(Site site, ThreadsSandboxSwitches switches, ThreadsSandboxPosts posts) {
    this.site = site;
    this.switches = switches;
    this.posts = posts;
    this.ids =
        new Sequence(
            site.clock(), ms -> 17_000_000_000_000_000L + (ms - 1_600_000_000_000L) * 1_000);
  }

  Reply create(Call call) {
    ThreadsSandbox.wantAccount(call);
    call.about(call.input("text"));
    ThreadsSandboxDraft draft = ThreadsSandboxParameters.read(call);
    wantPost(draft.option("reply_to_id"));
    wantPost(draft.option("quote_post_id"));
    List<ThreadsSandboxContainer> children = children(draft, call.at());
    String broken = fetch(draft, call);
    ThreadsSandboxContainer made =
        new ThreadsSandboxContainer(
            ids.next(), draft, children, call.at(), site.process(work(draft.kind())), broken);
    containers.put(made.id(), made);
    return ThreadsSandboxParameters.autoPublished(call)
        ? posts.publish(call, made)
        : Reply.json(200, new JsonObject().put("id", Long.toString(made.id())));
  }

  Reply publish(Call call) {
    ThreadsSandbox.wantAccount(call);
    String id = call.input("creation_id");
    if (id == null || id.isBlank()) {
      throw ThreadsSandboxRefusals.required("creation_id");
    }
    ThreadsSandboxContainer container = find(id, call.at());
    if (container == null) {
      throw ThreadsSandboxRefusals.mediaNotFound(id);
    }
    call.about(container.draft().text());
    if (container.draft().item()) {
      throw ThreadsSandboxRefusals.invalid("A carousel item can't be published on its own.");
    }
    State state = container.state(call.at());
    if (state == State.PUBLISHED && switches.refusesSecondPublish.getAsBoolean()) {
      throw ThreadsSandboxRefusals.invalid("Container has already been published");
    }
    if (state != State.FINISHED && state != State.PUBLISHED) {
      // also for one that is still being processed
      throw ThreadsSandboxRefusals.mediaNotFound(id);
    }
    return posts.publish(call, container);
  }

  /** Returns a container that can be seen now, or null. */
  @Nullable ThreadsSandboxContainer find(@Nullable String id, Instant now) {
    ThreadsSandboxContainer found =
        id != null && id.matches("\\d{1,18}") ? containers.get(Long.parseLong(id)) : null;
    if (found == null) {
      return null;
    }
    boolean fresh =
        switches.freshContainersHide.getAsBoolean() && now.isBefore(found.createdAt().plus(LAG));
    boolean vanished =
        switches.publishedContainersVanish.getAsBoolean() && found.publishedAt() != null;
    return fresh || vanished ? null : found;
  }

  /** What a look at a container tells. */
  JsonObject status(ThreadsSandboxContainer container, Instant now) {
    State state = container.state(now);
    Instant published = container.publishedAt();
    boolean late =
        published != null
            && switches.publishedStateLags.getAsBoolean()
            && now.isBefore(published.plus(LAG));
    JsonObject all =
        new JsonObject()
            .put("status", late ? State.FINISHED.name() : state.name())
            .put("id", Long.toString(container.id()));
    return state == State.ERROR ? all.put("error_message", container.error()) : all;
  }

  void clear() {
    containers.clear();
  }

  private void wantPost(@Nullable String id) {
    if (id != null && posts.find(id) == null) {
      throw ThreadsSandboxRefusals.mediaNotFound(id);
    }
  }

  private List<ThreadsSandboxContainer> children(ThreadsSandboxDraft draft, Instant now) {
    if (draft.kind() != Kind.CAROUSEL) {
      return List.of();
    }
    if (draft.children().size() < 2 || draft.children().size() > 20) {
      throw ThreadsSandboxRefusals.invalid("Param children must have 2 to 20 elements.");
    }
    List<ThreadsSandboxContainer> children = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (String id : draft.children()) {
      ThreadsSandboxContainer child = find(id, now);
      boolean usable = child != null && child.draft().item() && child.state(now) == State.FINISHED;
      if (usable) {
        children.add(child);
      } else {
        wrong.add(id);
      }
    }
    if (!wrong.isEmpty()) {
      throw ThreadsSandboxRefusals.children(wrong);
    }
    return children;
  }

  /** Pictures are fetched at once, videos later: then the container tells what became of it. */
  private static @Nullable String fetch(ThreadsSandboxDraft draft, Call call) {
    String url = draft.media();
    if (url == null) {
      return null;
    }
    boolean reached = Site.reachable(url, call);
    if (draft.kind() == Kind.IMAGE) {
      if (!reached || url.matches("(?i).*\\.(mp4|mov|gif|webp)(\\?.*)?")) {
        throw ThreadsSandboxRefusals.notFetched(url);
      }
      return null;
    }
    if (!reached) {
      return "FAILED_DOWNLOADING_VIDEO";
    }
    return url.matches("(?i).*\\.(jpe?g|png|gif|webp)(\\?.*)?") ? "FAILED_PROCESSING_VIDEO" : null;
  }

  private static Duration work(Kind kind) {
    return switch (kind) {
      case VIDEO -> VIDEO_WORK;
      case CAROUSEL -> CAROUSEL_WORK;
      // a picture is fetched while its container is made
      case TEXT, IMAGE, REPOST -> Duration.ZERO;
    };
  }
}
