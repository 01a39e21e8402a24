package io.snshub.bus;

import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves events from the outbox over the bus into the history, for the parts this node holds by
 * lease. At least once, in order per subject; a crash at any point repeats, never loses.
 */
@Component
class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int BATCH = 200;
  private static final int TRIES = 10;

  private final Sql sql;
  private final TransactionTemplate transaction;
  private final EventBus bus;
  private final Node node;
  private final Clock clock;
  private Instant renewAt = Instant.MIN;
  private List<Integer> parts = List.of();

  Relay(Sql sql, TransactionTemplate transaction, EventBus bus, Node node, Clock clock) {
    this.sql = sql;
    this.transaction = transaction;
    this.bus = bus;
    this.node = node;
    this.clock = clock;
  }

  /** Voids leases of processes that can't be alive any more. */
  void takeOver() {
    if (node.alone()) {
      sql.run("bus/release-parts").update();
    }
  }

  /**
   * Moves one batch.
   *
   * @return how many rows were seen and whether some of them have to wait
   */
  Batch moveBatch() {
    holdParts();
    if (parts.isEmpty()) {
      return new Batch(0, false);
    }
    List<OutboxRow> rows =
        sql.run("bus/find-pending")
            .param("parts", parts)
            .param("batch", BATCH)
            .query(OutboxRow::of)
            .list();
    List<OutboxRow> taken = new ArrayList<>();
    Set<String> held = new HashSet<>();
    for (OutboxRow row : rows) {
      if (!held.contains(row.event().subject()) && !deliver(row)) {
        held.add(row.event().subject());
      } else if (!held.contains(row.event().subject())) {
        taken.add(row);
      }
    }
    List<Long> delivered = deliverAll(taken, held);
    if (!delivered.isEmpty()) {
      transaction.executeWithoutResult(
          status -> {
            sql.run("bus/keep-delivered").param("ids", delivered).update();
            sql.run("bus/delete-delivered").param("ids", delivered).update();
          });
    }
    return new Batch(rows.size(), !held.isEmpty());
  }

  /** Hands on what everyone else has taken; returns what is delivered, and notes what is not. */
  private List<Long> deliverAll(List<OutboxRow> taken, Set<String> held) {
    RuntimeException failure = taken.isEmpty() ? null : handOn(taken);
    if (failure == null) {
      return taken.stream().map(OutboxRow::id).toList();
    }
    List<Long> givenUp = new ArrayList<>();
    Set<String> waiting = new HashSet<>();
    for (OutboxRow row : taken) {
      if (!waiting.contains(row.event().subject()) && failed(row, failure)) {
        givenUp.add(row.id());
      } else {
        waiting.add(row.event().subject());
      }
    }
    held.addAll(waiting);
    return givenUp;
  }

  private @Nullable RuntimeException handOn(List<OutboxRow> taken) {
    try {
      bus.publishAll(taken.stream().map(OutboxRow::event).toList());
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private boolean deliver(OutboxRow row) {
    try {
      bus.publish(row.event());
      return true;
    } catch (RuntimeException e) {
      return failed(row, e);
    }
  }

  /** Counts a failure; tells whether it was the last one that is borne. */
  private boolean failed(OutboxRow row, RuntimeException e) {
    boolean giveUp = row.attempts() + 1 >= TRIES;
    LOG.atLevel(giveUp ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.WARN)
        .addKeyValue("event", row.event().id())
        .addKeyValue("type", row.event().type().wire())
        .addKeyValue("attempt", row.attempts() + 1)
        .setCause(e)
        .log(giveUp ? "event given up" : "event not taken, will be repeated");
    sql.run("bus/count-attempt").param("id", row.id()).update();
    return giveUp;
  }

  private void holdParts() {
    Instant now = clock.instant();
    if (now.isBefore(renewAt)) {
      return;
    }
    sql.run("bus/claim-parts")
        .param("node", node.name())
        .param("now", Sql.at(now))
        .param("until", Sql.at(now.plus(LEASE)))
        .update();
    parts = sql.run("bus/find-parts").param("node", node.name()).query(Integer.class).list();
    renewAt = now.plus(LEASE.dividedBy(3));
  }

  record Batch(int rows, boolean someHeld) {
    boolean more() {
      return rows == BATCH && !someHeld;
    }
  }
}
