package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** One event on its way. */
record OutboxRow(long id, int attempts, Event event) {
  static OutboxRow of(ResultSet row, int number) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getInt("attempts"),
        new Event(
            UUID.fromString(row.getString("event_id")),
            EventType.of(row.getString("type")),
            row.getString("subject"),
            row.getLong("user_id"),
            JsonColumn.readMap(row.getString("data")),
            Objects.requireNonNull(Sql.instant(row, "created_at"))));
  }
}
