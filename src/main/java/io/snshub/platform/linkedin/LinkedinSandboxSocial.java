package io.snshub.platform.linkedin;

import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comments and reactions by the account itself. */
final class LinkedinSandboxSocial {
  private static final Set<String> REACTIONS =
      Set.of("LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT");
  private static final int CAPACITY = 10_000;

  private final LinkedinSandboxFeed posts;
  private final LinkedinSandboxMember member;
  private final Sequence numbers;
  private final Shelf<String, JsonObject> comments = new Shelf<>(CAPACITY);
  private final Shelf<String, JsonObject> reactions = new Shelf<>(CAPACITY);

  LinkedinSandboxSocial(Site site, LinkedinSandboxFeed posts, LinkedinSandboxMember member) {
    this.posts = posts;
    this.member = member;
    this.numbers = new Sequence(site.clock(), millis -> millis << 22);
  }

  void open(LinkedinSandboxResources resources) {
    resources
        .read("/socialActions/{urn}/comments", Operation.LOOKUP, this::comments)
        .write("POST", "/socialActions/{urn}/comments", Operation.LOOKUP, this::comment)
        .write("DELETE", "/socialActions/{urn}/comments/{id}", Operation.LOOKUP, this::uncomment)
        .read("/socialActions/{urn}/likes", Operation.LOOKUP, this::likes)
        .write("POST", "/socialActions/{urn}/likes", Operation.LOOKUP, this::like)
        .write("DELETE", "/socialActions/{urn}/likes/{actor}", Operation.LOOKUP, this::unlike)
        .write("POST", "/reactions", Operation.LOOKUP, this::react)
        .read("/reactions/{key}", Operation.LOOKUP, this::reactionsOf)
        .write("DELETE", "/reactions/{key}", Operation.LOOKUP, this::unreact);
  }

  private Reply comment(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(call.key("urn"));
    JsonObject body = call.entity();
    String actor = String.valueOf(body.getValue("actor"));
    member.mayWriteAs(actor, "/actor");
    if (!(body.getValue("message") instanceof JsonObject message)
        || !(message.getValue("text") instanceof String text)) {
      throw LinkedinSandboxDraft.missing("/message/text");
    }
    LinkedinSandboxDraft.atMost("/message/text", text.length(), 1_250);
    String id = Long.toString(numbers.next());
    JsonObject stamp = new JsonObject().put("actor", actor).put("time", time(call));
    JsonObject comment =
        new JsonObject()
            .put("actor", actor)
            .put("agent", LinkedinSandboxMember.URN)
            .put("created", stamp)
            .put("lastModified", stamp.copy())
            .put("id", id)
            .put("message", message.put("attributes", new JsonArray()))
            .put("$URN", "urn:li:comment:(" + activity(post) + "," + id + ")")
            .put("object", activity(post));
    comments.put(post.number() + "/" + id, comment);
    return LinkedinSandboxDialect.json(201, comment).header("x-restli-id", id);
  }

  private Reply comments(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(call.key("urn"));
    return LinkedinSandboxBatch.page(of(comments, post.number()), one -> one, call, 10, 100);
  }

  private Reply uncomment(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(call.key("urn"));
    if (comments.remove(post.number() + "/" + call.key("id")) == null) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    return Reply.empty(204);
  }

  private Reply like(LinkedinSandboxCall call) {
    JsonObject body = call.entity();
    return reacted(posts.required(call.key("urn")), body.getValue("actor"), "LIKE", call);
  }

  private Reply react(LinkedinSandboxCall call) {
    JsonObject body = call.entity();
    String type = String.valueOf(body.getValue("reactionType"));
    if (!REACTIONS.contains(type)) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_FOR_FIELD", "/reactionType", "Invalid reaction: " + type);
    }
    String root = String.valueOf(body.getValue("root"));
    return reacted(posts.required(root), call.required("actor"), type, call);
  }

  private Reply reacted(
      LinkedinSandboxPost post, @Nullable Object who, String type, LinkedinSandboxCall call) {
    String actor = String.valueOf(who);
    member.mayWriteAs(actor, "/actor");
    String id = "urn:li:reaction:(" + actor + "," + activity(post) + ")";
    JsonObject stamp = new JsonObject().put("actor", actor).put("time", time(call));
    JsonObject reaction =
        new JsonObject()
            .put("id", id)
            .put("actor", actor)
            .put("root", activity(post))
            .put("object", post.urn())
            .put("reactionType", type)
            .put("created", stamp)
            .put("lastModified", stamp.copy());
    reactions.put(post.number() + "/" + actor, reaction);
    return LinkedinSandboxDialect.json(201, reaction).header("x-restli-id", id);
  }

  private Reply likes(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(call.key("urn"));
    return LinkedinSandboxBatch.page(of(reactions, post.number()), one -> one, call, 10, 100);
  }

  private Reply reactionsOf(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = posts.required(part(call, "entity"));
    return LinkedinSandboxBatch.page(of(reactions, post.number()), one -> one, call, 10, 100);
  }

  private Reply unlike(LinkedinSandboxCall call) {
    return removed(call.key("urn"), call.key("actor"));
  }

  private Reply unreact(LinkedinSandboxCall call) {
    return removed(part(call, "entity"), part(call, "actor"));
  }

  private Reply removed(String urn, String actor) {
    if (reactions.remove(posts.required(urn).number() + "/" + actor) == null) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    return Reply.empty(204);
  }

  private static String part(LinkedinSandboxCall call, String name) {
    Object key = call.complexKey();
    Object value = key instanceof Map<?, ?> parts ? parts.get(name) : null;
    if (value == null) {
      throw LinkedinSandboxRefusals.unreadable("Syntax exception in path variables");
    }
    return value.toString();
  }

  private static List<JsonObject> of(Shelf<String, JsonObject> shelf, long post) {
    return shelf.from(post + "/").stream()
        .takeWhile(one -> one.getString("object").endsWith(":" + post))
        .toList();
  }

  static String activity(LinkedinSandboxPost post) {
    return "urn:li:activity:" + post.number();
  }

  private static long time(LinkedinSandboxCall call) {
    return call.call().at().toEpochMilli();
  }

  void clear() {
    comments.clear();
    reactions.clear();
  }
}
