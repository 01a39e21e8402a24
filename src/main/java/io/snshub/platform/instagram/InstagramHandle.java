package io.snshub.platform.instagram;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.post.Media;
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
 * @param kinds a letter a medium, {@code v} for a video: what a medium is can't always be told from
 *     its address, and is known for certain only when the first container is made
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record InstagramHandle(
    @JsonProperty("children") List<String> children,
    @JsonProperty("ready") int ready,
    @JsonProperty("container") @Nullable String container,
    @JsonProperty("polls") int polls,
    @JsonProperty("builds") int builds,
    @JsonProperty("published") boolean published,
    @JsonProperty("kinds") String kinds) {

  InstagramHandle {
    children = children == null ? List.of() : List.copyOf(children);
    kinds = kinds == null ? "" : kinds;
  }

  static InstagramHandle of(LaneWork work) {
    InstagramHandle handle =
        work.handle() == null
            ? new InstagramHandle(List.of(), 0, null, 0, 0, false, "")
            : Answers.read(work.handle(), InstagramHandle.class);
    return handle.kinds.isEmpty() ? handle.with(work.content().media()) : handle;
  }

  private InstagramHandle with(List<Media> media) {
    StringBuilder letters = new StringBuilder();
    media.forEach(one -> letters.append(one.kind() == Media.Kind.VIDEO ? 'v' : 'i'));
    return new InstagramHandle(
        children, ready, container, polls, builds, published, letters.toString());
  }

  boolean video(int index) {
    return index < kinds.length() && kinds.charAt(index) == 'v';
  }

  /** Returns what to begin anew with. */
  InstagramHandle fresh() {
    return new InstagramHandle(List.of(), 0, null, 0, 0, false, kinds);
  }

  InstagramHandle child(String id) {
    List<String> more = new ArrayList<>(children);
    more.add(id);
    return new InstagramHandle(more, ready, null, 0, builds, false, kinds);
  }

  InstagramHandle childReady() {
    return new InstagramHandle(children, ready + 1, null, 0, builds, false, kinds);
  }

  InstagramHandle container(String id) {
    return new InstagramHandle(children, ready, id, 0, builds, false, kinds);
  }

  InstagramHandle polled() {
    return new InstagramHandle(children, ready, container, polls + 1, builds, false, kinds);
  }

  /** Keeps what is made and counts what was not. */
  InstagramHandle refused() {
    return new InstagramHandle(children, ready, container, polls, builds + 1, false, kinds);
  }

  /** Begins anew, and remembers that it did. */
  InstagramHandle rebuilt() {
    return new InstagramHandle(List.of(), 0, null, 0, builds + 1, false, kinds);
  }

  InstagramHandle up() {
    return new InstagramHandle(children, ready, container, polls, builds, true, kinds);
  }

  String json() {
    return Answers.write(this);
  }
}
