package io.snshub.identity;

import io.snshub.call.AuditTrail;
import io.snshub.call.Caller;
import io.snshub.call.RequestContext;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit trail: entries are added and read, never changed. */
final class Audit implements AuditTrail {
  private static final int LONGEST_ADDRESS = 64;

  private final Sql sql;
  private final Clock clock;

  Audit(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * One change.
   *
   * @param userId whose the subject is
   * @param actorId who did it; null when the hub itself did at its start
   */
  record AuditEntry(
      long id,
      long userId,
      String action,
      String subject,
      @Nullable Long actorId,
      @Nullable Long actorKeyId,
      @Nullable String address,
      @Nullable String traceId,
      Map<String, Object> detail,
      Instant at) {}

  @Override
  public void note(
      RequestContext request,
      String action,
      String subject,
      long userId,
      Map<String, Object> detail) {
    add(action, subject, userId, detail, request);
  }

  /** Notes what the hub did by itself. */
  void note(String action, String subject, long userId, Map<String, Object> detail) {
    add(action, subject, userId, detail, null);
  }

  private void add(
      String action,
      String subject,
      long userId,
      Map<String, Object> detail,
      @Nullable RequestContext request) {
    Caller actor = request == null ? null : request.identified();
    String address = request == null ? null : request.address();
    sql.run("identity/add-audit")
        .param("userId", userId)
        .param("action", action)
        .param("subject", subject)
        .param("actorId", actor == null ? null : actor.userId(), Types.BIGINT)
        .param("actorKeyId", actor == null ? null : actor.keyId(), Types.BIGINT)
        .param("address", shortened(address), Types.VARCHAR)
        .param("traceId", request == null ? null : request.traceId(), Types.VARCHAR)
        .param("detail", JsonColumn.write(detail))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private static @Nullable String shortened(@Nullable String address) {
    return address == null || address.length() <= LONGEST_ADDRESS
        ? address
        : address.substring(0, LONGEST_ADDRESS);
  }

  List<AuditEntry> list(@Nullable Long userId, int limit, long offset) {
    return sql.run("identity/list-audit")
        .param("userId", userId, Types.BIGINT)
        .param("limit", limit)
        .param("offset", offset)
        .query(Audit::entry)
        .list();
  }

  long count(@Nullable Long userId) {
    return sql.run("identity/count-audit")
        .param("userId", userId, Types.BIGINT)
        .query(Long.class)
        .single();
  }

  private static AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("action"),
        row.getString("subject"),
        row.getObject("actor_id", Long.class),
        row.getObject("actor_key_id", Long.class),
        row.getString("address"),
        row.getString("trace_id"),
        JsonColumn.readMap(row.getString("detail")),
        Objects.requireNonNull(Sql.instant(row, "created_at")));
  }
}
