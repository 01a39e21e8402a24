package io.snshub.platform.threads;

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
 * @param kinds what each medium is, kept from the first step: only that one has looked at the files
 * @param children containers of a carousel's pictures and videos, in order
 * @param ready how many of the children are known to be processed
 * @param container the container to publish, or null while there is none
 * @param polls how often the container in question was found unfinished
 * @param builds how often something had to be made anew because fetching or processing failed
 * @param published the container was found to be published already
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ThreadsHandle(
    @JsonProperty("kinds") List<Media.Kind> kinds,
    @JsonProperty("children") List<String> children,
    @JsonProperty("ready") int ready,
    @JsonProperty("container") @Nullable String container,
    @JsonProperty("polls") int polls,
    @JsonProperty("builds") int builds,
    @JsonProperty("published") boolean published) {

  ThreadsHandle {
    kinds = kinds == null ? List.of() : List.copyOf(kinds);
    children = children == null ? List.of() : List.copyOf(children);
  }

  static ThreadsHandle of(LaneWork work) {
    List<Media.Kind> seen = work.content().media().stream().map(Media::kind).toList();
    if (work.handle() == null) {
      return new ThreadsHandle(seen, List.of(), 0, null, 0, 0, false);
    }
    ThreadsHandle kept = Answers.read(work.handle(), ThreadsHandle.class);
    return kept.kinds.size() == seen.size()
        ? kept
        : new ThreadsHandle(
            seen,
            kept.children,
            kept.ready,
            kept.container,
            kept.polls,
            kept.builds,
            kept.published);
  }

  /** What isn't known to be a video is taken for a picture. */
  boolean video(int index) {
    return kinds.get(index) == Media.Kind.VIDEO;
  }

  ThreadsHandle child(String id) {
    List<String> more = new ArrayList<>(children);
    more.add(id);
    return new ThreadsHandle(kinds, more, ready, null, 0, builds, false);
  }

  ThreadsHandle childReady() {
    return new ThreadsHandle(kinds, children, ready + 1, null, 0, builds, false);
  }

  ThreadsHandle container(String id) {
    return new ThreadsHandle(kinds, children, ready, id, 0, builds, false);
  }

  ThreadsHandle polled() {
    return new ThreadsHandle(kinds, children, ready, container, polls + 1, builds, false);
  }

  /** Keeps what is made and counts what was not. */
  ThreadsHandle refused() {
    return new ThreadsHandle(kinds, children, ready, container, polls, builds + 1, false);
  }

  /** Begins anew, and remembers that it did. */
  ThreadsHandle rebuilt() {
    return new ThreadsHandle(kinds, List.of(), 0, null, 0, builds + 1, false);
  }

  ThreadsHandle up() {
    return new ThreadsHandle(kinds, children, ready, container, polls, builds, true);
  }

  String json() {
    return Answers.write(this);
  }
}
