package io.snshub.platform.instagram;

import io.snshub.platform.instagram.InstagramSandboxContainer.State;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publishes containers and takes posts down; at most {@value #CAPACITY} posts are kept. */
final class InstagramSandboxPosts {
  private static final int CAPACITY = 200_000;
  private static final int REAL_QUOTA = 100;
  private static final int GENEROUS_QUOTA = 1_000_000;
  private static final Duration QUOTA_WINDOW = Duration.ofHours(24);

  private final Shelf<Long, InstagramSandboxPost> posts = new Shelf<>(CAPACITY);
  private final Deque<Instant> published = new ArrayDeque<>();
  private final Set<String> closed = new HashSet<>();
  private final Site site;
  private final InstagramSandboxContainers containers;
  private final InstagramSandboxChoices choices;

  InstagramSandboxPosts(
      Site site, InstagramSandboxContainers containers, InstagramSandboxChoices choices) {
    this.site = site;
    this.choices = choices;
    this.containers = containers;
  }

  Reply publish(Call call) {
    if (!InstagramSandbox.isAccount(call.param("node"))) {
      throw InstagramSandboxDialect.missing(call, call.param("node"));
    }
    InstagramSandboxContainer container = publishable(call);
    if (container.postId() != null) {
      return Reply.json(200, new JsonObject().put("id", container.postId()));
    }
    if (quotaUsed(call.at()) >= quota()) {
      throw InstagramSandboxDialect.refusedForNow(
          9, 2207042, "You have reached the maximum number of posts that can be published.");
    }
    published.addLast(call.at());
    if (published.size() > CAPACITY) {
      published.removeFirst();
    }
    InstagramSandboxPost post = new InstagramSandboxPost(containers.nextId(), container, call.at());
    posts.put(post.id(), post);
    String id = Long.toString(post.id());
    container.publish(id);
    return Reply.json(200, new JsonObject().put("id", id))
        .created(
            new SandboxPost(
                call.prefix(),
                id,
                call.account(),
                container.caption(),
                container.media(),
                post.permalink(),
                call.at()));
  }

  Reply delete(Call call) {
    String id = call.param("node");
    InstagramSandboxPost post = find(id);
    if (post == null && choices.goneIsForbidden().getAsBoolean()) {
      throw InstagramSandboxDialect.refused(24, 2207006, "The media does not exist.");
    }
    if (post == null || choices.noDelete().getAsBoolean()) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    call.about(post.container().caption());
    posts.remove(post.id());
    return Reply.json(200, new JsonObject().put("success", true).put("deleted_id", id)).deleted(id);
  }

  /** The one thing that can be changed of a post. */
  Reply change(Call call) {
    String id = call.param("node");
    if (find(id) == null) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    String enabled = String.valueOf(call.input("comment_enabled"));
    if (!enabled.matches("true|false")) {
      throw InstagramSandboxDialect.refused(
          100, 0, "(#100) The parameter comment_enabled is required");
    }
    boolean changed = enabled.equals("true") ? closed.remove(id) : closed.add(id);
    call.about(changed ? "comment_enabled=" + enabled : null);
    return Reply.json(200, new JsonObject().put("success", true));
  }

  boolean commentsOpen(String id) {
    return !closed.contains(id);
  }

  @Nullable InstagramSandboxPost find(String id) {
    return id.matches("\\d{1,18}") ? posts.get(Long.parseLong(id)) : null;
  }

  Shelf<Long, InstagramSandboxPost> all() {
    return posts;
  }

  int quota() {
    if (!site.rateLimits()) {
      return GENEROUS_QUOTA;
    }
    return choices.smallQuota().getAsBoolean() ? REAL_QUOTA / 2 : REAL_QUOTA;
  }

  int quotaUsed(Instant now) {
    while (!published.isEmpty() && published.peekFirst().plus(QUOTA_WINDOW).isBefore(now)) {
      published.removeFirst();
    }
    return published.size();
  }

  void clear() {
    posts.clear();
    closed.clear();
    published.clear();
  }

  private InstagramSandboxContainer publishable(Call call) {
    String id = call.input("creation_id");
    if (id == null) {
      throw InstagramSandboxDialect.refused(
          100, 0, "(#100) The parameter creation_id is required.");
    }
    InstagramSandboxContainer container = containers.find(id);
    if (container == null) {
      throw InstagramSandboxDialect.refused(
          24, 2207008, "The media builder with creation id = " + id + " does not exist.");
    }
    call.about(container.caption());
    if (container.child()) {
      throw InstagramSandboxDialect.refused(
          100, 0, "(#100) A carousel item can't be published alone.");
    }
    State state = container.state(call.at());
    return switch (state) {
      case FINISHED -> container;
      case IN_PROGRESS ->
          throw InstagramSandboxDialect.refused(
              9007,
              2207027,
              "Media ID is not available: the media is not ready for publishing,"
                  + " please wait for a moment");
      case PUBLISHED -> {
        if (choices.republishes().getAsBoolean()) {
          yield container;
        }
        throw InstagramSandboxDialect.refused(
            100, 0, "(#100) The media has already been published.");
      }
      case EXPIRED ->
          throw InstagramSandboxDialect.refused(
              -2, 2207020, "The media you are trying to access has expired.");
      case ERROR ->
          throw InstagramSandboxDialect.refusedForNow(
              -1, 2207032, "Create media failed, please try to re-create media");
    };
  }
}
