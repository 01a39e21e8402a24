package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Growth;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counters of a post. One unknown metric fails the whole call. */
final class ThreadsSandboxInsights {
  private static final Map<String, String> METRICS =
      Map.of(
          "views", "The number of times your post was viewed.",
          "likes", "The number of likes on your post.",
          "replies", "The number of replies on your post.",
          "reposts", "The number of times your post was reposted.",
          "quotes", "The number of times your post was quoted.",
          "shares", "The number of times your post was shared.");

  private static final Map<String, Long> CEILINGS =
      Map.of("views", 6_000L, "likes", 400L, "replies", 60L, "reposts", 40L, "quotes", 15L);

  private final ThreadsSandboxPosts posts;

  ThreadsSandboxInsights(ThreadsSandboxPosts posts) {
    this.posts = posts;
  }

  Reply ofPost(Call call) {
    String id = call.param("node");
    ThreadsSandboxPost post = posts.find(id);
    if (post == null) {
      throw ThreadsSandboxRefusals.unsupported(call, id);
    }
    JsonArray data = new JsonArray();
    for (String name : metrics(call, METRICS.keySet())) {
      // a repost's counters belong to the one who wrote the original
      if (post.draft().kind() != Kind.REPOST) {
        data.add(metric(post, name, call.at()));
      }
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private static JsonObject metric(ThreadsSandboxPost post, String name, Instant now) {
    String inPath = name.equals("replies") ? "thread_replies" : name;
    return new JsonObject()
        .put("name", name)
        .put("period", "lifetime")
        .put("values", new JsonArray().add(new JsonObject().put("value", count(post, name, now))))
        .put("title", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .put("description", METRICS.get(name))
        .put("id", post.name() + "/insights/" + inPath + "/lifetime");
  }

  static long count(ThreadsSandboxPost post, String name, Instant now) {
    long ceiling = CEILINGS.getOrDefault(name, 100L);
    return Growth.at(post.name() + "/" + name, post.at(), now, ceiling);
  }

  /** Returns the metrics asked for. */
  static Set<String> metrics(Call call, Set<String> known) {
    Set<String> asked = ThreadsSandboxFields.names(call, "metric");
    if (asked.isEmpty()) {
      throw ThreadsSandboxRefusals.required("metric");
    }
    int at = 0;
    for (String name : asked) {
      if (!known.contains(name)) {
        throw ThreadsSandboxRefusals.invalid(
            "(#100) metric[%d] must be one of the following values: %s"
                .formatted(at, String.join(", ", new TreeSet<>(known))));
      }
      at++;
    }
    return asked;
  }
}
