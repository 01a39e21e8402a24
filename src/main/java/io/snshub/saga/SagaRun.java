package io.snshub.saga;

import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.Expression;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a saga by this node. Routes find it as the exchange property {@link #PROPERTY}.
 *
 * @param id the saga's id
 * @param kind what it is for ({@code publish}, {@code delete})
 * @param subject about what ({@code post/12})
 * @param door the {@code direct:} door of its route, or null
 * @param decision {@code complete} or {@code compensate} once decided, else null
 * @param fence rises with each claim; writes under an older one are refused
 * @param failures failed runs in a row
 * @param dueAt when it should have started or gone on
 * @param enlistments what joined during this run
 */
public record SagaRun(
    String id,
    String kind,
    String subject,
    @Nullable String door,
    @Nullable String decision,
    long fence,
    int failures,
    Instant dueAt,
    Enlistments enlistments) {
  /** The exchange property that holds the run. */
  public static final String PROPERTY = "sagaRun";

  /** The exchange variable by which a route says when it wants to be entered again. */
  public static final String RESUME_AT = "resumeAt";

  static final String COMPLETE = "complete";
  static final String COMPENSATE = "compensate";

  /** A run in which nothing has joined yet. */
  public SagaRun(
      String id,
      String kind,
      String subject,
      @Nullable String door,
      @Nullable String decision,
      long fence,
      int failures,
      Instant dueAt) {
    this(id, kind, subject, door, decision, fence, failures, dueAt, new Enlistments());
  }

  /** Returns the id in the subject ({@code post/12} gives 12). */
  public long subjectId() {
    return Long.parseLong(subject.substring(subject.indexOf('/') + 1));
  }

  /** Returns the expression for the id in the subject of an exchange's run. */
  public static Expression subjectIdOf() {
    return ExpressionBuilder.exchangeExpression(
        exchange -> exchange.getProperty(PROPERTY, SagaRun.class).subjectId());
  }

  static SagaRun of(ResultSet row, int number) throws SQLException {
    return new SagaRun(
        row.getString("id"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("door"),
        row.getString("decision"),
        row.getLong("fence"),
        row.getInt("failures"),
        Objects.requireNonNull(Sql.instant(row, "due_at")));
  }

  static SagaStatus status(String wire) {
    return SagaStatus.valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
