package io.snshub.ingesting;

import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An import as it is stored. */
record ImportRow(
    long id,
    long userId,
    String inbox,
    String folder,
    String name,
    String keptName,
    String contentHash,
    long sizeBytes,
    String status,
    @Nullable String ending,
    long bytesRead,
    Counts counts,
    @Nullable String reason,
    Instant startedAt,
    @Nullable Instant endedAt) {

  static ImportRow of(ResultSet row, int number) throws SQLException {
    return new ImportRow(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("inbox"),
        row.getString("folder"),
        row.getString("name"),
        row.getString("kept_name"),
        row.getString("content_hash"),
        row.getLong("size_bytes"),
        row.getString("status"),
        row.getString("ending"),
        row.getLong("bytes_read"),
        new Counts(row.getLong("accepted"), row.getLong("duplicates"), row.getLong("rejected")),
        row.getString("reason"),
        Objects.requireNonNull(Sql.instant(row, "started_at")),
        Sql.instant(row, "ended_at"));
  }

  /** Returns what its owner may know. */
  ImportView view() {
    String below = status.equals("running") ? name : status + "/" + keptName;
    return new ImportView(
        id,
        userId,
        name,
        status,
        contentHash,
        sizeBytes,
        bytesRead,
        counts.rows(),
        counts.accepted(),
        counts.duplicates(),
        counts.rejected(),
        reason,
        folder.isEmpty() ? below : folder + "/" + below,
        startedAt,
        endedAt);
  }
}
