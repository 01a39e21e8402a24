package io.snshub.platform;

import io.snshub.platform.Limits.Breach;
import io.snshub.post.Media;
import java.util.List;

/** Holds how many media a post has, and of what kind, against what a platform allows. */
final class MediaCount {
  private final MediaRule rule;
  private final Findings findings;
  private final String field;
  private final int total;
  private final int images;
  private final int videos;

  MediaCount(MediaRule rule, List<Media> media, Findings findings) {
    this.rule = rule;
    this.findings = findings;
    this.field = ContentRules.mediaField(media);
    this.total = media.size();
    this.images = count(media, Media.Kind.IMAGE);
    this.videos = count(media, Media.Kind.VIDEO);
  }

  /** Takes what is wrong. */
  interface Findings {
    void add(String field, String code, Breach breach);
  }

  void check() {
    int unknown = total - images - videos;
    if (rule.videoRequired() && (videos + unknown != 1 || images > 0)) {
      String wrong = "takes exactly one video, the post has %d".formatted(videos + unknown);
      String with = images > 0 ? wrong + " and " + pictures(images) : wrong;
      found("video_required", with, 1, videos + unknown);
      return;
    }
    if (rule.required() && total == 0) {
      found("media_required", "needs " + kinds(), 1, 0);
    }
    if (images > rule.maxImages()) {
      String wrong = "post has %s, at most %d".formatted(pictures(images), rule.maxImages());
      found("too_many_images", wrong, rule.maxImages(), images);
    }
    if (videos > rule.maxVideos()) {
      String wrong = "post has %s, at most %d".formatted(videos(videos), rule.maxVideos());
      found("too_many_videos", wrong, rule.maxVideos(), videos);
    }
    boolean both = images > 0 && videos > 0;
    if (both && !rule.mixed()) {
      findings.add(field, "mixed_media", new Breach("pictures and videos can't stand together"));
    } else if (total > rule.maxItems() && (both || unknown > 0)) {
      String wrong = "post has %d media, at most %d".formatted(total, rule.maxItems());
      found("too_many_media", wrong, rule.maxItems(), total);
    }
  }

  private void found(String code, String wrong, int limit, int value) {
    findings.add(field, code, new Breach(wrong, limit, value));
  }

  private String kinds() {
    if (rule.maxVideos() == 0) {
      return "a picture";
    }
    return rule.maxImages() == 0 ? "a video" : "a picture or a video";
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
}
