package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The profile, its lists, a post or container by id, and the quotas. */
final class ThreadsSandboxReads {
  static final String PICTURE = "https://cdn.example.com/threads/sandbox.jpg";

  private static final Set<String> PROFILE =
      Set.of(
          "id",
          "username",
          "name",
          "is_verified",
          "threads_profile_picture_url",
          "threads_biography",
          "recently_searched_keywords",
          "is_eligible_for_geo_gating");

  private static final Set<String> CONTAINER = Set.of("id", "status", "error_message");

  private static final Set<String> QUOTAS =
      Set.of(
          "quota_usage",
          "config",
          "reply_quota_usage",
          "reply_config",
          "delete_quota_usage",
          "delete_config",
          "location_search_quota_usage",
          "location_search_config");

  private final Site site;
  private final ThreadsSandboxSwitches switches;
  private final ThreadsSandboxContainers containers;
  private final ThreadsSandboxPosts posts;
  private final ThreadsSandboxPlaces places;
  private final ThreadsSandboxFields fields;
  private final ThreadsSandboxPages pages;

  ThreadsSandboxReads(
      Site site,
      ThreadsSandboxSwitches switches,
      ThreadsSandboxContainers containers,
      ThreadsSandboxPosts posts,
      ThreadsSandboxPlaces places) {
    this.site = site;
    this.switches = switches;
    this.containers = containers;
    this.posts = posts;
    this.places = places;
    this.fields = new ThreadsSandboxFields(posts, switches);
    this.pages = new ThreadsSandboxPages(posts, fields, switches);
  }

  void open() {
    ThreadsSandboxInsights insights = new ThreadsSandboxInsights(posts);
    site.route("GET", "/{node}/insights", Operation.METRICS, insights::ofPost);
    ThreadsSandboxAudience audience = new ThreadsSandboxAudience(posts);
    site.route("GET", "/{node}/threads_insights", Operation.METRICS, audience::answer);
    site.route("GET", "/{node}/threads_publishing_limit", Operation.LOOKUP, this::quotas);
    site.route("GET", "/{node}/threads", Operation.LOOKUP, this::threads);
    site.route("GET", "/{node}/ghost_posts", Operation.LOOKUP, this::ghosts);
    site.route("GET", "/{node}/mentions", Operation.LOOKUP, this::mentions);
    site.route("GET", "/{node}/replies", Operation.LOOKUP, this::replies);
    site.route("GET", "/{node}/conversation", Operation.LOOKUP, this::conversation);
    site.route("GET", "/{node}", Operation.LOOKUP, this::node);
  }

  ThreadsSandboxPages pages() {
    return pages;
  }

  private Reply node(Call call) {
    String id = call.param("node");
    if (ThreadsSandbox.isAccount(id)) {
      return Reply.json(200, profile(call));
    }
    ThreadsSandboxContainer container = containers.find(id, call.at());
    if (container != null) {
      Set<String> asked = ThreadsSandboxFields.names(call, "fields");
      JsonObject all = containers.status(container, call.at());
      return Reply.json(
          200,
          asked.isEmpty()
              ? ThreadsSandboxFields.only(all, Set.of("status"))
              : ThreadsSandboxFields.only(all, ThreadsSandboxFields.known(asked, CONTAINER)));
    }
    ThreadsSandboxPost post = posts.find(id);
    if (post != null) {
      return Reply.json(200, fields.json(post, ThreadsSandboxFields.asked(call)));
    }
    JsonObject place = places.find(id);
    if (place != null) {
      return Reply.json(200, places.only(place, call));
    }
    throw ThreadsSandboxRefusals.unsupported(call, id);
  }

  private static JsonObject profile(Call call) {
    JsonObject all =
        new JsonObject()
            .put("id", ThreadsSandbox.ACCOUNT)
            .put("username", ThreadsSandbox.USERNAME)
            .put("name", "Sandbox")
            .put("is_verified", false)
            .put("threads_profile_picture_url", PICTURE)
            .put("threads_biography", "Posts that nobody sees")
            .put("recently_searched_keywords", new JsonArray())
            .put("is_eligible_for_geo_gating", true);
    Set<String> asked = ThreadsSandboxFields.names(call, "fields");
    return ThreadsSandboxFields.only(all, ThreadsSandboxFields.known(asked, PROFILE));
  }

  private Reply threads(Call call) {
    ThreadsSandbox.wantAccount(call);
    boolean ghosts = !switches.ghostsAreUnlisted.getAsBoolean();
    return pages.answer(
        call, post -> post.topLevel() && (ghosts || !post.draft().on("is_ghost_post")));
  }

  private Reply ghosts(Call call) {
    ThreadsSandbox.wantAccount(call);
    return pages.answer(call, post -> post.draft().on("is_ghost_post"));
  }

  /** Nobody else lives here who could mention the profile. */
  private Reply mentions(Call call) {
    ThreadsSandbox.wantAccount(call);
    return pages.answer(call, post -> false);
  }

  /** The replies of the profile, or those below a post. */
  private Reply replies(Call call) {
    if (ThreadsSandbox.isAccount(call.param("node"))) {
      return pages.answer(call, post -> post.draft().reply());
    }
    String id = post(call);
    return pages.answer(
        call, post -> id.equals(post.draft().option("reply_to_id")), newestFirst(call));
  }

  private Reply conversation(Call call) {
    String id = post(call);
    return pages.answer(call, post -> post.root().equals(id), newestFirst(call));
  }

  private static boolean newestFirst(Call call) {
    return !"false".equalsIgnoreCase(call.input("reverse"));
  }

  private String post(Call call) {
    ThreadsSandboxPost post = posts.find(call.param("node"));
    if (post == null) {
      throw ThreadsSandboxRefusals.unsupported(call, call.param("node"));
    }
    return post.name();
  }

  private Reply quotas(Call call) {
    ThreadsSandbox.wantAccount(call);
    Set<String> asked =
        ThreadsSandboxFields.known(ThreadsSandboxFields.names(call, "fields"), QUOTAS);
    JsonObject all =
        new JsonObject()
            .put("quota_usage", posts.postQuota.used(call.at()))
            .put("config", posts.postQuota.config())
            .put("reply_quota_usage", posts.replyQuota.used(call.at()))
            .put("reply_config", posts.replyQuota.config())
            .put("delete_quota_usage", posts.deleteQuota.used(call.at()))
            .put("delete_config", posts.deleteQuota.config())
            .put("location_search_quota_usage", places.quota().used(call.at()))
            .put("location_search_config", places.quota().config());
    JsonObject some =
        ThreadsSandboxFields.only(all, asked.isEmpty() ? Set.of("quota_usage") : asked);
    return Reply.json(200, new JsonObject().put("data", new JsonArray().add(some)));
  }
}
