package io.snshub.media;

import io.snshub.post.MediaFacts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came out of looking at a file. */
sealed interface Probed {

  /**
   * A medium.
   *
   * @param type what it is
   * @param look what is to be seen
   */
  record Good(MediaType type, Look look) implements Probed {
    /** Returns the same as the rest of the hub knows it. */
    MediaFacts facts(long bytes) {
      return new MediaFacts(
          type.contentType(), bytes, look.width(), look.height(), look.duration());
    }
  }

  /**
   * Nothing that is taken.
   *
   * @param code why, as a word
   * @param message why, going on after "the file"
   */
  record Bad(String code, String message) implements Probed {}

  /**
   * What there is to be seen, the way up in which it is shown.
   *
   * @param width pixels across; null when the file doesn't say
   * @param height pixels down
   * @param duration how long it runs; null for pictures, or when the file doesn't say
   * @param animated a picture that moves
   */
  record Look(
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Duration duration,
      boolean animated) {

    static Look picture(int width, int height, boolean animated) {
      return new Look(width, height, null, animated);
    }

    /** Returns the same picture lying on its side. */
    Look turned() {
      return new Look(height, width, duration, animated);
    }
  }
}
