package io.snshub.post;

import java.util.Locale;

/** Where a post stands; the wire form is the lower-case name. */
public enum PostStatus {
  DRAFT,
  SCHEDULED,
  PENDING,
  PUBLISHING,
  PUBLISHED,
  PARTIALLY_PUBLISHED,
  FAILED,
  COMPENSATING,
  COMPENSATED,
  COMPENSATION_FAILED,
  NEEDS_HUMAN,
  CANCELLED,
  DELETED;

  /** Returns the name as the API and the database write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static PostStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Nothing has been sent to a platform yet. */
  public boolean notStarted() {
    return this == DRAFT || this == SCHEDULED || this == PENDING;
  }
}
