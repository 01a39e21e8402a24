package io.snshub.platform.twitter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What X keeps for a post that isn't visible yet.
 *
 * @param mediaIds media that are uploaded and ready, in the post's order
 * @param processing a medium that is uploaded and still being processed, or null
 * @param sinceId the account's newest post before the publish, or null when it had none
 * @param uploadedAt when the first of the media was uploaded, in epoch seconds by X's own clock, or
 *     null when X didn't say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TwitterHandle(
    @JsonProperty("media_ids") List<String> mediaIds,
    @JsonProperty("processing") @Nullable String processing,
    @JsonProperty("since_id") @Nullable String sinceId,
    @JsonProperty("uploaded_at") @Nullable Long uploadedAt) {

  /** X forgets media that belong to no post after a day. */
  private static final Duration KEPT = Duration.ofHours(23);

  TwitterHandle {
    mediaIds = mediaIds == null ? List.of() : List.copyOf(mediaIds);
  }

  static TwitterHandle of(LaneWork work) {
    return work.handle() == null
        ? new TwitterHandle(List.of(), null, null, null)
        : Answers.read(work.handle(), TwitterHandle.class);
  }

  TwitterHandle ready(String mediaId) {
    List<String> more = new ArrayList<>(mediaIds);
    more.add(mediaId);
    return new TwitterHandle(more, null, sinceId, uploadedAt);
  }

  TwitterHandle processing(String mediaId) {
    return new TwitterHandle(mediaIds, mediaId, sinceId, uploadedAt);
  }

  TwitterHandle since(@Nullable String newest) {
    return new TwitterHandle(mediaIds, processing, newest, uploadedAt);
  }

  /** Remembers when the first medium came. */
  TwitterHandle uploaded(@Nullable Instant at) {
    return uploadedAt != null || at == null
        ? this
        : new TwitterHandle(mediaIds, processing, sinceId, at.getEpochSecond());
  }

  /** The media may be forgotten before the post is made. */
  boolean stale(@Nullable Instant now) {
    return uploadedAt != null
        && now != null
        && now.isAfter(Instant.ofEpochSecond(uploadedAt).plus(KEPT));
  }

  TwitterHandle withoutMedia() {
    return new TwitterHandle(List.of(), null, null, null);
  }

  String json() {
    return Answers.write(this);
  }
}
