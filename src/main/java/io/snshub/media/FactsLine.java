package io.snshub.media;

import io.snshub.post.MediaFacts;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a file is, as a line of text to keep beside it: type, width, height, milliseconds. */
final class FactsLine {
  private static final String UNKNOWN = "-";

  private FactsLine() {}

  static String write(MediaFacts facts) {
    Duration duration = facts.duration();
    return String.join(
        " ",
        facts.contentType(),
        word(facts.width()),
        word(facts.height()),
        word(duration == null ? null : duration.toMillis()));
  }

  /** Reads a line; null when it isn't one. */
  static @Nullable MediaFacts read(String line, long bytes) {
    String[] words = line.strip().split(" ");
    if (words.length != 4) {
      return null;
    }
    try {
      return new MediaFacts(
          words[0],
          bytes,
          value(words[1], Integer::valueOf),
          value(words[2], Integer::valueOf),
          value(words[3], millis -> Duration.ofMillis(Long.parseLong(millis))));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String word(@Nullable Number value) {
    return value == null ? UNKNOWN : value.toString();
  }

  private static <T> @Nullable T value(String word, Function<String, T> read) {
    return word.equals(UNKNOWN) ? null : read.apply(word);
  }
}
