package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** So much older than anything we look for, that nothing can come after it in a sorted list. */
  private static final Duration BEYOND = Duration.ofMinutes(10);

  private PinterestLookup() {}

  /**
   * What the pages read so far have shown.
   *
   * @param board what was found
   * @param oldest when the last pin that was read was made, as long as each was older than the one
   *     before; null when they were not
   */
  record Reading(Search board, @Nullable Instant oldest) {
    static final Reading NEW = new Reading(Search.NEW, Instant.MAX);

    Reading ended(Search now) {
      return new Reading(now, oldest);
    }
  }

  static Reading begin() {
    return Reading.NEW;
  }

  static boolean more(@Variable("search") Reading search) {
    return search.board().more(MOST_PAGES);
  }

  static PlatformRequest page(@Variable("work") LaneWork work, @Variable("search") Reading search) {
    return PinterestBoard.pins(work, PAGE, search.board().query("bookmark"));
  }

  static Reading looked(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("search") Reading search) {
    Search board = search.board();
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return search.ended(board.failed(PinterestErrors.failure(answer)));
    }
    JsonNode pins = PinterestBoard.items(answered);
    if (pins == null) {
      return search.ended(board.broken("pinterest: the board is unreadable"));
    }
    String next = PinterestBoard.bookmark(answered);
    if (board.stuck(next)) {
      return search.ended(board.broken("pinterest: the board can't be read on"));
    }
    return read(pins, work, search, next);
  }

  private static Reading read(JsonNode pins, LaneWork work, Reading search, @Nullable String next) {
    List<Found> same = new ArrayList<>();
    List<Found> alike = new ArrayList<>();
    Instant oldest = search.oldest();
    for (JsonNode pin : pins) {
      Instant at = PinterestBoard.madeAt(pin);
      oldest = oldest == null || at == null || at.isAfter(oldest) ? null : at;
      if (candidate(pin, at, work)) {
        switch (PinterestBoard.compare(pin, work)) {
          case SAME -> same.add(found(pin));
          case ALIKE -> alike.add(found(pin));
          default -> {}
        }
      }
    }
    boolean over = oldest != null && oldest.isBefore(from(work).minus(BEYOND));
    return new Reading(search.board().read(same, alike, over ? null : next), oldest);
  }

  private static Found found(JsonNode pin) {
    String id = pin.path("id").textValue();
    return new Found(id, PinterestWire.permalink(id));
  }

  private static boolean candidate(JsonNode pin, @Nullable Instant at, LaneWork work) {
    return !PinterestHandle.of(work).known().contains(pin.path("id").textValue())
        && (at == null || !at.isBefore(from(work)));
  }

  /** From the last look before the publish, by Pinterest's clock; without one from the attempt. */
  private static Instant from(LaneWork work) {
    String since = PinterestHandle.of(work).since();
    return since == null ? Search.from(work) : Instant.parse(since).minus(Search.CLOCK_DIFFERENCE);
  }

  /** What lies behind the pins that were read may be the same as well. */
  static Sighting sighting(@Variable("search") Reading search) {
    Search board = search.board();
    return board.broken() == null && board.next() != null
        ? new Sighting.Unclear("pinterest: more pins on the board than can be read back", true)
        : board.verdict(PinterestPlatform.NAME, "pins");
  }
}
