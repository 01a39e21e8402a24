package io.snshub.platform;

import org.jspecify.annotations.Nullable;

/**
 * What may and must be attached to a post.
 *
 * @param required at least one medium is needed
 * @param videoRequired exactly one video is needed
 * @param maxImages most pictures in one post, 0 for none
 * @param maxVideos most videos in one post, 0 for none
 * @param maxItems most media in one post
 * @param mixed pictures and videos may stand together
 * @param pulled the platform fetches media by their URL
 * @param altText most characters of an alternative text, 0 where there is none
 * @param image what one picture may be, or null when nothing is known or allowed
 * @param video what one video may be, or null when nothing is known or allowed
 */
public record MediaRule(
    boolean required,
    boolean videoRequired,
    int maxImages,
    int maxVideos,
    int maxItems,
    boolean mixed,
    boolean pulled,
    int altText,
    @Nullable FileRule image,
    @Nullable FileRule video) {

  /** Takes no media; the start of every other rule. */
  public static MediaRule none() {
    return new MediaRule(false, false, 0, 0, 0, false, false, 0, null, null);
  }

  /** Takes pictures too. */
  public MediaRule images(int most, @Nullable FileRule each) {
    return new MediaRule(
        required,
        videoRequired,
        most,
        maxVideos,
        Math.max(most, maxItems),
        mixed,
        pulled,
        altText,
        each,
        video);
  }

  /** Takes videos too. */
  public MediaRule videos(int most, @Nullable FileRule each) {
    return new MediaRule(
        required,
        videoRequired,
        maxImages,
        most,
        Math.max(most, maxItems),
        mixed,
        pulled,
        altText,
        image,
        each);
  }

  /** Takes pictures and videos side by side, so many in all. */
  public MediaRule mixed(int most) {
    return new MediaRule(
        required, videoRequired, maxImages, maxVideos, most, true, pulled, altText, image, video);
  }

  /** Needs a medium. */
  public MediaRule require() {
    return new MediaRule(
        true, videoRequired, maxImages, maxVideos, maxItems, mixed, pulled, altText, image, video);
  }

  /** Needs exactly one video. */
  public MediaRule requireVideo() {
    return new MediaRule(
        true, true, maxImages, maxVideos, maxItems, mixed, pulled, altText, image, video);
  }

  /** Is fetched by the platform itself. */
  public MediaRule pulledByUrl() {
    return new MediaRule(
        required,
        videoRequired,
        maxImages,
        maxVideos,
        maxItems,
        mixed,
        true,
        altText,
        image,
        video);
  }

  /** Takes an alternative text with each medium. */
  public MediaRule altText(int most) {
    return new MediaRule(
        required, videoRequired, maxImages, maxVideos, maxItems, mixed, pulled, most, image, video);
  }
}
