package io.snshub.platform.tiktok;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok has been told so far. The upload's address is a secret: whoever has it can upload.
 *
 * @param publishId TikTok's name for the attempt, or null while there is none
 * @param upload where bytes go, or null
 * @param total the video's length
 * @param offset the bytes TikTok has
 * @param until the epoch second up to which the address is relied upon
 * @param creator what the creator allows, or null while it isn't known
 * @param privacy who may see the post, or null while it isn't settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TiktokHandle(
    @JsonProperty("publish_id") @Nullable String publishId,
    @JsonProperty("upload") @Nullable String upload,
    @JsonProperty("total") long total,
    @JsonProperty("offset") long offset,
    @JsonProperty("until") long until,
    @JsonProperty("creator") @Nullable TiktokCreator creator,
    @JsonProperty("privacy") @Nullable String privacy) {

  static TiktokHandle none() {
    return new TiktokHandle(null, null, 0, 0, 0, null, null);
  }

  static TiktokHandle of(LaneWork work) {
    String kept = work.handle();
    return kept == null ? none() : Answers.read(kept, TiktokHandle.class);
  }

  TiktokHandle by(TiktokCreator who, String level) {
    return new TiktokHandle(null, null, 0, 0, 0, who, level);
  }

  TiktokHandle begun(String id, @Nullable String address, long bytes, Instant reliedUpon) {
    return new TiktokHandle(id, address, bytes, 0, reliedUpon.getEpochSecond(), creator, privacy);
  }

  TiktokHandle named(String id) {
    return new TiktokHandle(id, upload, total, offset, until, creator, privacy);
  }

  TiktokHandle at(long newOffset) {
    return new TiktokHandle(publishId, upload, total, newOffset, until, creator, privacy);
  }

  String publishIdOrNone() {
    return Objects.requireNonNullElse(publishId, "");
  }

  boolean expired(Instant now) {
    return now.getEpochSecond() >= until;
  }

  long left() {
    return total - offset;
  }

  /** Anyone may see it, so that it gets an id once it has been looked through. */
  boolean isOpen() {
    return TiktokCreator.PUBLIC.equals(privacy);
  }

  String json() {
    return Answers.write(this);
  }

  @Override
  public String toString() {
    return "TiktokHandle[" + publishId + ", " + offset + " of " + total + "]";
  }
}
