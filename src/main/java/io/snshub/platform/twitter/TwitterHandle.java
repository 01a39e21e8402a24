package io.snshub.platform.twitter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What X keeps for a post that isn't visible yet.
 *
 * @param mediaIds media that are uploaded and ready, in the post's order
 * @param processing a medium that is uploaded and still being processed, or null
 * @param sinceId the account's newest post before the publish, or null when it had none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TwitterHandle(
    @JsonProperty("media_ids") List<String> mediaIds,
    @JsonProperty("processing") @Nullable String processing,
    @JsonProperty("since_id") @Nullable String sinceId) {

  TwitterHandle {
    mediaIds = mediaIds == null ? List.of() : List.copyOf(mediaIds);
  }

  static TwitterHandle of(LaneWork work) {
    return work.handle() == null
        ? new TwitterHandle(List.of(), null, null)
        : Answers.read(work.handle(), TwitterHandle.class);
  }

  TwitterHandle ready(String mediaId) {
    List<String> more = new ArrayList<>(mediaIds);
    more.add(mediaId);
    return new TwitterHandle(more, null, sinceId);
  }

  TwitterHandle processing(String mediaId) {
    return new TwitterHandle(mediaIds, mediaId, sinceId);
  }

  TwitterHandle since(@Nullable String newest) {
    return new TwitterHandle(mediaIds, processing, newest);
  }

  String json() {
    return Answers.write(this);
  }
}
