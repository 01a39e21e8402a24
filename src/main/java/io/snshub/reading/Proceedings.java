package io.snshub.reading;

import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.EventPage;
import io.snshub.reading.Pages.EventView;
import io.snshub.reading.Pages.SagaPage;
import io.snshub.reading.Pages.SagaView;
import io.snshub.reading.Pages.StepView;
import io.snshub.store.JsonColumn;
import io.snshub.store.ReadSql;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the hub did for a user: events and sagas. */
@Component
class Proceedings {
  /** A saga that was due this long ago and that nobody took is stuck. */
  private static final Duration OVERDUE = Duration.ofMinutes(1);

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Sql sql;
  private final ReadSql reads;
  private final Clock clock;

  Proceedings(Sql sql, ReadSql reads, Clock clock) {
    this.sql = sql;
    this.reads = reads;
    this.clock = clock;
  }

  public EventPage events(RequestContext request) {
    String type = request.text("type").orElse(null);
    List<EventView> events =
        after(type == null ? "reading/list-events" : "reading/list-events-of", type, request)
            .param("limit", request.limit())
            .query(Proceedings::event)
            .list();
    Total total =
        events.size() < request.limit()
            ? new Total(events.size(), true)
            : counted(
                after(
                    type == null ? "reading/count-events" : "reading/count-events-of",
                    type,
                    request));
    String next = events.isEmpty() ? null : Long.toString(events.get(events.size() - 1).sequence());
    return new EventPage(events, total.number(), total.relation(), next);
  }

  private JdbcClient.StatementSpec after(
      String statement, @Nullable String type, RequestContext request) {
    JdbcClient.StatementSpec spec =
        reads
            .forUser(request.userId())
            .run(statement)
            .param("userId", request.userId())
            .param("after", request.number("after").orElse(0));
    return type == null ? spec : spec.param("type", type);
  }

  private static Total counted(JdbcClient.StatementSpec count) {
    return Total.of(count.param("limit", Total.COUNTED + 1).query(Long.class).single());
  }

  public SagaPage sagas(RequestContext request) {
    PageCursor cursor = request.text("cursor").map(PageCursor::read).orElse(null);
    int limit = request.limit();
    List<SagaView> found =
        wanted("list", request)
            .param("until", Sql.at(cursor == null ? LAST : cursor.at()))
            .param("untilId", cursor == null ? "" : cursor.id())
            .param("limit", limit + 1)
            .param("offset", request.offset())
            .query((row, number) -> saga(row, null))
            .list();
    boolean more = found.size() > limit;
    List<SagaView> sagas = more ? found.subList(0, limit) : found;
    SagaView last = more ? sagas.get(limit - 1) : null;
    Total total =
        !more && cursor == null && request.offset() == 0
            ? new Total(sagas.size(), true)
            : counted(wanted("count", request));
    String next = last == null ? null : new PageCursor(last.createdAt(), last.sagaId()).text();
    return new SagaPage(sagas, total.number(), total.relation(), next);
  }

  /** Starts the statement that lists or counts what is asked for. */
  private JdbcClient.StatementSpec wanted(String verb, RequestContext request) {
    String status = request.text("status").orElse(null);
    Boolean stuck = request.text("stuck").map(Boolean::parseBoolean).orElse(null);
    boolean list = verb.equals("list");
    JdbcClient.StatementSpec spec;
    if (Boolean.TRUE.equals(stuck)) {
      spec =
          reads
              .forUser(request.userId())
              .run(list ? "reading/list-stuck" : "reading/count-stuck")
              .param("status", status);
    } else if (status != null) {
      spec =
          reads
              .forUser(request.userId())
              .run(list ? "reading/list-sagas-in" : "reading/count-sagas-in")
              .param("status", status)
              .param("stuck", stuck);
    } else {
      spec =
          reads
              .forUser(request.userId())
              .run(list ? "reading/list-sagas" : "reading/count-sagas")
              .param("stuck", stuck);
    }
    return spec.param("userId", request.userId()).param("late", late());
  }

  public SagaView saga(RequestContext request) {
    String id = request.pathText("id");
    List<StepView> steps =
        sql.run("reading/find-steps").param("id", id).query(Proceedings::step).list();
    return sql.run("reading/find-saga")
        .param("id", id)
        .param("userId", request.userId())
        .param("late", late())
        .query((row, number) -> saga(row, steps))
        .optional()
        .orElseThrow(() -> Problems.notFound("saga", id));
  }

  private @Nullable OffsetDateTime late() {
    return Sql.at(clock.instant().minus(OVERDUE));
  }

  private static EventView event(ResultSet row, int number) throws SQLException {
    return new EventView(
        "1.0",
        row.getString("event_id"),
        "/sns-hub",
        row.getString("type"),
        row.getString("subject"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        "application/json",
        JsonColumn.readMap(row.getString("data")),
        row.getLong("id"));
  }

  private static SagaView saga(ResultSet row, @Nullable List<StepView> steps) throws SQLException {
    return new SagaView(
        row.getString("id"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("status"),
        row.getString("decision"),
        row.getString("reason"),
        row.getInt("runs"),
        row.getInt("failures"),
        Sql.instant(row, "next_run_at"),
        row.getString("last_error"),
        row.getString("stuck_reason") != null,
        row.getString("stuck_reason"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        Sql.instant(row, "ended_at"),
        steps);
  }

  private static StepView step(ResultSet row, int number) throws SQLException {
    return new StepView(
        row.getLong("seq"),
        row.getString("compensation"),
        JsonColumn.readMap(row.getString("options")),
        row.getString("status"),
        row.getInt("attempts"),
        row.getString("last_error"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        Sql.instant(row, "ended_at"));
  }
}
