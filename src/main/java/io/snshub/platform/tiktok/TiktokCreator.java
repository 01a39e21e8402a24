package io.snshub.platform.tiktok;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.PublishFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a creator allows. TikTok wants it asked before each post.
 *
 * @param name the name in the addresses of the creator's posts, or null
 * @param levels who may be chosen to see a post
 * @param comments comments are off
 * @param duets duets are off
 * @param stitches stitches are off
 * @param seconds the longest video, 0 when it isn't told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TiktokCreator(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("levels") List<String> levels,
    @JsonProperty("no_comments") boolean comments,
    @JsonProperty("no_duets") boolean duets,
    @JsonProperty("no_stitches") boolean stitches,
    @JsonProperty("seconds") int seconds) {
  static final String PUBLIC = "PUBLIC_TO_EVERYONE";
  static final String ALONE = "SELF_ONLY";

  /** From the widest circle to the smallest. */
  static final List<String> LEVELS =
      List.of(PUBLIC, "FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", ALONE);

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.]{1,60}");
  private static final Pattern LEVEL = Pattern.compile("[A-Z_]{3,60}");

  static PlatformRequest query(@Variable("work") LaneWork work) {
    return TiktokWire.post(work, "/v2/post/publish/creator_info/query/", "");
  }

  /** Reads a creator from TikTok's own answer, or returns null when it isn't one. */
  static @Nullable TiktokCreator of(Answered answer) {
    JsonNode data = Answers.json(answer).path("data");
    List<String> levels = new ArrayList<>();
    for (JsonNode level : data.path("privacy_level_options")) {
      if (level.isTextual() && LEVEL.matcher(level.textValue()).matches()) {
        levels.add(level.textValue());
      }
    }
    if (!TiktokErrors.ok(answer) || levels.isEmpty()) {
      return null;
    }
    return new TiktokCreator(
        Answers.text(data, "creator_username", NAME),
        List.copyOf(levels),
        data.path("comment_disabled").asBoolean(false),
        data.path("duet_disabled").asBoolean(false),
        data.path("stitch_disabled").asBoolean(false),
        Math.max(0, data.path("max_video_post_duration_sec").asInt(0)));
  }

  /** Returns who may see a post: what was asked for, or else the widest circle there is. */
  String level(Content content) {
    Object asked = content.options().get("privacy_level");
    return asked != null
        ? asked.toString()
        : LEVELS.stream().filter(levels::contains).findFirst().orElse(levels.get(0));
  }

  /** Returns why this creator may not post this, or null. */
  @Nullable PublishFailure objection(Content content) {
    String level = level(content);
    if (!levels.contains(level)) {
      return refused(
          "privacy_level_option_mismatch",
          "privacy_level is %s, the creator has %s".formatted(level, String.join(", ", levels)));
    }
    boolean branded = Boolean.TRUE.equals(content.options().get("brand_content_toggle"));
    if (branded && level.equals(ALONE)) {
      return refused("branded_content_private", "branded content can't be SELF_ONLY");
    }
    long playing = content.media().stream().mapToLong(TiktokCreator::seconds).max().orElse(0);
    return seconds > 0 && playing > seconds
        ? refused(
            "video_too_long",
            "the video has %d seconds, at most %d for this creator".formatted(playing, seconds))
        : null;
  }

  /** Returns the address of a post, or null when the creator's name isn't known. */
  @Nullable String permalink(String kind, String postId) {
    return name == null ? null : "https://www.tiktok.com/@%s/%s/%s".formatted(name, kind, postId);
  }

  private static long seconds(Media media) {
    MediaFacts facts = media.facts();
    return facts == null || facts.duration() == null ? 0 : facts.duration().toSeconds();
  }

  private static PublishFailure refused(String code, String message) {
    return new PublishFailure.Permanent(code, "tiktok: " + message);
  }
}
