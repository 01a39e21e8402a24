package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the Page has; the newest {@value #CAPACITY} of each kind. */
final class FacebookSandboxStore {
  private static final int CAPACITY = 100_000;

  private final Shelf<Long, FacebookSandboxPhoto> photos = new Shelf<>(CAPACITY);
  private final Shelf<Long, FacebookSandboxVideo> videos = new Shelf<>(CAPACITY);
  private final Shelf<Long, FacebookSandboxPost> posts = new Shelf<>(2 * CAPACITY);
  private final Shelf<Long, FacebookSandboxStory> stories = new Shelf<>(CAPACITY);
  private final Map<String, Boolean> subscribed = new ConcurrentHashMap<>();
  private final Site site;
  private final Sequence ids;
  private final BooleanSupplier longPostId;

  FacebookSandboxStore(Site site) {
    this.site = site;
    this.longPostId =
        site.choice("long_video_post_id", false, "a video's post_id names the Page too");
    this.ids =
        new Sequence(
            site.clock(), ms -> 122_000_000_000_000_000L + (ms - 1_600_000_000_000L) * 1_000);
  }

  Site site() {
    return site;
  }

  long nextId() {
    return ids.next();
  }

  void put(FacebookSandboxPhoto photo) {
    photos.put(photo.number(), photo);
  }

  /** Returns a new video that waits for its bytes. */
  FacebookSandboxVideo newVideo(FacebookSandboxVideo.Kind kind, long size) {
    FacebookSandboxVideo video =
        new FacebookSandboxVideo(nextId(), kind, size, site.clock(), longPostId);
    videos.put(video.number(), video);
    return video;
  }

  void put(FacebookSandboxPost post) {
    posts.put(post.number(), post);
  }

  void put(FacebookSandboxStory story) {
    stories.put(story.number(), story);
  }

  @Nullable FacebookSandboxPhoto photo(@Nullable String id) {
    Long number = number(id);
    FacebookSandboxPhoto photo = number == null ? null : photos.get(number);
    return photo == null || photo.gone(site.clock().instant()) ? null : photo;
  }

  @Nullable FacebookSandboxVideo video(@Nullable String id) {
    Long number = number(id);
    return number == null ? null : videos.get(number);
  }

  @Nullable FacebookSandboxPost post(String id) {
    String prefix = FacebookSandbox.PAGE + "_";
    Long number = id.startsWith(prefix) ? number(id.substring(prefix.length())) : null;
    return number == null ? null : posts.get(number);
  }

  Collection<FacebookSandboxPost> posts() {
    return posts.newestFirst();
  }

  Collection<FacebookSandboxPhoto> photos() {
    return photos.newestFirst();
  }

  Collection<FacebookSandboxVideo> videos() {
    return videos.newestFirst();
  }

  Collection<FacebookSandboxStory> stories() {
    return stories.newestFirst();
  }

  /** Takes a post away with all that it shows. */
  void remove(FacebookSandboxPost post) {
    posts.remove(post.number());
    post.photos().forEach(photo -> photos.remove(photo.number()));
    FacebookSandboxVideo video = post.video();
    if (video != null) {
      videos.remove(video.number());
    }
  }

  void remove(FacebookSandboxPhoto photo) {
    photos.remove(photo.number());
  }

  void remove(FacebookSandboxVideo video) {
    videos.remove(video.number());
  }

  /** Names of webhook fields the app is subscribed to. */
  Map<String, Boolean> subscribed() {
    return subscribed;
  }

  void clear() {
    photos.clear();
    videos.clear();
    posts.clear();
    stories.clear();
    subscribed.clear();
  }

  /** Refuses what is not the Page's. */
  static void requirePage(Call call) {
    String node = call.param("node");
    if (!node.equals(FacebookSandbox.PAGE) && !node.equals("me")) {
      throw FacebookSandboxAnswers.missing(call, node);
    }
  }

  private static @Nullable Long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }
}
