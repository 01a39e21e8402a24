package io.snshub.platform.instagram;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a post that isn't visible yet.
 *
 * @param children containers of a carousel's pictures and videos, in order
 * @param ready how many of the children are known to be processed
 * @param container the container to publish, or null while there is none
 * @param polls how often the container in question was found unfinished
 * @param builds how often something had to be made anew because fetching or processing failed
 * @param published the container was found to be published already
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record InstagramHandle(
    @JsonProperty("children") List<String> children,
    @JsonProperty("ready") int ready,
    @JsonProperty("container") @Nullable String container,
    @JsonProperty("polls") int polls,
    @JsonProperty("builds") int builds,
    @JsonProperty("published") boolean published) {

  InstagramHandle {
    children = children == null ? List.of() : List.copyOf(children);
  }

  static InstagramHandle fresh() {
    return new InstagramHandle(List.of(), 0, null, 0, 0, false);
  }

  static InstagramHandle of(LaneWork work) {
    return work.handle() == null ? fresh() : Answers.read(work.handle(), InstagramHandle.class);
  }

  InstagramHandle child(String id) {
    List<String> more = new ArrayList<>(children);
    more.add(id);
    return new InstagramHandle(more, ready, null, 0, builds, false);
  }

  InstagramHandle childReady() {
    return new InstagramHandle(children, ready + 1, null, 0, builds, false);
  }

  InstagramHandle container(String id) {
    return new InstagramHandle(children, ready, id, 0, builds, false);
  }

  InstagramHandle polled() {
    return new InstagramHandle(children, ready, container, polls + 1, builds, false);
  }

  /** Keeps what is made and counts what was not. */
  InstagramHandle refused() {
    return new InstagramHandle(children, ready, container, polls, builds + 1, false);
  }

  /** Begins anew, and remembers that it did. */
  InstagramHandle rebuilt() {
    return new InstagramHandle(List.of(), 0, null, 0, builds + 1, false);
  }

  InstagramHandle up() {
    return new InstagramHandle(children, ready, container, polls, builds, true);
  }

  String json() {
    return Answers.write(this);
  }
}
