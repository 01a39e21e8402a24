package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.SiteRoute;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The paths of a Page's Graph API and who answers them. */
final class FacebookSandboxRoutes {
  private final Site site;
  private final FacebookSandboxUsage usage;
  private final FacebookSandboxStore store;
  private final FacebookSandboxOauth oauth;
  private final FacebookSandboxUploads uploads;
  private final FacebookSandboxVideos videos;
  private final FacebookSandboxReels reels;
  private final FacebookSandboxFeed feed;
  private final FacebookSandboxNodes nodes;

  FacebookSandboxRoutes(Site site, FacebookSandboxUsage usage) {
    this.usage = usage;
    this.site = site;
    store = new FacebookSandboxStore(site);
    oauth = new FacebookSandboxOauth(site);
    uploads = new FacebookSandboxUploads(store);
    BooleanSupplier later =
        site.choice(
            "publish_later", true, "an update can show what was made with published=false");
    videos = new FacebookSandboxVideos(store, uploads, later);
    reels = new FacebookSandboxReels(store, videos);
    feed =
        new FacebookSandboxFeed(
            store,
            site.choice(
                "refuse_duplicates", true, "the same words can't follow one another (506)"),
            later);
    nodes = new FacebookSandboxNodes(store, feed, videos, oauth);
  }

  void open() {
    usage.open(site);
    oauth.open();
    uploading();
    publishing();
    lists();
    edges();
    route("GET", "/", FacebookSandboxNodes::reading, nodes::several);
    route("GET", "/{node}", FacebookSandboxNodes::reading, nodes::read);
    asPage("POST", "/{node}", FacebookSandboxNodes::writing, nodes::change);
    asPage("DELETE", "/{node}", call -> Operation.DELETE, nodes::delete);
  }

  FacebookSandboxOauth oauth() {
    return oauth;
  }

  void clear() {
    store.clear();
    oauth.clear();
    uploads.clear();
    reels.clear();
    usage.clear();
  }

  private void uploading() {
    Function<Call, Operation> upload = call -> Operation.UPLOAD;
    route("POST", "/video-upload/{version}/{video}", upload, uploads::bytes).streamed();
    route("POST", "/upload:{session}", upload, uploads::append).streamed();
    route("GET", "/upload:{session}", call -> Operation.LOOKUP, uploads::status);
    route("POST", "/{app}/uploads", upload, uploads::begin);
  }

  private void publishing() {
    FacebookSandboxPhotos photos = new FacebookSandboxPhotos(store);
    asPage("POST", "/{node}/feed", FacebookSandboxFeed::operation, feed::publish);
    asPage("POST", "/{node}/photos", FacebookSandboxPhotos::operation, photos::create);
    asPage("POST", "/{node}/videos", FacebookSandboxVideos::operation, videos::post);
    asPage("POST", "/{node}/video_reels", FacebookSandboxReels::operation, reels::reel);
    asPage("POST", "/{node}/video_stories", FacebookSandboxReels::operation, reels::videoStory);
    asPage("POST", "/{node}/photo_stories", call -> Operation.PUBLISH, reels::photoStory);
    asPage("POST", "/{node}/comments", call -> Operation.UPLOAD, nodes::comment);
    asPage("POST", "/{node}/likes", call -> Operation.UPLOAD, nodes::like);
    asPage("POST", "/{node}/subscribed_apps", call -> Operation.UPLOAD, this::subscribe)
        .readOnly();
  }

  private void lists() {
    FacebookSandboxLists lists =
        new FacebookSandboxLists(
            store, site.choice("list_lag", false, "lists miss what is younger than 30 seconds"));
    look("/{node}/feed", lists::feed);
    look("/{node}/posts", lists::published);
    look("/{node}/published_posts", lists::published);
    look("/{node}/scheduled_posts", lists::scheduled);
    look("/{node}/visitor_posts", lists::none);
    look("/{node}/tagged", lists::none);
    look("/{node}/photos", lists::photos);
    look("/{node}/videos", lists::videos);
    look("/{node}/video_reels", lists::reels);
    look("/{node}/stories", reels::stories);
    look("/{node}/subscribed_apps", this::subscriptions);
  }

  private void edges() {
    FacebookSandboxInsights insights =
        new FacebookSandboxInsights(
            nodes, site.choice("old_impressions", false, "post_impressions still is a metric"));
    for (String edge :
        List.of("comments", "reactions", "likes", "attachments", "sharedposts", "thumbnails")) {
      look("/{node}/" + edge, call -> nodes.edge(call, edge));
    }
    route("GET", "/{node}/insights", call -> Operation.METRICS, insights::of);
    route("GET", "/{node}/video_insights", call -> Operation.METRICS, insights::of);
  }

  private Reply subscribe(Call call) {
    FacebookSandboxStore.requirePage(call);
    List<String> fields = FacebookSandboxInput.list(call, "subscribed_fields");
    if (fields.isEmpty()) {
      throw FacebookSandboxAnswers.parameter("The parameter subscribed_fields is required");
    }
    store.subscribed().clear();
    fields.forEach(field -> store.subscribed().put(field, true));
    return FacebookSandboxAnswers.success();
  }

  private Reply subscriptions(Call call) {
    JsonArray data = new JsonArray();
    Map<String, Boolean> fields = store.subscribed();
    if (!fields.isEmpty()) {
      JsonArray names = new JsonArray(List.copyOf(fields.keySet()));
      data.add(FacebookSandboxPage.application().put("subscribed_fields", names));
    }
    return Reply.json(200, FacebookSandboxAnswers.list(data));
  }

  private void look(String path, Function<Call, Reply> answer) {
    route("GET", path, call -> Operation.LOOKUP, answer);
  }

  private SiteRoute route(
      String method,
      String path,
      Function<Call, Operation> operation,
      Function<Call, Reply> answer) {
    return site.route(
        method,
        path,
        operation,
        call -> {
          usage.count(call);
          return answer.apply(call);
        });
  }

  /** For the Page's own token only. */
  private SiteRoute asPage(
      String method,
      String path,
      Function<Call, Operation> operation,
      Function<Call, Reply> answer) {
    return route(
        method,
        path,
        operation,
        call -> {
          if (oauth.person(site.dialect().token(call))) {
            throw new RefusedCall(
                FacebookSandboxAnswers.error(
                    400, 190, 2069032, "User Access Token Is Not Supported"));
          }
          return answer.apply(call);
        });
  }
}
