package io.snshub.saga;

import java.util.Locale;

/** Where a saga stands. */
public enum SagaStatus {
  PENDING,
  IN_PROGRESS,
  COMPLETED,
  FAILED,
  COMPENSATING,
  COMPENSATED;

  /** Returns the name as the API and the database write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Nothing more will happen by itself. */
  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == COMPENSATED;
  }
}
