package io.snshub.platform;

import io.snshub.platform.PlatformProfile.ContentRule;
import io.snshub.platform.PlatformProfile.MediaRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.List;

/** Holds a post against what a platform allows. */
public final class ContentRules {
  private ContentRules() {}

  /**
   * One rule that a post breaks.
   *
   * @param field the request's field it is about
   * @param code stable name of the rule
   * @param message who, what, limit
   */
  public record Violation(String field, String code, String message) {}

  /** Returns every rule the content breaks on this platform; empty when it can go out. */
  public static List<Violation> check(PlatformProfile platform, Content content) {
    List<Violation> broken = new ArrayList<>();
    checkText(platform, content, broken);
    checkMedia(platform, content.media(), broken);
    for (ContentRule rule : platform.rules()) {
      String wrong = rule.check().apply(content);
      if (wrong != null) {
        broken.add(violation(platform, rule.field(), rule.code(), wrong));
      }
    }
    return List.copyOf(broken);
  }

  private static void checkText(PlatformProfile platform, Content content, List<Violation> broken) {
    int measure = platform.text().measure().applyAsInt(content.text());
    if (measure > platform.text().limit()) {
      String wrong =
          "text has %d %s, at most %d"
              .formatted(measure, platform.text().unit(), platform.text().limit());
      broken.add(violation(platform, "content", "text_too_long", wrong));
    }
  }

  private static void checkMedia(
      PlatformProfile platform, List<Media> media, List<Violation> broken) {
    MediaRule rule = platform.media();
    int images = count(media, Media.Kind.IMAGE);
    int videos = count(media, Media.Kind.VIDEO);
    int unknown = media.size() - images - videos;
    if (rule.videoRequired() && (videos + unknown != 1 || images > 0)) {
      String wrong = "takes exactly one video, the post has %d".formatted(videos + unknown);
      String with = images > 0 ? wrong + " and " + pictures(images) : wrong;
      broken.add(violation(platform, "media_urls", "video_required", with));
      return;
    }
    if (rule.required() && media.isEmpty()) {
      broken.add(violation(platform, "media_urls", "media_required", "needs a picture or a video"));
    }
    if (images > rule.maxImages()) {
      String wrong = "post has %s, at most %d".formatted(pictures(images), rule.maxImages());
      broken.add(violation(platform, "media_urls", "too_many_images", wrong));
    }
    if (videos > rule.maxVideos()) {
      String wrong = "post has %s, at most %d".formatted(videos(videos), rule.maxVideos());
      broken.add(violation(platform, "media_urls", "too_many_videos", wrong));
    }
    int most = Math.max(rule.maxImages(), rule.maxVideos());
    if (unknown > 0 && media.size() > most) {
      String wrong = "post has %d media, at most %d".formatted(media.size(), most);
      broken.add(violation(platform, "media_urls", "too_many_media", wrong));
    }
    if (!rule.mixed() && images > 0 && videos > 0) {
      broken.add(
          violation(
              platform, "media_urls", "mixed_media", "pictures and videos can't stand together"));
    } else if (rule.mixed() && images > 0 && videos > 0 && images + videos > most) {
      String wrong = "post has %d media, at most %d".formatted(images + videos, most);
      broken.add(violation(platform, "media_urls", "too_many_media", wrong));
    }
  }

  private static int count(List<Media> media, Media.Kind kind) {
    return (int) media.stream().filter(one -> one.kind() == kind).count();
  }

  private static String pictures(int number) {
    return number == 1 ? "1 picture" : number + " pictures";
  }

  private static String videos(int number) {
    return number == 1 ? "1 video" : number + " videos";
  }

  private static Violation violation(
      PlatformProfile platform, String field, String code, String wrong) {
    return new Violation(field, code, platform.name() + ": " + wrong);
  }
}
