package io.snshub.reading;

import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which posts is asked for.
 *
 * @param keyId a key that may see some accounts only, or 0
 * @param platform {@code *} for all
 * @param words all of them must occur; none for no such filter
 * @param cursor the end of the page before
 */
record PostFilter(
    long userId,
    long keyId,
    @Nullable String status,
    String platform,
    Instant from,
    Instant to,
    List<String> words,
    @Nullable PageCursor cursor,
    long offset,
    int limit) {
  static final String ALL = "*";
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Reads the parameters of the list.
   *
   * @param platforms the name of a platform that may be called by another one
   * @throws io.snshub.call.ProblemException 400 when one of them can't be used
   */
  static PostFilter of(RequestContext request, UnaryOperator<String> platforms) {
    PageCursor cursor = request.text("cursor").map(PageCursor::read).orElse(null);
    if (cursor != null) {
      cursor.number();
    }
    return new PostFilter(
        request.userId(),
        request.caller().narrowedBy(),
        request.text("status").orElse(null),
        request.text("platform").map(platforms).orElse(ALL),
        bounded(request.instant("from").orElse(FIRST)),
        bounded(request.instant("to").orElse(LAST)),
        words(request.text("q").orElse("")),
        cursor,
        request.offset(),
        request.limit());
  }

  private static Instant bounded(Instant time) {
    return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
  }

  private static List<String> words(String text) {
    List<String> words = List.copyOf(PostWords.of(text));
    if (words.isEmpty() && !text.isBlank()) {
      throw Problems.validation("q", "holds no word: letters or digits are looked for");
    }
    return words;
  }

  /** Returns the time up to which entries are wanted, itself included. */
  Instant until() {
    return fromCursor() ? cursor.at() : to;
  }

  /** Returns the id below which an entry of the very last time is wanted. */
  long untilId() {
    return fromCursor() ? cursor.number() : Long.MIN_VALUE;
  }

  private boolean fromCursor() {
    return cursor != null && cursor.at().isBefore(to);
  }

  /** Returns a name for the page, the same only for the same page. */
  String name() {
    String page =
        status
            + "|"
            + platform
            + "|"
            + from
            + "|"
            + to
            + "|"
            + offset
            + "|"
            + limit
            + "|"
            + (cursor == null ? "" : cursor.text())
            + "|"
            + String.join(" ", words);
    return EntityTags.of(page.getBytes(java.nio.charset.StandardCharsets.UTF_8)).replace("\"", "");
  }
}
