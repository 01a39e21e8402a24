package io.snshub.post;

import java.util.Locale;

/**
 * Where one post stands on one platform account. The only edge that leads to a second submit goes
 * through {@link #PREPARED}, and nothing that may have been applied ever goes back there without a
 * verdict.
 */
public enum TargetStatus {
  PLANNED,
  PREPARING,
  PREPARED,
  SUBMITTING,
  IN_DOUBT,
  NEEDS_HUMAN,
  CONFIRMED,
  FAILED,
  CANCELLED,
  COMPENSATING,
  COMPENSATED,
  NOT_COMPENSABLE,
  COMPENSATION_FAILED;

  /** Returns the name as the API and the database write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static TargetStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Forward work is left to do. */
  public boolean open() {
    return switch (this) {
      case PLANNED, PREPARING, PREPARED, SUBMITTING, IN_DOUBT -> true;
      default -> false;
    };
  }
}
