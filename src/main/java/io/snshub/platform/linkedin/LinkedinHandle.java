package io.snshub.platform.linkedin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What LinkedIn keeps for a post that isn't visible yet.
 *
 * @param media URNs of what is uploaded and ready, in the post's order
 * @param processing a medium that is uploaded and still being worked on, or null
 * @param looks how often its state was asked for
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record LinkedinHandle(
    @JsonProperty("media") List<String> media,
    @JsonProperty("processing") @Nullable String processing,
    @JsonProperty("looks") int looks) {

  LinkedinHandle {
    media = media == null ? List.of() : List.copyOf(media);
  }

  static LinkedinHandle of(LaneWork work) {
    return work.handle() == null
        ? new LinkedinHandle(List.of(), null, 0)
        : Answers.read(work.handle(), LinkedinHandle.class);
  }

  LinkedinHandle ready(String urn) {
    List<String> more = new ArrayList<>(media);
    more.add(urn);
    return new LinkedinHandle(more, null, 0);
  }

  LinkedinHandle uploaded(String urn) {
    return new LinkedinHandle(media, urn, 0);
  }

  LinkedinHandle looked() {
    return new LinkedinHandle(media, processing, looks + 1);
  }

  /** The medium that was worked on is not there: it has to be sent once more. */
  LinkedinHandle again() {
    return new LinkedinHandle(media, null, 0);
  }

  String json() {
    return Answers.write(this);
  }
}
