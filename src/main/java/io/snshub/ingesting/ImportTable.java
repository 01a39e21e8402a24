package io.snshub.ingesting;

import io.snshub.bus.Outbox;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.Sql;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of {@code import_file}. Every change may be repeated without harm. */
class ImportTable {
  private static final int LONGEST_REASON = 2_000;

  private final Sql sql;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ImportTable(Sql sql, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    this.sql = sql;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Returns the imports of a file that have not ended, newest first; of all files for null. */
  List<ImportRow> running(String inbox, @Nullable Drop drop) {
    return sql.run("ingesting/find-running")
        .param("inbox", inbox)
        .param("folder", drop == null ? null : drop.folder())
        .param("name", drop == null ? null : drop.name())
        .query(ImportRow::of)
        .list();
  }

  /** Begins an import and returns its id. */
  long begin(String inbox, Drop drop, long userId, String keptName, ContentPrint print) {
    KeyHolder id = new GeneratedKeyHolder();
    sql.run("ingesting/begin-import")
        .param("userId", userId)
        .param("inbox", inbox)
        .param("folder", drop.folder())
        .param("name", drop.name())
        .param("keptName", keptName)
        .param("contentHash", print.hash())
        .param("sizeBytes", print.size())
        .param("now", Sql.at(clock.instant()))
        .update(id, "id");
    return Objects.requireNonNull(id.getKey()).longValue();
  }

  /** Notes how far an import is, and under which name it will be kept. */
  void progress(long id, String keptName, Counts counts, long bytesRead) {
    sql.run("ingesting/note-progress")
        .param("id", id)
        .param("keptName", keptName)
        .param("bytesRead", bytesRead)
        .param("rowsTotal", counts.rows())
        .param("accepted", counts.accepted())
        .param("duplicates", counts.duplicates())
        .param("rejected", counts.rejected())
        .update();
  }

  /** Notes how an import is going to end; from here on {@link #close} needs nothing else. */
  void ending(long id, String ending, @Nullable String reason) {
    sql.run("ingesting/note-ending")
        .param("id", id)
        .param("ending", ending)
        .param("reason", clip(reason))
        .update();
  }

  /** Ends an import and tells everyone, once however often it is called. */
  void close(ImportRow row, String status) {
    transaction.executeWithoutResult(
        begun -> {
          int closed =
              sql.run("ingesting/close-import")
                  .param("id", row.id())
                  .param("status", status)
                  .param("now", Sql.at(clock.instant()))
                  .update();
          if (closed > 0) {
            outbox.append(completed(find(row.id()).orElseThrow()));
          }
        });
  }

  Optional<ImportRow> find(long id) {
    return sql.run("ingesting/find-import").param("id", id).query(ImportRow::of).optional();
  }

  List<ImportRow> list(long userId, int limit, long offset) {
    return sql.run("ingesting/list-imports")
        .param("userId", userId)
        .param("limit", limit)
        .param("offset", offset)
        .query(ImportRow::of)
        .list();
  }

  long count(long userId) {
    return sql.run("ingesting/count-imports").param("userId", userId).query(Long.class).single();
  }

  private Event completed(ImportRow row) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("import_id", row.id());
    data.put("name", row.name());
    data.put("status", row.status());
    data.put("rows", row.counts().rows());
    data.put("accepted", row.counts().accepted());
    data.put("duplicates", row.counts().duplicates());
    data.put("rejected", row.counts().rejected());
    if (row.reason() != null) {
      data.put("reason", row.reason());
    }
    return new Event(
        UUID.randomUUID(),
        EventType.IMPORT_COMPLETED,
        "import/" + row.id(),
        row.userId(),
        data,
        clock.instant());
  }

  private static @Nullable String clip(@Nullable String reason) {
    return reason == null || reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }
}
