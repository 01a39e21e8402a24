package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One event on its way, as it is stored: its type may be one that only a newer version knows.
 *
 * @param data its fields as JSON
 */
record OutboxRow(
    long id,
    int attempts,
    String eventId,
    String type,
    String subject,
    long userId,
    String data,
    Instant at) {

  static OutboxRow of(ResultSet row, int number) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getInt("attempts"),
        row.getString("event_id"),
        row.getString("type"),
        row.getString("subject"),
        row.getLong("user_id"),
        row.getString("data"),
        Objects.requireNonNull(Sql.instant(row, "created_at")));
  }

  /** Returns the event, unless its type is unknown here. */
  Optional<Event> event() {
    return EventCodec.type(type).map(this::event);
  }

  private Event event(EventType known) {
    return new Event(
        UUID.fromString(eventId), known, subject, userId, JsonColumn.readMap(data), at);
  }
}
