package io.snshub.platform.youtube;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import org.jspecify.annotations.Nullable;

/**
 * An upload session. Its address is a secret: whoever has it can upload.
 *
 * @param session the session's address, or null while there is none
 * @param total the video's length
 * @param offset the bytes YouTube has
 */
record YoutubeHandle(
    @JsonProperty("session") @Nullable String session,
    @JsonProperty("total") long total,
    @JsonProperty("offset") long offset) {

  static YoutubeHandle none() {
    return new YoutubeHandle(null, 0, 0);
  }

  static YoutubeHandle of(LaneWork work) {
    return work.handle() == null ? none() : Answers.read(work.handle(), YoutubeHandle.class);
  }

  YoutubeHandle at(long newOffset) {
    return new YoutubeHandle(session, total, newOffset);
  }

  YoutubeHandle movedTo(@Nullable String newSession) {
    return newSession == null ? this : new YoutubeHandle(newSession, total, offset);
  }

  long left() {
    return total - offset;
  }

  String json() {
    return Answers.write(this);
  }

  @Override
  public String toString() {
    return "YoutubeHandle[" + offset + " of " + total + "]";
  }
}
