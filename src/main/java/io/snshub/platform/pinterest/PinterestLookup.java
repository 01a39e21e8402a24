package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a pin whose answer was lost, among the board's pins since it was looked at before the
 * publish. Boards are listed newest first, but nobody promises it: reading ends early only when
 * every page so far was in that order.
 */
final class PinterestLookup {
  private static final int PAGE = 250;
  private static final int MOST_PAGES = 40;
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  /** So much older than anything we look for, that nothing can come after it in a sorted list. */
  private static final Duration BEYOND = Duration.ofMinutes(10);

  private PinterestLookup() {}

  /**
   * What the pages read so far have shown.
   *
   * @param same ids of pins that are this one
   * @param alike how many could be
   * @param oldest when the last pin that was read was made, as long as each was older than the one
   *     before; null when they were not
   * @param next the bookmark to read on from, empty for the first page, or null after the last
   * @param pages how many were read
   * @param broken why reading had to stop, or null
   */
  record Search(
      List<String> same,
      int alike,
      @Nullable Instant oldest,
      @Nullable String next,
      int pages,
      @Nullable Sighting broken) {
    static final Search NEW = new Search(List.of(), 0, Instant.MAX, "", 0, null);

    Search broken(Sighting why) {
      return new Search(same, alike, oldest, null, pages, why);
    }
  }

  static Search begin() {
    return Search.NEW;
  }

  static boolean more(@Variable("search") Search search) {
    return search.broken() == null && search.next() != null && search.pages() < MOST_PAGES;
  }

  static PlatformRequest page(@Variable("work") LaneWork work, @Variable("search") Search search) {
    return PinterestBoard.pins(work, PAGE, search.next());
  }

  static Search looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Search search) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.broken(Sighting.Unclear.after(PinterestErrors.failure(answer)));
    }
    JsonNode pins = PinterestBoard.items(answered);
    if (pins == null) {
      return search.broken(new Sighting.Unclear("pinterest: the board is unreadable", false));
    }
    String next = PinterestBoard.bookmark(answered);
    if (next != null && next.equals(search.next())) {
      return search.broken(new Sighting.Unclear("pinterest: the board can't be read on", false));
    }
    Search read = read(pins, work, search, next);
    boolean over = read.oldest() != null && read.oldest().isBefore(from(work).minus(BEYOND));
    return over
        ? new Search(read.same(), read.alike(), read.oldest(), null, read.pages(), null)
        : read;
  }

  private static Search read(JsonNode pins, LaneWork work, Search search, @Nullable String next) {
    List<String> same = new ArrayList<>(search.same());
    int alike = search.alike();
    Instant oldest = search.oldest();
    for (JsonNode pin : pins) {
      Instant at = PinterestBoard.madeAt(pin);
      oldest = oldest == null || at == null || at.isAfter(oldest) ? null : at;
      if (candidate(pin, at, work)) {
        switch (PinterestBoard.compare(pin, work)) {
          case SAME -> same.add(pin.path("id").textValue());
          case ALIKE -> alike++;
          default -> {}
        }
      }
    }
    return new Search(List.copyOf(same), alike, oldest, next, search.pages() + 1, null);
  }

  private static boolean candidate(JsonNode pin, @Nullable Instant at, LaneWork work) {
    return !PinterestHandle.of(work).known().contains(pin.path("id").textValue())
        && (at == null || !at.isBefore(from(work)));
  }

  /** From the last look before the publish, by Pinterest's clock; without one from the attempt. */
  private static Instant from(LaneWork work) {
    String since = PinterestHandle.of(work).since();
    Instant looked =
        since == null
            ? Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt")
            : Instant.parse(since);
    return looked.minus(CLOCK_DIFFERENCE);
  }

  static Sighting sighting(@Variable("search") Search search) {
    if (search.broken() != null) {
      return search.broken();
    }
    List<String> same = search.same();
    if (search.next() != null) {
      return new Sighting.Unclear("pinterest: more pins on the board than can be read back", true);
    }
    if (same.size() == 1) {
      return new Sighting.Found(same.get(0), PinterestWire.permalink(same.get(0)));
    }
    int all = same.size() + search.alike();
    return all > 0
        ? new Sighting.Unclear("pinterest: %d pins may be this one".formatted(all), true)
        : new Sighting.Absent();
  }
}
