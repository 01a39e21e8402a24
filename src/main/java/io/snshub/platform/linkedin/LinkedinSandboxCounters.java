package io.snshub.platform.linkedin;

import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** How many comments and reactions a post has, in the two ways of asking for it. */
final class LinkedinSandboxCounters {
  private final LinkedinSandboxFeed posts;
  private final LinkedinSandboxMember member;

  LinkedinSandboxCounters(LinkedinSandboxFeed posts, LinkedinSandboxMember member) {
    this.posts = posts;
    this.member = member;
  }

  void open(LinkedinSandboxResources resources) {
    resources
        .read("/socialActions/{urn}", Operation.METRICS, this::summary)
        .read("/socialMetadata", Operation.METRICS, this::metadataOfSome)
        .read("/socialMetadata/{urn}", Operation.METRICS, this::metadata);
  }

  private Reply summary(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(call.key("urn"));
    Instant now = call.call().at();
    long said = LinkedinSandboxStatistics.count(post, "COMMENT", now);
    return LinkedinSandboxDialect.ok(
        new JsonObject()
            .put(
                "likesSummary",
                new JsonObject()
                    .put("totalLikes", LinkedinSandboxStatistics.count(post, "REACTION", now))
                    .put("aggregatedTotalLikes", likesOf(post, now))
                    .put("likedByCurrentUser", false)
                    .put("selectedLikes", new JsonArray()))
            .put(
                "commentsSummary",
                new JsonObject()
                    .put("totalFirstLevelComments", said)
                    .put("aggregatedTotalComments", said)
                    .put("selectedComments", new JsonArray())
                    .put("commentsState", "OPEN"))
            .put("$URN", post.urn())
            .put("target", post.urn()));
  }

  private Reply metadata(LinkedinSandboxCall call) {
    mayRead(call);
    return LinkedinSandboxDialect.ok(metadata(posts.required(call.key("urn")), call.call().at()));
  }

  private Reply metadataOfSome(LinkedinSandboxCall call) {
    mayRead(call);
    return LinkedinSandboxBatch.of(
        call.texts("ids"),
        urn -> {
          LinkedinSandboxPost post = posts.byUrn(urn);
          return post == null ? null : metadata(post, call.call().at());
        });
  }

  private void mayRead(LinkedinSandboxCall call) {
    member.mayRead("socialMetadata", "GET", call.call().header("LinkedIn-Version"));
  }

  private JsonObject metadata(LinkedinSandboxPost post, Instant now) {
    long said = LinkedinSandboxStatistics.count(post, "COMMENT", now);
    JsonObject like = new JsonObject().put("reactionType", "LIKE").put("count", likesOf(post, now));
    return new JsonObject()
        .put("reactionSummaries", new JsonObject().put("LIKE", like))
        .put("commentsState", "OPEN")
        .put("commentSummary", new JsonObject().put("count", said).put("topLevelCount", said))
        .put("entity", LinkedinSandboxSocial.activity(post))
        .put("id", LinkedinSandboxSocial.activity(post));
  }

  private long likesOf(LinkedinSandboxPost post, Instant now) {
    return LinkedinSandboxStatistics.count(post, "REACTION", now);
  }
}
