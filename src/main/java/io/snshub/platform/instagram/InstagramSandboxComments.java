package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comments of the account's own: under its posts, and under each other. */
final class InstagramSandboxComments {
  private static final int CAPACITY = 10_000;

  private record Comment(
      long id, String media, @Nullable String parent, String text, boolean hidden, Instant at) {}

  private final Shelf<Long, Comment> comments = new Shelf<>(CAPACITY);
  private final InstagramSandboxPosts posts;
  private final Sequence ids;

  InstagramSandboxComments(Site site, InstagramSandboxPosts posts) {
    this.posts = posts;
    this.ids =
        new Sequence(
            site.clock(), ms -> 18_000_000_000_000_000L + (ms - 1_600_000_000_000L) * 1_000);
  }

  void open(Site site) {
    site.route("GET", "/{node}/comments", Operation.LOOKUP, call -> list(call, false));
    site.route("POST", "/{node}/comments", Operation.UPLOAD, call -> add(call, false));
    site.route("GET", "/{node}/replies", Operation.LOOKUP, call -> list(call, true));
    site.route("POST", "/{node}/replies", Operation.UPLOAD, call -> add(call, true));
  }

  long count(String media) {
    return comments.oldestFirst().stream().filter(one -> one.media.equals(media)).count();
  }

  boolean has(String id) {
    return find(id) != null;
  }

  JsonObject shown(String id, Set<String> fields) {
    return toJson(required(id), fields);
  }

  Reply delete(String id) {
    comments.remove(required(id).id);
    return Reply.json(200, new JsonObject().put("success", true));
  }

  /** Hides a comment or shows it again. */
  Reply change(Call call, String id) {
    Comment old = required(id);
    boolean hidden = "true".equals(call.input("hide"));
    comments.put(old.id, new Comment(old.id, old.media, old.parent, old.text, hidden, old.at));
    return Reply.json(200, new JsonObject().put("success", true));
  }

  void clear() {
    comments.clear();
  }

  private Reply add(Call call, boolean reply) {
    String node = call.param("node");
    String text = call.input("message");
    Comment parent = reply ? find(node) : null;
    if (parent == null && (reply || posts.find(node) == null)) {
      throw InstagramSandboxDialect.missing(call, node);
    }
    if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > 300) {
      throw InstagramSandboxDialect.refused(
          100, 0, "(#100) Param message must be 1 to 300 characters long");
    }
    call.about(text);
    String media = parent == null ? node : parent.media;
    Comment made = new Comment(ids.next(), media, reply ? node : null, text, false, call.at());
    comments.put(made.id, made);
    return Reply.json(200, new JsonObject().put("id", Long.toString(made.id)));
  }

  private Reply list(Call call, boolean replies) {
    String node = call.param("node");
    if (replies ? find(node) == null : posts.find(node) == null) {
      throw InstagramSandboxDialect.missing(call, node);
    }
    Set<String> asked = InstagramSandboxReads.set(call, "fields");
    Set<String> fields = asked.isEmpty() ? Set.of("timestamp", "text") : asked;
    JsonArray data = new JsonArray();
    for (Comment one : comments.newestFirst()) {
      boolean wanted =
          replies ? node.equals(one.parent) : node.equals(one.media) && one.parent == null;
      if (wanted && data.size() < 50) {
        data.add(toJson(one, fields));
      }
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private static JsonObject toJson(Comment comment, Set<String> fields) {
    JsonObject from =
        new JsonObject().put("id", InstagramSandbox.ACCOUNT).put("username", "sandbox");
    JsonObject all =
        new JsonObject()
            .put("text", comment.text)
            .put("timestamp", InstagramSandboxPost.time(comment.at))
            .put("username", "sandbox")
            .put("from", from)
            .put("user", new JsonObject().put("id", InstagramSandbox.ACCOUNT))
            .put("like_count", 0)
            .put("hidden", comment.hidden)
            .put("media", new JsonObject().put("id", comment.media));
    if (comment.parent != null) {
      all.put("parent_id", comment.parent);
    }
    return InstagramSandboxReads.only(all.put("id", Long.toString(comment.id)), fields);
  }

  private Comment required(String id) {
    Comment comment = find(id);
    if (comment == null) {
      throw new IllegalArgumentException("no such comment: " + id);
    }
    return comment;
  }

  private @Nullable Comment find(String id) {
    return id.matches("\\d{1,18}") ? comments.get(Long.parseLong(id)) : null;
  }
}
