package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Posts API; at most {@value #CAPACITY} posts are kept. */
final class LinkedinSandboxPosts {
  static final int CAPACITY = 200_000;

  private static final String RESOURCE = "partnerApiPostsExternal";
  private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);
  private static final Duration INDEX_LAG = Duration.ofSeconds(30);
  private static final Pattern URN =
      Pattern.compile("urn:li:(share|ugcPost):(\\d{1,18}|[0-8]\\d{18})");
  private static final Set<String> CHANGEABLE =
      Set.of("commentary", "contentCallToActionLabel", "contentLandingPage", "adContext");

  private final Shelf<Long, LinkedinSandboxPost> live = new Shelf<>(CAPACITY);
  private final Map<String, Long> byPrint = new LinkedHashMap<>();
  private final Shelf<Long, String> gone = new Shelf<>(CAPACITY);
  private final Sequence numbers;
  private final LinkedinSandboxDraft draft;
  private final LinkedinSandboxMember member;
  private final BooleanSupplier slowIndex;

  LinkedinSandboxPosts(
      Site site, LinkedinSandboxDraft draft, LinkedinSandboxMember member, BooleanSupplier slow) {
    this.numbers = new Sequence(site.clock(), millis -> millis << 22);
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
    boolean video =
        LinkedinSandboxPost.media(fields).stream().anyMatch(urn -> urn.startsWith("urn:li:video:"));
    long number = numbers.next();
    String urn = (video ? "urn:li:ugcPost:" : "urn:li:share:") + number;
    LinkedinSandboxPost post =
        new LinkedinSandboxPost(number, urn, text, fields, false, call.at(), call.at());
    Long earlier = byPrint.get(post.print());
    LinkedinSandboxPost twin = earlier == null ? null : live.get(earlier);
    if (twin != null && twin.createdAt().plus(DUPLICATE_WINDOW).isAfter(call.at())) {
      throw LinkedinSandboxDialect.duplicate(twin.urn());
    }
    live.put(number, post);
    byPrint.put(post.print(), number);
    if (byPrint.size() > CAPACITY) {
      byPrint.remove(byPrint.keySet().iterator().next());
    }
    return post;
  }

  private Reply find(LinkedinSandboxCall call) {
    if (call.has("ids")) {
      member.mayRead(RESOURCE, "BATCH_GET", version(call));
      return LinkedinSandboxBatch.of(
          call.texts("ids"),
          urn -> {
            LinkedinSandboxPost post = byUrn(urn);
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
    List<JsonObject> found =
        live.newestFirst().stream()
            .filter(post -> post.author().equals(author) && !dark)
            .filter(post -> indexed(post, call.call().at()))
            .sorted(order.thenComparing(LinkedinSandboxPost::number).reversed())
            .map(LinkedinSandboxPost::json)
            .toList();
    return LinkedinSandboxBatch.page(found, call, 10, 100);
  }

  private boolean indexed(LinkedinSandboxPost post, Instant now) {
    return !slowIndex.getAsBoolean() || !post.createdAt().plus(INDEX_LAG).isAfter(now);
  }

  private Reply get(LinkedinSandboxCall call) {
    member.mayRead(RESOURCE, "GET", version(call));
    return LinkedinSandboxDialect.ok(
        LinkedinSandboxResources.only(required(call.key("urn")).json(), call));
  }

  private Reply update(LinkedinSandboxCall call) {
    String method = call.restliMethod();
    if (method != null && !method.equals("PARTIAL_UPDATE")) {
      throw LinkedinSandboxDialect.unreadable("Invalid method " + method);
    }
    LinkedinSandboxPost post = required(call.key("urn"));
    JsonObject change =
        call.entity("patch").getValue("$set") instanceof JsonObject set ? set : new JsonObject();
    for (String field : change.fieldNames()) {
      if (!CHANGEABLE.contains(field)) {
        throw LinkedinSandboxDialect.denied(
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
    live.put(changed.number(), changed);
    call.call().about(text.shown());
    return Reply.empty(204).shows(changed.shown(call.call().prefix()));
  }

  /** Deleting is idempotent: what was deleted before is answered in the same way. */
  private Reply delete(LinkedinSandboxCall call) {
    return delete(call.key("urn"), call.call());
  }

  Reply delete(String urn, Call call) {
    LinkedinSandboxPost post = byUrn(urn);
    if (post == null) {
      if (gone.get(number(urn)) == null) {
        throw LinkedinSandboxDialect.missingEntity();
      }
      return Reply.empty(204);
    }
    member.mayWriteAs(post.author(), "/author");
    live.remove(post.number());
    byPrint.remove(post.print(), post.number());
    gone.put(post.number(), post.urn());
    call.about(post.text().shown());
    return Reply.empty(204).deleted(post.urn());
  }

  /** Returns a post, or null. Either kind of URN names it. */
  @Nullable LinkedinSandboxPost byUrn(String urn) {
    Long number = number(urn);
    return live.get(number);
  }

  LinkedinSandboxPost required(String urn) {
    LinkedinSandboxPost post = byUrn(urn);
    if (post == null) {
      throw LinkedinSandboxDialect.missingEntity();
    }
    return post;
  }

  Collection<LinkedinSandboxPost> all() {
    return live.newestFirst();
  }

  private static Long number(String urn) {
    Matcher shape = URN.matcher(urn);
    if (!shape.matches()) {
      boolean typed = urn.matches("urn:li:\\w+:.+");
      throw LinkedinSandboxDialect.invalid(
          typed ? "INVALID_URN_TYPE" : "INVALID_URN_ID", "Invalid URN: " + urn);
    }
    return Long.valueOf(Objects.requireNonNull(shape.group(2)));
  }

  private static @Nullable String version(LinkedinSandboxCall call) {
    return call.call().header("LinkedIn-Version");
  }

  void clear() {
    live.clear();
    byPrint.clear();
    gone.clear();
  }
}
