package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes by their id: read, changed, commented, taken down. */
final class FacebookSandboxNodes {
  private final FacebookSandboxStore store;
  private final FacebookSandboxFeed feed;
  private final FacebookSandboxVideos videos;
  private final FacebookSandboxOauth oauth;

  FacebookSandboxNodes(
      FacebookSandboxStore store,
      FacebookSandboxFeed feed,
      FacebookSandboxVideos videos,
      FacebookSandboxOauth oauth) {
    this.store = store;
    this.feed = feed;
    this.videos = videos;
    this.oauth = oauth;
  }

  /** Reads that count somebody's likes are metrics. */
  static Operation reading(Call call) {
    return FacebookSandboxInput.text(call, "fields").matches(".*(summary|shares|views|likes).*")
        ? Operation.METRICS
        : Operation.LOOKUP;
  }

  static Operation writing(Call call) {
    return FacebookSandboxInput.flag(call, "is_published", false)
            || FacebookSandboxInput.flag(call, "published", false)
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  Reply read(Call call) {
    String id = call.param("node");
    String token = store.site().dialect().token(call);
    if (id.equals(FacebookSandboxPage.USER) || (id.equals("me") && oauth.person(token))) {
      return Reply.json(
          200,
          FacebookSandboxFields.select(call, new FacebookSandboxPage.User(oauth.pageToken(token))));
    }
    if (id.equals(FacebookSandbox.PAGE) || id.equals("me")) {
      return Reply.json(
          200, FacebookSandboxFields.select(call, new FacebookSandboxPage(oauth.pageToken(token))));
    }
    if (id.equals(FacebookSandboxPage.APP) || id.equals("app")) {
      return Reply.json(200, FacebookSandboxPage.application());
    }
    FacebookSandboxFields.Node node = find(call, id);
    Reply reply = Reply.json(200, FacebookSandboxFields.select(call, node));
    // a planned post comes up by itself; it is noticed when somebody looks
    return node instanceof FacebookSandboxPost post
            && post.scheduledAt() != null
            && post.visible(call.at())
        ? reply.shows(post.shown(call.prefix()))
        : reply;
  }

  /** Several nodes at once, by their ids. */
  Reply several(Call call) {
    List<String> ids = FacebookSandboxInput.list(call, "ids");
    if (ids.isEmpty()) {
      throw FacebookSandboxAnswers.refused(
          2500, 0, "Unsupported get request. Please read the Graph API documentation.");
    }
    JsonObject all = new JsonObject();
    for (String id : ids) {
      FacebookSandboxFields.Node node =
          id.equals(FacebookSandbox.PAGE)
              ? new FacebookSandboxPage(oauth.pageToken(store.site().dialect().token(call)))
              : find(call, id);
      all.put(id, FacebookSandboxFields.select(call, node));
    }
    return Reply.json(200, all);
  }

  Reply change(Call call) {
    FacebookSandboxFields.Node node = find(call, call.param("node"));
    if (node instanceof FacebookSandboxPost post) {
      return feed.edit(call, post);
    }
    if (node instanceof FacebookSandboxVideo video) {
      return videos.edit(call, video);
    }
    throw FacebookSandboxAnswers.missing(call, call.param("node"));
  }

  Reply delete(Call call) {
    FacebookSandboxFields.Node node = find(call, call.param("node"));
    Reply done = FacebookSandboxAnswers.success();
    if (node instanceof FacebookSandboxPost post) {
      return down(call, post, done);
    }
    if (node instanceof FacebookSandboxVideo video) {
      FacebookSandboxPost post = video.post();
      store.remove(video);
      return post == null ? done : down(call, post, done);
    }
    FacebookSandboxPhoto photo = (FacebookSandboxPhoto) node;
    FacebookSandboxPost post = photo.post();
    store.remove(photo);
    if (post == null) {
      return done;
    }
    post.without(photo);
    return post.photos().isEmpty() ? down(call, post, done) : done.shows(post.shown(call.prefix()));
  }

  private Reply down(Call call, FacebookSandboxPost post, Reply done) {
    call.about(post.message());
    store.remove(post);
    return done.deleted(post.publicId());
  }

  /** Comments, reactions, likes, attachments of a node, by the field of the same name. */
  Reply edge(Call call, String name) {
    FacebookSandboxFields.Node node = find(call, call.param("node"));
    if (!node.known().contains(name)) {
      throw FacebookSandboxAnswers.missing(call, call.param("node"));
    }
    String limit = call.input("limit");
    Field field =
        new Field(
            name,
            !FacebookSandboxInput.text(call, "summary").matches("|false|0")
                ? Map.of("summary", "true", "limit", limit == null ? "25" : limit)
                : Map.of("limit", limit == null ? "25" : limit),
            List.of());
    Object value = node.value(field);
    return Reply.json(
        200,
        value instanceof JsonObject edge ? edge : FacebookSandboxAnswers.list(new JsonArray()));
  }

  Reply comment(Call call) {
    FacebookSandboxPost post = postOf(find(call, call.param("node")));
    String message = FacebookSandboxInput.text(call, "message");
    if (post == null || message.isEmpty()) {
      throw FacebookSandboxAnswers.parameter("The parameter message is required");
    }
    String id = post.number() + "_" + store.nextId();
    post.comment(
        new JsonObject()
            .put("created_time", FacebookSandboxAnswers.time(call.at()))
            .put("from", FacebookSandboxPage.from())
            .put("message", message)
            .put("id", id));
    return Reply.json(200, new JsonObject().put("id", id));
  }

  Reply like(Call call) {
    find(call, call.param("node"));
    return FacebookSandboxAnswers.success();
  }

  FacebookSandboxFields.Node find(Call call, String id) {
    FacebookSandboxPost post = store.post(id);
    FacebookSandboxPhoto photo = post == null ? store.photo(id) : null;
    FacebookSandboxVideo video = post == null && photo == null ? store.video(id) : null;
    FacebookSandboxFields.Node found = post != null ? post : photo != null ? photo : video;
    if (found == null) {
      throw FacebookSandboxAnswers.missing(call, id);
    }
    return found;
  }

  static @Nullable FacebookSandboxPost postOf(FacebookSandboxFields.Node node) {
    if (node instanceof FacebookSandboxPost post) {
      return post;
    }
    return node instanceof FacebookSandboxVideo video
        ? video.post()
        : ((FacebookSandboxPhoto) node).post();
  }
}
