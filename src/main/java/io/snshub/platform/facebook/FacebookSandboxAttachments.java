package io.snshub.platform.facebook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What hangs on a post: pictures, a video or the preview of a link. */
final class FacebookSandboxAttachments {
  private FacebookSandboxAttachments() {}

  static @Nullable JsonObject of(FacebookSandboxPost post) {
    JsonArray data = new JsonArray();
    if (post.photos().size() > 1) {
      JsonArray parts = new JsonArray();
      post.photos().forEach(photo -> parts.add(photo.attachment()));
      data.add(
          new JsonObject()
              .put("media_type", "album")
              .put("type", "album")
              .put("target", new JsonObject().put("id", Long.toString(post.number())))
              .put("url", post.permalink())
              .put("subattachments", FacebookSandboxAnswers.list(parts)));
    } else if (post.photos().size() == 1) {
      data.add(post.photos().get(0).attachment());
    } else if (post.video() != null) {
      data.add(post.video().attachment());
    } else if (post.link() != null) {
      JsonObject target = new JsonObject().put("url", post.link());
      data.add(
          new JsonObject()
              .put("media_type", "link")
              .put("type", "share")
              .put("title", post.link())
              .put("unshimmed_url", post.link())
              .put("target", target)
              .put("url", post.link()));
    }
    return data.isEmpty() ? null : FacebookSandboxAnswers.list(data);
  }

  /** Returns what the platform calls such a post. */
  static String kind(FacebookSandboxPost post) {
    if (post.video() != null) {
      return "added_video";
    }
    if (!post.photos().isEmpty()) {
      return "added_photos";
    }
    return post.link() == null ? "mobile_status_update" : "shared_story";
  }
}
