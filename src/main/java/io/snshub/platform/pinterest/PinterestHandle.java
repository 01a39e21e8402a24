package io.snshub.platform.pinterest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pin that isn't made yet.
 *
 * @param video Pinterest's id of the video that was brought, or null
 * @param processed the video can be pinned
 * @param polls how often it was found unfinished
 * @param inline the pictures are sent along, because Pinterest may not reach them
 * @param since when the board was looked at last, in Pinterest's time; null before
 * @param known pins that looked the same then
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PinterestHandle(
    @JsonProperty("video") @Nullable String video,
    @JsonProperty("processed") boolean processed,
    @JsonProperty("polls") int polls,
    @JsonProperty("inline") boolean inline,
    @JsonProperty("since") @Nullable String since,
    @JsonProperty("known") List<String> known) {

  PinterestHandle {
    known = known == null ? List.of() : List.copyOf(known);
  }

  static PinterestHandle fresh() {
    return new PinterestHandle(null, false, 0, false, null, List.of());
  }

  static PinterestHandle of(LaneWork work) {
    return work.handle() == null ? fresh() : Answers.read(work.handle(), PinterestHandle.class);
  }

  PinterestHandle brought(String id) {
    return new PinterestHandle(id, false, 0, false, null, List.of());
  }

  PinterestHandle polled() {
    return new PinterestHandle(video, false, polls + 1, inline, since, known);
  }

  PinterestHandle done() {
    return new PinterestHandle(video, true, polls, inline, since, known);
  }

  PinterestHandle ready(boolean sendAlong, String now, List<String> alike) {
    return new PinterestHandle(video, processed, polls, sendAlong, now, alike);
  }

  String json() {
    return Answers.write(this);
  }
}
