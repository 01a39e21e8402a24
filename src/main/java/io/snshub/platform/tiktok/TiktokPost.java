package io.snshub.platform.tiktok;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Option;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an init says, of videos and of photos. */
final class TiktokPost {
  private static final long MB = 1_000_000;

  /** A video below it goes in one piece; inside the rules whichever way a megabyte is counted. */
  private static final long WHOLE = 20 * MB;

  private static final long CHUNK = 10 * MB;

  private TiktokPost() {}

  /** An init's body. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Init(
      @JsonProperty("media_type") @Nullable String mediaType,
      @JsonProperty("post_mode") @Nullable String postMode,
      @JsonProperty("is_aigc") @Nullable Boolean aigc,
      @JsonProperty("post_info") Info info,
      @JsonProperty("source_info") Source source) {}

  /** What is said about the post. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Info(
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("privacy_level") String privacyLevel,
      @JsonProperty("disable_comment") boolean noComments,
      @JsonProperty("disable_duet") @Nullable Boolean noDuets,
      @JsonProperty("disable_stitch") @Nullable Boolean noStitches,
      @JsonProperty("video_cover_timestamp_ms") @Nullable Integer cover,
      @JsonProperty("auto_add_music") @Nullable Boolean music,
      @JsonProperty("brand_content_toggle") boolean brandContent,
      @JsonProperty("brand_organic_toggle") boolean brandOrganic,
      @JsonProperty("is_aigc") @Nullable Boolean aigc) {}

  /** Where the media come from. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(
      @JsonProperty("source") String source,
      @JsonProperty("video_size") @Nullable Long size,
      @JsonProperty("chunk_size") @Nullable Long chunk,
      @JsonProperty("total_chunk_count") @Nullable Long chunks,
      @JsonProperty("photo_cover_index") @Nullable Integer cover,
      @JsonProperty("photo_images") @Nullable List<String> photos) {}

  static List<Option> options() {
    return List.of(
        Option.text(
            "privacy_level",
            "who may see it; the widest that the creator has by default",
            TiktokCreator.LEVELS.toArray(String[]::new)),
        Option.flag("disable_comment", "nobody may comment"),
        Option.flag("disable_duet", "nobody may make a duet with the video"),
        Option.flag("disable_stitch", "nobody may stitch the video"),
        Option.number("video_cover_timestamp_ms", "the video's frame that is its cover"),
        Option.flag("brand_content_toggle", "a paid partnership with a third party"),
        Option.flag("brand_organic_toggle", "it promotes the creator's own business"),
        Option.flag("is_aigc", "made with artificial intelligence"),
        Option.flag("auto_add_music", "TikTok adds music to the photos"),
        Option.number("photo_cover_index", "the photo that is the cover, counted from 0"));
  }

  static boolean ofPhotos(Content content) {
    return content.media().get(0).kind() == Media.Kind.IMAGE;
  }

  static Init video(Content content, TiktokHandle handle, long bytes) {
    TiktokCreator creator = Objects.requireNonNull(handle.creator());
    Info info =
        new Info(
            content.text(),
            null,
            Objects.requireNonNull(handle.privacy()),
            creator.comments() || flag(content, "disable_comment"),
            creator.duets() || flag(content, "disable_duet"),
            creator.stitches() || flag(content, "disable_stitch"),
            number(content, "video_cover_timestamp_ms"),
            null,
            flag(content, "brand_content_toggle"),
            flag(content, "brand_organic_toggle"),
            given(content, "is_aigc"));
    long chunk = chunk(bytes);
    Source source = new Source("FILE_UPLOAD", bytes, chunk, bytes / chunk, null, null);
    return new Init(null, null, null, info, source);
  }

  static Init photos(Content content, TiktokHandle handle) {
    TiktokCreator creator = Objects.requireNonNull(handle.creator());
    Info info =
        new Info(
            content.title(),
            content.text(),
            Objects.requireNonNull(handle.privacy()),
            creator.comments() || flag(content, "disable_comment"),
            null,
            null,
            null,
            given(content, "auto_add_music"),
            flag(content, "brand_content_toggle"),
            flag(content, "brand_organic_toggle"),
            null);
    Integer cover = number(content, "photo_cover_index");
    List<String> urls = content.media().stream().map(Media::url).toList();
    Source source = new Source("PULL_FROM_URL", null, null, null, cover == null ? 0 : cover, urls);
    return new Init("PHOTO", "DIRECT_POST", given(content, "is_aigc"), info, source);
  }

  /** Returns the length of every chunk but the last. */
  static long chunk(long bytes) {
    return bytes < WHOLE ? bytes : CHUNK;
  }

  /** Returns where the last chunk begins, which takes what is left over too. */
  static long lastChunk(long bytes) {
    long chunk = chunk(bytes);
    return chunk == 0 ? 0 : (bytes / chunk - 1) * chunk;
  }

  static @Nullable Integer number(Content content, String name) {
    return content.options().get(name) instanceof Number number ? number.intValue() : null;
  }

  private static boolean flag(Content content, String name) {
    return Boolean.TRUE.equals(content.options().get(name));
  }

  private static @Nullable Boolean given(Content content, String name) {
    return content.options().get(name) instanceof Boolean value ? value : null;
  }
}
