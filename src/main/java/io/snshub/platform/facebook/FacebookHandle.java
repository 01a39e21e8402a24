package io.snshub.platform.facebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been brought to the Page and nobody sees yet.
 *
 * @param photos unpublished pictures, in order
 * @param video the video, or null while there is none
 * @param session the upload session of a video that is no Reel
 * @param total the video's length
 * @param offset how much of it Facebook has
 * @param end where the next piece ends
 * @param uploaded all of the video is there
 * @param builds how often something had to be brought anew
 * @param published it was found to be up already
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record FacebookHandle(
    @JsonProperty("photos") List<String> photos,
    @JsonProperty("video") @Nullable String video,
    @JsonProperty("session") @Nullable String session,
    @JsonProperty("total") long total,
    @JsonProperty("offset") long offset,
    @JsonProperty("end") long end,
    @JsonProperty("uploaded") boolean uploaded,
    @JsonProperty("builds") int builds,
    @JsonProperty("published") boolean published) {

  FacebookHandle {
    photos = photos == null ? List.of() : List.copyOf(photos);
  }

  static FacebookHandle fresh(int builds) {
    return new FacebookHandle(List.of(), null, null, 0, 0, 0, false, builds, false);
  }

  static FacebookHandle of(LaneWork work) {
    return work.handle() == null ? fresh(0) : Answers.read(work.handle(), FacebookHandle.class);
  }

  FacebookHandle photo(String id) {
    List<String> more = new ArrayList<>(photos);
    more.add(id);
    return new FacebookHandle(more, null, null, 0, 0, 0, false, builds, false);
  }

  FacebookHandle begun(String newVideo, @Nullable String newSession, long length) {
    return new FacebookHandle(List.of(), newVideo, newSession, length, 0, 0, false, builds, false);
  }

  FacebookHandle at(long newOffset, long newEnd) {
    boolean all = newOffset >= total;
    return new FacebookHandle(
        photos, video, session, total, newOffset, newEnd, all, builds, published);
  }

  /** Keeps what is there and counts a failure. */
  FacebookHandle refused() {
    return new FacebookHandle(
        photos, video, session, total, offset, end, uploaded, builds + 1, published);
  }

  FacebookHandle up() {
    return new FacebookHandle(photos, video, session, total, offset, end, uploaded, builds, true);
  }

  String json() {
    return Answers.write(this);
  }
}
