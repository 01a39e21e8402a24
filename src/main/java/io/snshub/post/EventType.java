package io.snshub.post;

import java.util.Locale;

/** All that can happen; the wire form is {@code post:created} for {@link #POST_CREATED}. */
public enum EventType {
  POST_CREATED,
  POST_SCHEDULED,
  POST_MISSED,
  POST_PUBLISHING,
  POST_PUBLISHED,
  POST_PARTIALLY_PUBLISHED,
  POST_FAILED,
  POST_COMPENSATED,
  POST_CANCELLED,
  POST_DELETED,
  TARGET_PUBLISHED,
  TARGET_FAILED,
  TARGET_IN_DOUBT,
  TARGET_COMPENSATED,
  ANALYTICS_UPDATED,
  ACCOUNT_CONNECTED,
  ACCOUNT_EXPIRING,
  ACCOUNT_DISCONNECTED,
  IMPORT_COMPLETED,
  KEY_ROTATED;

  /** Returns the name as the API and CloudEvents write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ":");
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static EventType of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace(':', '_'));
  }
}
