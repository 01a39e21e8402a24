package io.snshub.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that is a list, read entry by entry: one that is wrong spoils none of the others.
 *
 * @param rows in the order of the body; one at least
 */
public record BodyRows(List<Row> rows) {
  /** Keeps the rows as they are now. */
  public BodyRows {
    rows = List.copyOf(rows);
  }

  /**
   * One entry.
   *
   * @param value what it was read into, or null when it can't be read
   * @param refusal what is wrong with it, or null
   */
  public record Row(@Nullable Object value, @Nullable ProblemException refusal) {}
}
