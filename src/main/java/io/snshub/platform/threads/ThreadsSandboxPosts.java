package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is up, and how it came and goes; at most 200 000 posts are kept. */
final class ThreadsSandboxPosts {
  private static final int CAPACITY = 200_000;

  final ThreadsSandboxQuota postQuota;
  final ThreadsSandboxQuota replyQuota;
  final ThreadsSandboxQuota deleteQuota;

  private final Shelf<Long, ThreadsSandboxPost> posts = new Shelf<>(CAPACITY);
  private final ThreadsSandboxSwitches switches;
  private final Sequence ids;

  ThreadsSandboxPosts(Site site, ThreadsSandboxSwitches switches) {
    this.switches = switches;
    this.postQuota = new ThreadsSandboxQuota(250, site.rateLimits());
    this.replyQuota = new ThreadsSandboxQuota(1_000, site.rateLimits());
    this.deleteQuota = new ThreadsSandboxQuota(100, site.rateLimits());
    this.ids =
        new Sequence(
            site.clock(), ms -> 18_000_000_000_000_000L + (ms - 1_600_000_000_000L) * 1_000);
  }

  Reply publish(Call call, ThreadsSandboxContainer container) {
    ThreadsSandboxDraft draft = container.draft();
    ThreadsSandboxQuota quota = draft.reply() ? replyQuota : postQuota;
    quota.want(call.at());
    quota.use(call.at());
    container.publish(call.at());
    List<ThreadsSandboxPost> children = new ArrayList<>();
    for (ThreadsSandboxContainer child : container.children()) {
      children.add(put(child.draft(), List.of(), call.at()));
    }
    return up(call, put(draft, children, call.at()));
  }

  Reply repost(Call call) {
    ThreadsSandboxPost original = wanted(call);
    postQuota.want(call.at());
    postQuota.use(call.at());
    return up(call, put(ThreadsSandboxDraft.repostOf(original.name()), List.of(), call.at()));
  }

  Reply manageReply(Call call) {
    ThreadsSandboxPost reply = wanted(call);
    String hide = call.input("hide");
    if (hide == null) {
      throw ThreadsSandboxRefusals.required("hide");
    }
    if (!reply.draft().reply()) {
      throw ThreadsSandboxRefusals.unsupported(call, reply.name());
    }
    reply.hide("true".equalsIgnoreCase(hide));
    return Reply.json(200, new JsonObject().put("success", true));
  }

  Reply delete(Call call) {
    String id = call.param("node");
    ThreadsSandboxPost post = find(id);
    if (post == null) {
      throw switches.secondDeleteIs100.getAsBoolean()
          ? ThreadsSandboxRefusals.unsupported(call, id)
          : ThreadsSandboxRefusals.mediaNotFound(id);
    }
    deleteQuota.want(call.at());
    deleteQuota.use(call.at());
    call.about(post.draft().text());
    posts.remove(post.id());
    post.children().forEach(child -> posts.remove(child.id()));
    return Reply.json(200, new JsonObject().put("success", true).put("deleted_id", id)).deleted(id);
  }

  @Nullable ThreadsSandboxPost find(@Nullable String id) {
    return id != null && id.matches("\\d{1,18}") ? posts.get(Long.parseLong(id)) : null;
  }

  Shelf<Long, ThreadsSandboxPost> all() {
    return posts;
  }

  boolean hasReplies(ThreadsSandboxPost post) {
    return posts.from(post.id()).stream()
        .anyMatch(other -> post.name().equals(other.draft().option("reply_to_id")));
  }

  void clear() {
    posts.clear();
    postQuota.clear();
    replyQuota.clear();
    deleteQuota.clear();
  }

  private ThreadsSandboxPost wanted(Call call) {
    String id = call.param("node");
    ThreadsSandboxPost post = find(id);
    if (post == null) {
      throw ThreadsSandboxRefusals.mediaNotFound(id);
    }
    return post;
  }

  private ThreadsSandboxPost put(
      ThreadsSandboxDraft draft, List<ThreadsSandboxPost> children, Instant at) {
    String root = "";
    if (draft.reply()) {
      String parent = Objects.requireNonNull(draft.option("reply_to_id"));
      ThreadsSandboxPost above = find(parent);
      root = above == null || above.root().isEmpty() ? parent : above.root();
    }
    ThreadsSandboxPost post = new ThreadsSandboxPost(ids.next(), draft, children, root, at);
    posts.put(post.id(), post);
    return post;
  }

  private static Reply up(Call call, ThreadsSandboxPost post) {
    List<String> media = new ArrayList<>();
    if (post.draft().media() != null) {
      media.add(post.draft().media());
    }
    post.children().forEach(child -> media.add(Objects.requireNonNull(child.draft().media())));
    String text =
        post.draft().kind() == Kind.REPOST
            ? "repost of " + post.draft().option("reposted")
            : post.draft().text();
    JsonObject answer = new JsonObject().put("id", post.name());
    if (post.draft().on("crossreshare_to_ig")) {
      answer.put("crossreshare_to_ig_status", "SUCCESS");
    }
    return Reply.json(200, answer)
        .created(
            new SandboxPost(
                call.prefix(),
                post.name(),
                call.account(),
                text,
                media,
                post.permalink(),
                call.at()));
  }
}
