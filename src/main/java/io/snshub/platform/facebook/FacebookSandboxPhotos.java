package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Brings pictures: alone and visible, or for a post to come. */
final class FacebookSandboxPhotos {
  private static final long LARGEST = 10L << 20;
  private static final Duration FARTHEST = Duration.ofDays(75);

  private final FacebookSandboxStore store;

  FacebookSandboxPhotos(FacebookSandboxStore store) {
    this.store = store;
  }

  static Operation operation(Call call) {
    return FacebookSandboxInput.flag(call, "published", true)
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  Reply create(Call call) {
    FacebookSandboxStore.requirePage(call);
    String caption = caption(call);
    call.about(caption.isEmpty() ? null : caption);
    String medium = medium(call);
    Instant later = FacebookSandboxInput.later(call, FARTHEST);
    boolean published = FacebookSandboxInput.flag(call, "published", true);
    if (published && later != null) {
      throw FacebookSandboxAnswers.parameter(
          "You cannot specify a scheduled publish time on a published post");
    }
    FacebookSandboxPhoto photo =
        new FacebookSandboxPhoto(
            store.nextId(),
            caption,
            FacebookSandboxInput.text(call, "alt_text_custom"),
            medium,
            call.at());
    store.put(photo);
    JsonObject answer = new JsonObject().put("id", photo.id());
    boolean story = !FacebookSandboxInput.flag(call, "no_story", false);
    if (!(published || later != null) || !story) {
      return Reply.json(200, read(call, photo, answer));
    }
    FacebookSandboxPost post =
        new FacebookSandboxPost(
            store.nextId(),
            caption,
            null,
            List.of(photo),
            null,
            new JsonObject(),
            store.site().clock());
    store.put(post);
    Reply reply = Reply.json(200, read(call, photo, answer.put("post_id", post.id())));
    if (later != null) {
      post.schedule(later);
      return reply.createdPrivately(post.id());
    }
    return reply.created(post.publish().shown(call.prefix()));
  }

  /** Read after write: the answer carries the fields that were asked for. */
  private static JsonObject read(Call call, FacebookSandboxPhoto photo, JsonObject answer) {
    return call.input("fields") == null
        ? answer
        : answer.mergeIn(FacebookSandboxFields.select(call, photo));
  }

  private static String caption(Call call) {
    for (String name : List.of("caption", "message", "name")) {
      String text = FacebookSandboxInput.text(call, name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String medium(Call call) {
    if (!call.parts().isEmpty()) {
      Call.Part part = call.parts().get(0);
      String type = String.valueOf(part.contentType());
      if (part.size() == 0) {
        throw missing();
      }
      if (part.size() > LARGEST || type.startsWith("video/") || type.startsWith("text/")) {
        throw unreadable();
      }
      return part.filename().isEmpty() ? "source" : part.filename();
    }
    String url = FacebookSandboxInput.text(call, "url");
    if (url.isEmpty() || !Site.reachable(url, call)) {
      throw missing();
    }
    if (url.matches("(?i)[^?]*\\.(mp4|mov|txt|pdf)(\\?.*)?")) {
      throw unreadable();
    }
    return url;
  }

  private static RuntimeException missing() {
    return FacebookSandboxAnswers.refusedForNow(
        324, 2069019, "(#324) Missing or invalid image file");
  }

  private static RuntimeException unreadable() {
    return FacebookSandboxAnswers.refused(
        324,
        1366046,
        "Your photos couldn't be uploaded. Photos should be less than 4 MB and saved as JPG, PNG,"
            + " GIF, TIFF, HEIF or WebP files.");
  }
}
