package io.snshub.platform.linkedin;

import io.snshub.sandbox.Growth;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What LinkedIn counts: of a page's posts all at once, of a member's one metric a call. Numbers
 * grow with time.
 */
final class LinkedinSandboxStatistics {
  private static final String METRIC_TYPE =
      "com.linkedin.adsexternalapi.memberanalytics.v1.CreatorPostAnalyticsMetricTypeV1";
  private static final Map<String, Integer> CEILINGS =
      Map.of(
          "IMPRESSION", 40_000,
          "MEMBERS_REACHED", 25_000,
          "CLICK", 900,
          "REACTION", 600,
          "COMMENT", 60,
          "RESHARE", 40);

  private final LinkedinSandboxFeed posts;
  private final LinkedinSandboxMember member;

  LinkedinSandboxStatistics(LinkedinSandboxFeed posts, LinkedinSandboxMember member) {
    this.posts = posts;
    this.member = member;
  }

  void open(LinkedinSandboxResources resources) {
    resources
        .read("/organizationalEntityShareStatistics", Operation.METRICS, this::page)
        .read("/memberCreatorPostAnalytics", Operation.METRICS, this::creator);
  }

  /** Returns a counter of a post, the same for everyone who asks. */
  static long count(LinkedinSandboxPost post, String metric, Instant now) {
    String seed = post.urn() + ":" + metric;
    return Growth.at(seed, post.createdAt(), now, CEILINGS.getOrDefault(metric, 0));
  }

  private Reply page(LinkedinSandboxCall call) {
    if (!call.required("q").equals("organizationalEntity")) {
      throw LinkedinSandboxCall.badQuery();
    }
    member.mayRead(
        "organizationalEntityShareStatistics",
        "FINDER-organizationalEntity",
        call.call().header("LinkedIn-Version"));
    String page = call.required("organizationalEntity");
    if (!page.equals(LinkedinSandbox.ACCOUNT)) {
      throw LinkedinSandboxRefusals.denied(
          "Member does not have permission to access statistics of " + page);
    }
    JsonArray elements = new JsonArray();
    Instant now = call.call().at();
    for (String name : new String[] {"shares", "ugcPosts"}) {
      for (String urn : call.texts(name)) {
        LinkedinSandboxPost post = posts.byUrn(urn);
        JsonObject totals = post == null ? null : totals(List.of(post), now);
        // a post without any activity is left out
        if (totals != null && totals.getLong("impressionCount") > 0) {
          elements.add(
              new JsonObject()
                  .put("organizationalEntity", page)
                  .put(name.equals("shares") ? "share" : "ugcPost", urn)
                  .put("totalShareStatistics", totals));
        }
      }
    }
    if (!call.has("shares") && !call.has("ugcPosts")) {
      List<LinkedinSandboxPost> own = new ArrayList<>(posts.all());
      own.removeIf(post -> !post.author().equals(page));
      elements.add(
          new JsonObject()
              .put("organizationalEntity", page)
              .put("totalShareStatistics", totals(own, now)));
    }
    return LinkedinSandboxBatch.all(elements);
  }

  private static JsonObject totals(List<LinkedinSandboxPost> all, Instant now) {
    long seen = sum(all, "IMPRESSION", now);
    long clicks = sum(all, "CLICK", now);
    long likes = sum(all, "REACTION", now);
    long comments = sum(all, "COMMENT", now);
    long shares = sum(all, "RESHARE", now);
    return new JsonObject()
        .put("uniqueImpressionsCount", Math.min(seen, sum(all, "MEMBERS_REACHED", now)))
        .put("shareCount", shares)
        .put("engagement", seen == 0 ? 0.0 : (clicks + likes + comments + shares) / (double) seen)
        .put("clickCount", clicks)
        .put("likeCount", likes)
        .put("impressionCount", seen)
        .put("commentCount", comments);
  }

  private static long sum(List<LinkedinSandboxPost> all, String metric, Instant now) {
    return all.stream().mapToLong(post -> count(post, metric, now)).sum();
  }

  private Reply creator(LinkedinSandboxCall call) {
    String metric = call.required("queryType");
    if (!List.of("IMPRESSION", "MEMBERS_REACHED", "RESHARE", "REACTION", "COMMENT").contains(metric)
        || !"TOTAL|DAILY".contains(String.valueOf(call.text("aggregation")))) {
      throw LinkedinSandboxCall.badQuery();
    }
    member.mayRead(
        "memberCreatorPostAnalytics",
        "FINDER-" + call.required("q"),
        call.call().header("LinkedIn-Version"));
    JsonObject element = new JsonObject().put("metricType", type(metric, call));
    if (call.required("q").equals("entity")) {
      if (!(call.get("entity") instanceof Map<?, ?> entity) || entity.size() != 1) {
        throw LinkedinSandboxCall.badQuery();
      }
      Map.Entry<?, ?> target = entity.entrySet().iterator().next();
      LinkedinSandboxPost post = mine(String.valueOf(target.getValue()));
      element
          .put("count", count(post, metric, call.call().at()))
          .put("targetEntity", new JsonObject().put(String.valueOf(target.getKey()), post.urn()));
    } else {
      List<LinkedinSandboxPost> own = new ArrayList<>(posts.all());
      own.removeIf(post -> !post.author().equals(LinkedinSandboxMember.URN));
      element.put("count", sum(own, metric, call.call().at()));
    }
    return LinkedinSandboxBatch.all(new JsonArray().add(element));
  }

  private LinkedinSandboxPost mine(String urn) {
    LinkedinSandboxPost post = posts.required(urn);
    if (!post.author().equals(LinkedinSandboxMember.URN)) {
      throw LinkedinSandboxRefusals.denied("Member is not the author of " + urn);
    }
    return post;
  }

  /** A text from version 202605 on, an object before. */
  private static Object type(String metric, LinkedinSandboxCall call) {
    @Nullable String version = call.call().header("LinkedIn-Version");
    boolean plain = LinkedinSandboxVersions.full(version).compareTo("20260501") >= 0;
    return plain ? metric : new JsonObject().put(METRIC_TYPE, metric);
  }
}
