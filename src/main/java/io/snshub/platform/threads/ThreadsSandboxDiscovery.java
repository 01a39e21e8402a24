package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What is public: profiles, posts by word, places, and a post to embed. */
final class ThreadsSandboxDiscovery {
  private final Site site;
  private final ThreadsSandboxPosts posts;
  private final ThreadsSandboxPages pages;
  private final ThreadsSandboxPlaces places;

  ThreadsSandboxDiscovery(
      Site site,
      ThreadsSandboxPosts posts,
      ThreadsSandboxPages pages,
      ThreadsSandboxPlaces places) {
    this.site = site;
    this.posts = posts;
    this.pages = pages;
    this.places = places;
  }

  void open() {
    site.route("GET", "/profile_lookup", Operation.LOOKUP, ThreadsSandboxDiscovery::profile);
    site.route("GET", "/profile_posts", Operation.LOOKUP, this::profilePosts);
    site.route("GET", "/keyword_search", Operation.LOOKUP, this::search);
    site.route("GET", "/location_search", Operation.LOOKUP, places::search);
    site.route("GET", "/oembed", Operation.LOOKUP, this::embed).open();
  }

  private static Reply profile(Call call) {
    wantKnown(call);
    return Reply.json(
        200,
        new JsonObject()
            .put("id", ThreadsSandbox.ACCOUNT)
            .put("username", ThreadsSandbox.USERNAME)
            .put("name", "Sandbox")
            .put("profile_picture_url", ThreadsSandboxReads.PICTURE)
            .put("biography", "Posts that nobody sees")
            .put("is_verified", false)
            .put("follower_count", 1_234)
            .put("likes_count", 56)
            .put("quotes_count", 7)
            .put("reposts_count", 8)
            .put("views_count", 9_012));
  }

  private Reply profilePosts(Call call) {
    wantKnown(call);
    return pages.answer(call, ThreadsSandboxPost::topLevel);
  }

  private Reply search(Call call) {
    String words = call.input("q");
    if (words == null || words.isBlank()) {
      throw ThreadsSandboxRefusals.required("q");
    }
    String word = words.toLowerCase(Locale.ROOT);
    return pages.answer(
        call,
        post -> post.topLevel() && post.draft().text().toLowerCase(Locale.ROOT).contains(word));
  }

  /** An app token does as well as a person's. */
  private Reply embed(Call call) {
    String token = site.dialect().token(call);
    TokenState state = site.tokens().check(token);
    if (state != TokenState.VALID && !ThreadsSandboxOauth.appToken(token)) {
      return site.dialect().unauthorized(call, state);
    }
    String url = call.input("url");
    if (url == null) {
      throw ThreadsSandboxRefusals.required("url");
    }
    String code = url.replaceFirst(".*/post/([A-Za-z0-9_-]+).*", "$1");
    boolean up = posts.all().newestFirst().stream().anyMatch(p -> p.shortcode().equals(code));
    if (!up) {
      throw ThreadsSandboxRefusals.mediaNotFound(code);
    }
    String html =
        "<blockquote class=\"text-post-media\" data-text-post-permalink=\"https://www.threads.net/@"
            + ThreadsSandbox.USERNAME
            + "/post/"
            + code
            + "\" data-text-post-version=\"0\" id=\"ig-tp-"
            + code
            + "\"></blockquote>";
    return Reply.json(
        200,
        new JsonObject()
            .put("version", "1.0")
            .put("provider_name", "Threads")
            .put("provider_url", "https://www.threads.net/")
            .put("type", "rich")
            .put("width", 658)
            .put("html", html));
  }

  private static void wantKnown(Call call) {
    String name = call.input("username");
    if (name == null) {
      throw ThreadsSandboxRefusals.required("username");
    }
    if (!name.replaceFirst("^@", "").equals(ThreadsSandbox.USERNAME)) {
      throw ThreadsSandboxRefusals.mediaNotFound(name);
    }
  }
}
