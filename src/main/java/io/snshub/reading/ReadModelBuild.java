package io.snshub.reading;

import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the read model again from the posts, newest first, batch by batch; what the last committed
 * batch had reached is kept with it, so that any process can go on from there. Lists are answered
 * all the while, each row from before or from after.
 */
@Component
class ReadModelBuild {
  private static final Logger LOG = LoggerFactory.getLogger(ReadModelBuild.class);
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final Sql sql;
  private final TransactionTemplate transaction;
  private final Projection projection;
  private final Node node;
  private final Clock clock;

  ReadModelBuild(
      Sql sql, TransactionTemplate transaction, Projection projection, Node node, Clock clock) {
    this.sql = sql;
    this.transaction = transaction;
    this.projection = projection;
    this.node = node;
    this.clock = clock;
  }

  /**
   * How far it is.
   *
   * @param position posts with this id and beyond are done; null before the first
   * @param firstPosition where it began
   */
  record Build(
      long run,
      boolean running,
      @Nullable Long position,
      @Nullable Long firstPosition,
      long postsDone,
      Instant startedAt,
      @Nullable Instant endedAt) {
    static Build of(ResultSet row, int number) throws SQLException {
      return new Build(
          row.getLong("run"),
          row.getString("status").equals("running"),
          row.getObject("position", Long.class),
          row.getObject("first_position", Long.class),
          row.getLong("posts_done"),
          Objects.requireNonNull(Sql.instant(row, "started_at")),
          Sql.instant(row, "ended_at"));
    }

    /** By ids, which are given one after another: counting the posts would take longer. */
    int percent() {
      if (!running) {
        return 100;
      }
      return position == null || firstPosition == null || firstPosition == 0
          ? 0
          : (int) Math.min(99, 100 * (firstPosition - position) / firstPosition);
    }
  }

  Build show() {
    return sql.run("reading/show-build").query(Build::of).single();
  }

  /** Begins anew, unless it is under way. */
  void begin() {
    sql.run("reading/begin-build").param("now", Sql.at(clock.instant())).update();
  }

  /** Voids the lease of a process that can't be alive any more. */
  void takeOver() {
    if (node.alone()) {
      sql.run("reading/release-build").update();
    }
  }

  /**
   * Does one batch, if there is one to do and no other node is at it.
   *
   * @return whether there may be more
   */
  boolean step() {
    if (!show().running()) {
      return false;
    }
    Instant now = clock.instant();
    boolean mine =
        sql.run("reading/claim-build")
                .param("node", node.name())
                .param("now", Sql.at(now))
                .param("until", Sql.at(now.plus(LEASE)))
                .update()
            == 1;
    if (!mine) {
      return false;
    }
    projection.inTurn(() -> transaction.executeWithoutResult(status -> batch()));
    return true;
  }

  private void batch() {
    Build build = show();
    long upTo = build.position() == null ? Long.MAX_VALUE : build.position() - 1;
    List<Long> posts =
        sql.run("reading/find-ids")
            .param("upTo", upTo)
            .param("limit", Projection.BATCH)
            .query(Long.class)
            .list();
    long after = posts.size() < Projection.BATCH ? Long.MIN_VALUE : lowest(posts) - 1;
    for (String rows : List.of("entries", "cards", "words")) {
      sql.run(orphans(rows)).param("after", after).param("upTo", upTo).update();
    }
    if (!posts.isEmpty()) {
      projection.rewrite(posts.stream().sorted().toList());
      keep(posts);
    }
    if (posts.size() < Projection.BATCH) {
      end(build, posts.size());
    }
  }

  private static String orphans(String rows) {
    return switch (rows) {
      case "entries" -> "reading/delete-orphan-entries";
      case "cards" -> "reading/delete-orphan-cards";
      default -> "reading/delete-orphan-words";
    };
  }

  private static long lowest(List<Long> posts) {
    return posts.get(posts.size() - 1);
  }

  private void keep(List<Long> posts) {
    int kept =
        sql.run("reading/keep-progress")
            .param("position", lowest(posts))
            .param("highest", posts.get(0))
            .param("number", posts.size())
            .param("node", node.name())
            .param("until", Sql.at(clock.instant().plus(LEASE)))
            .update();
    if (kept != 1) {
      throw new IllegalStateException("another node makes the read model");
    }
  }

  private void end(Build build, int last) {
    sql.run("reading/end-build")
        .param("node", node.name())
        .param("now", Sql.at(clock.instant()))
        .update();
    LOG.atInfo()
        .addKeyValue("run", build.run())
        .addKeyValue("posts", build.postsDone() + last)
        .log("read model made");
  }
}
