package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Publishes posts of text, link and pictures. */
final class FacebookSandboxFeed {
  private static final int LONGEST = 63_206;
  private static final Duration FARTHEST = Duration.ofDays(75);

  private final FacebookSandboxStore store;
  private final BooleanSupplier refusesDuplicates;
  private final BooleanSupplier publishesLater;

  FacebookSandboxFeed(
      FacebookSandboxStore store,
      BooleanSupplier refusesDuplicates,
      BooleanSupplier publishesLater) {
    this.publishesLater = publishesLater;
    this.store = store;
    this.refusesDuplicates = refusesDuplicates;
  }

  static Operation operation(Call call) {
    return FacebookSandboxInput.flag(call, "published", true)
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  Reply publish(Call call) {
    FacebookSandboxStore.requirePage(call);
    String message = message(call);
    String link = link(call);
    Instant later = FacebookSandboxInput.later(call, FARTHEST);
    boolean published = FacebookSandboxInput.flag(call, "published", true);
    if (published && later != null) {
      throw FacebookSandboxAnswers.parameter(
          "You cannot specify a scheduled publish time on a published post");
    }
    List<FacebookSandboxPhoto> photos = photos(call);
    if (message.isEmpty() && link == null && photos.isEmpty()) {
      throw FacebookSandboxAnswers.refused(100, 1349125, "(#100) Missing message or attachment.");
    }
    if (published && photos.isEmpty() && refusesDuplicates.getAsBoolean()) {
      refuseDuplicate(message, link);
    }
    FacebookSandboxPost post =
        new FacebookSandboxPost(
            store.nextId(), message, link, photos, null, kept(call), store.site().clock());
    store.put(post);
    if (published) {
      post.publish();
    }
    post.schedule(published ? null : later);
    JsonObject answer =
        call.input("fields") == null
            ? new JsonObject().put("id", post.id())
            : FacebookSandboxFields.select(call, post);
    Reply reply = Reply.json(200, answer);
    return published ? reply.created(post.shown(call.prefix())) : reply.createdPrivately(post.id());
  }

  /** Edits a post of this app, or makes a hidden one visible. */
  Reply edit(Call call, FacebookSandboxPost post) {
    boolean before = post.visible(call.at());
    if (call.input("message") != null) {
      post.edit(message(call));
    }
    if (call.input("scheduled_publish_time") != null && !before) {
      post.schedule(FacebookSandboxInput.later(call, FARTHEST));
    }
    if (call.input("is_hidden") != null) {
      post.hide(FacebookSandboxInput.flag(call, "is_hidden", false));
    }
    call.about(post.message());
    boolean publishes =
        FacebookSandboxInput.flag(call, "is_published", false)
            || FacebookSandboxInput.flag(call, "published", false);
    if (publishes && !publishesLater.getAsBoolean()) {
      throw FacebookSandboxAnswers.parameter("Param is_published can't be changed");
    }
    Reply done = FacebookSandboxAnswers.success();
    if (publishes && !before) {
      return done.created(post.publish().shown(call.prefix()));
    }
    return post.visible(call.at()) ? done.shows(post.shown(call.prefix())) : done;
  }

  private static String message(Call call) {
    String message = FacebookSandboxInput.text(call, "message");
    call.about(message);
    if (message.codePointCount(0, message.length()) > LONGEST) {
      throw FacebookSandboxAnswers.parameter(
          "Param message must be at most " + LONGEST + " characters");
    }
    return message;
  }

  private static @Nullable String link(Call call) {
    String link = FacebookSandboxInput.text(call, "link");
    if (link.isEmpty()) {
      return null;
    }
    if (!link.matches("(?i)https?://[^\\s/]+(/\\S*)?(\\?\\S*)?")) {
      throw FacebookSandboxAnswers.refused(100, 2061006, "(#100) link is not a valid URL.");
    }
    if (link.matches("(?i)https?://([^/]+\\.)?facebook\\.com(/.*)?")) {
      throw FacebookSandboxAnswers.refused(
          100, 1609008, "You can't share a facebook.com link in this way.");
    }
    if (link.matches("(?i)https?://([^/]+\\.)?[^/.]+\\.invalid(/.*)?")) {
      throw FacebookSandboxAnswers.refused(
          100, 1609005, "There was a problem scraping data from the provided link.");
    }
    return link;
  }

  private List<FacebookSandboxPhoto> photos(Call call) {
    List<FacebookSandboxPhoto> photos = new ArrayList<>();
    for (String item : FacebookSandboxInput.list(call, "attached_media")) {
      String id =
          String.valueOf(
              FacebookSandboxInput.object("attached_media", item).getValue("media_fbid"));
      FacebookSandboxPhoto photo = store.photo(id);
      if (photo == null) {
        throw FacebookSandboxAnswers.parameter(
            "Param attached_media: the photo " + id + " does not exist");
      }
      if (photo.used() || photos.contains(photo)) {
        throw FacebookSandboxAnswers.refused(100, 1366051, "These photos were already posted.");
      }
      photos.add(photo);
    }
    return photos;
  }

  /** The same words can't follow one another. */
  private void refuseDuplicate(String message, @Nullable String link) {
    for (FacebookSandboxPost newest : store.posts()) {
      if (!newest.visible(newest.now())) {
        continue;
      }
      if (newest.photos().isEmpty()
          && newest.video() == null
          && newest.message().strip().equals(message.strip())
          && String.valueOf(newest.link()).equals(String.valueOf(link))) {
        throw FacebookSandboxAnswers.refused(506, 0, "(#506) Duplicate status message");
      }
      return;
    }
  }

  /** What is only kept to be read again. */
  private static JsonObject kept(Call call) {
    JsonObject kept = new JsonObject();
    for (String name :
        List.of("targeting", "feed_targeting", "place", "call_to_action", "child_attachments")) {
      String value = call.input(name);
      if (value != null && !value.isBlank()) {
        kept.put(name, value.startsWith("{") ? FacebookSandboxInput.object(name, value) : value);
      }
    }
    if (kept.getValue("place") instanceof String place) {
      kept.put("place", new JsonObject().put("id", place).put("name", "Place"));
    }
    return kept;
  }
}
