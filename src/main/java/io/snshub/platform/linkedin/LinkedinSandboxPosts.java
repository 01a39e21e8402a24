package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The Posts API. */
final class LinkedinSandboxPosts {
  private static final String RESOURCE = "partnerApiPostsExternal";
  private static final Duration INDEX_LAG = Duration.ofSeconds(30);
  private static final Set<String> CHANGEABLE =
      Set.of("commentary", "contentCallToActionLabel", "contentLandingPage", "adContext");

  private final LinkedinSandboxFeed feed;
  private final LinkedinSandboxDraft draft;
  private final LinkedinSandboxMember member;
  private final BooleanSupplier slowIndex;

  LinkedinSandboxPosts(
      LinkedinSandboxFeed feed,
      LinkedinSandboxDraft draft,
      LinkedinSandboxMember member,
      BooleanSupplier slow) {
    this.feed = feed;
    this.draft = draft;
    this.member = member;
    this.slowIndex = slow;
  }

  void open(LinkedinSandboxResources resources) {
    resources
        .write("POST", "/posts", Operation.PUBLISH, this::create)
        .read("/posts", Operation.LOOKUP, this::find)
        .read("/posts/{urn}", Operation.LOOKUP, this::get)
        .write("POST", "/posts/{urn}", Operation.PUBLISH, this::update)
        .write("DELETE", "/posts/{urn}", Operation.DELETE, this::delete);
  }

  private Reply create(LinkedinSandboxCall call) {
    JsonObject body = call.entity();
    call.call().about(body.getValue("commentary") instanceof String text ? text : null);
    draft.check(body, call.call().at());
    LinkedinSandboxPost post = put(body, call.call());
    String encoded = URLEncoder.encode(post.urn(), StandardCharsets.UTF_8);
    return Reply.empty(201)
        .header("x-restli-id", post.urn())
        .header("x-linkedin-id", post.urn())
        .header("Location", call.call().path() + "/" + encoded)
        .created(post.shown(call.call().prefix()));
  }

  /** Puts a checked post up, or refuses it as a duplicate. */
  LinkedinSandboxPost put(JsonObject fields, Call call) {
    LinkedinSandboxText text = draft.text(fields);
    call.about(text.shown());
    return feed.put(fields, text, call.at());
  }

  private Reply find(LinkedinSandboxCall call) {
    if (call.has("ids")) {
      member.mayRead(RESOURCE, "BATCH_GET", version(call));
      return LinkedinSandboxBatch.of(
          call.texts("ids"),
          urn -> {
            LinkedinSandboxPost post = feed.byUrn(urn);
            return post == null ? null : post.json();
          });
    }
    if (!call.required("q").equals("author")) {
      throw LinkedinSandboxCall.badQuery();
    }
    member.mayRead(RESOURCE, "FINDER-author", version(call));
    String author = call.required("author");
    member.mayWriteAs(author, "/author");
    Comparator<LinkedinSandboxPost> order =
        "CREATED".equals(call.text("sortBy"))
            ? Comparator.comparing(LinkedinSandboxPost::createdAt)
            : Comparator.comparing(LinkedinSandboxPost::modifiedAt);
    boolean dark = "true".equals(call.text("isDsc"));
    List<LinkedinSandboxPost> found =
        feed.all().stream()
            .filter(post -> post.author().equals(author) && !dark)
            .filter(post -> indexed(post, call.call().at()))
            .sorted(order.thenComparing(LinkedinSandboxPost::number).reversed())
            .toList();
    return LinkedinSandboxBatch.page(found, LinkedinSandboxPost::json, call, 10, 100);
  }

  private boolean indexed(LinkedinSandboxPost post, Instant now) {
    return !slowIndex.getAsBoolean() || !post.createdAt().plus(INDEX_LAG).isAfter(now);
  }

  private Reply get(LinkedinSandboxCall call) {
    member.mayRead(RESOURCE, "GET", version(call));
    return LinkedinSandboxDialect.ok(
        LinkedinSandboxResources.only(feed.required(call.key("urn")).json(), call));
  }

  private Reply update(LinkedinSandboxCall call) {
    String method = call.restliMethod();
    if (method != null && !method.equals("PARTIAL_UPDATE")) {
      throw LinkedinSandboxRefusals.unreadable("Invalid method " + method);
    }
    LinkedinSandboxPost post = feed.required(call.key("urn"));
    JsonObject change =
        call.entity("patch").getValue("$set") instanceof JsonObject set ? set : new JsonObject();
    for (String field : change.fieldNames()) {
      if (!CHANGEABLE.contains(field)) {
        throw LinkedinSandboxRefusals.denied(
            "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing"
                + " fields [/patch/$set/"
                + field
                + "]");
      }
    }
    if (change.containsKey("commentary")) {
      draft.commentary(change, post.fields().containsKey("content"));
    }
    JsonObject fields = post.fields().copy().mergeIn(change);
    LinkedinSandboxText text = change.containsKey("commentary") ? draft.text(change) : post.text();
    LinkedinSandboxPost changed = post.changed(fields, text, call.call().at());
    feed.replace(changed);
    call.call().about(text.shown());
    return Reply.empty(204).shows(changed.shown(call.call().prefix()));
  }

  /** Deleting is idempotent: what was deleted before is answered in the same way. */
  private Reply delete(LinkedinSandboxCall call) {
    return delete(call.key("urn"), call.call());
  }

  Reply delete(String urn, Call call) {
    LinkedinSandboxPost post = feed.byUrn(urn);
    if (post == null) {
      if (!feed.was(urn)) {
        throw LinkedinSandboxRefusals.missingEntity();
      }
      return Reply.empty(204);
    }
    member.mayWriteAs(post.author(), "/author");
    feed.remove(post);
    call.about(post.text().shown());
    return Reply.empty(204).deleted(post.urn());
  }

  private static @Nullable String version(LinkedinSandboxCall call) {
    return call.call().header("LinkedIn-Version");
  }
}
