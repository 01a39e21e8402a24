package io.snshub.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.chaos.Evidence.Entry;
import io.snshub.chaos.Evidence.Live;
import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Step;
import io.snshub.chaos.Evidence.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the API and the sandbox tell. */
final class EvidenceReader {
  private EvidenceReader() {}

  /** Returns all posts, without their timelines. */
  static List<Post> posts(Api hub) {
    List<Post> posts = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = ok(hub.get("/api/sns/posts?limit=100" + cursor));
      page.path("posts").forEach(post -> posts.add(post(post, List.of())));
      String next = page.path("next_cursor").asText("");
      if (next.isEmpty() || next.equals("null")) {
        return posts;
      }
      cursor = "&cursor=" + next;
    }
  }

  /** Returns all posts with their timelines. */
  static List<Post> postsInFull(Api hub) {
    return posts(hub).stream()
        .map(
            post ->
                new Post(
                    post.id(),
                    post.content(),
                    post.status(),
                    post.onFailure(),
                    post.targets(),
                    timeline(hub, post.id())))
        .toList();
  }

  private static Post post(JsonNode json, List<Step> timeline) {
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : json.path("targets")) {
      targets.add(
          new Target(
              target.path("platform").asText(),
              target.path("status").asText(),
              text(target, "platform_post_id")));
    }
    return new Post(
        json.path("post_id").asLong(),
        json.path("content").asText(),
        json.path("status").asText(),
        json.path("on_failure").asText(),
        targets,
        timeline);
  }

  private static List<Step> timeline(Api hub, long post) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode entry : ok(hub.get("/api/sns/posts/" + post + "/timeline")).path("entries")) {
      steps.add(
          new Step(
              Instant.parse(entry.path("at").asText()),
              entry.path("kind").asText(),
              entry.path("name").asText(),
              text(entry, "platform"),
              text(entry, "from"),
              text(entry, "to")));
    }
    return steps;
  }

  /** Returns what the platforms saw; notices are no posts. */
  static List<Entry> ledger(Api sandbox) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : ok(sandbox.get("/_sandbox/ledger"))) {
      if (!entry.path("platform").asText().equals("telegram")) {
        entries.add(
            new Entry(
                entry.path("seq").asLong(),
                Instant.parse(entry.path("at").asText()),
                entry.path("platform").asText(),
                entry.path("effect").asText(),
                text(entry, "platform_post_id"),
                text(entry, "content")));
      }
    }
    return entries;
  }

  static List<Live> visible(Api sandbox) {
    List<Live> live = new ArrayList<>();
    for (JsonNode post : ok(sandbox.get("/_sandbox/posts"))) {
      live.add(
          new Live(
              post.path("platform").asText(),
              post.path("platform_post_id").asText(),
              post.path("content").asText()));
    }
    return live;
  }

  private static JsonNode ok(Api.Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException("no answer to judge by: " + reply);
    }
    return reply.body();
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
