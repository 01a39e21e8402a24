package io.snshub.reading;

import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.EventPage;
import io.snshub.reading.Pages.EventView;
import io.snshub.reading.Pages.SagaPage;
import io.snshub.reading.Pages.SagaView;
import io.snshub.reading.Pages.StepView;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the hub did for a user: events and sagas. */
@Component
class Proceedings {
  /** A saga that was due this long ago and that nobody took is stuck. */
  private static final Duration OVERDUE = Duration.ofMinutes(1);

  private final Sql sql;
  private final Clock clock;

  Proceedings(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  public EventPage events(RequestContext request) {
    int limit = request.limit();
    List<EventView> events =
        sql.run("reading/list-events")
            .param("userId", request.userId())
            .param("type", request.text("type").orElse(null))
            .param("after", request.number("after").orElse(0))
            .param("limit", limit)
            .query(Proceedings::event)
            .list();
    String next = events.isEmpty() ? null : Long.toString(events.get(events.size() - 1).sequence());
    return new EventPage(events, next);
  }

  public SagaPage sagas(RequestContext request) {
    String status = request.text("status").orElse(null);
    Boolean stuck = request.text("stuck").map(Boolean::parseBoolean).orElse(null);
    List<SagaView> sagas =
        sql.run("reading/list-sagas")
            .param("userId", request.userId())
            .param("status", status)
            .param("stuck", stuck)
            .param("late", late())
            .param("limit", request.limit())
            .param("offset", request.offset())
            .query((row, number) -> saga(row, null))
            .list();
    long total =
        sql.run("reading/count-sagas")
            .param("userId", request.userId())
            .param("status", status)
            .param("stuck", stuck)
            .param("late", late())
            .query(Long.class)
            .single();
    return new SagaPage(sagas, total);
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
