package io.snshub.bus;

import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves events from the outbox over the bus into the history, for the parts this node holds by
 * lease. At least once, in order per subject; a crash at any point repeats, never loses. Used by
 * one thread.
 */
@Component
class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
  private static final int BATCH = 200;
  private static final int TRIES = 10;
  private static final Duration FIRST_REST = Duration.ofMillis(100);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final Sql sql;
  private final TransactionTemplate transaction;
  private final EventBus bus;
  private final Node node;
  private final Clock clock;
  private final Duration lease;
  private final Map<String, Instant> resting = new HashMap<>();
  private Instant renewAt = Instant.MIN;
  private List<Integer> parts = List.of();

  Relay(Sql sql, TransactionTemplate transaction, EventBus bus, Node node, Clock clock) {
    this.sql = sql;
    this.transaction = transaction;
    this.bus = bus;
    this.node = node;
    this.clock = clock;
    // renewed after a third: what is left must cover a delivery
    Duration needed = bus.longest().multipliedBy(2);
    this.lease = needed.compareTo(SHORTEST_LEASE) > 0 ? needed : SHORTEST_LEASE;
  }

  /** Voids leases of processes that can't be alive any more. */
  void takeOver() {
    if (node.alone()) {
      sql.run("bus/release-parts").update();
    }
  }

  /** Moves one batch; tells how many rows were seen and how many left the outbox. */
  Batch moveBatch() {
    holdParts();
    if (parts.isEmpty()) {
      return new Batch(0, 0);
    }
    List<OutboxRow> rows = pending();
    if (rows.isEmpty()) {
      return new Batch(0, 0);
    }
    Delivery<Long> delivery = bus.deliver(rows);
    List<Long> done = new ArrayList<>(delivery.taken());
    for (OutboxRow row : rows) {
      Exception refusal = delivery.refused().get(row.id());
      if (refusal != null && failed(row, refusal)) {
        done.add(row.id());
      }
    }
    if (!done.isEmpty()) {
      transaction.executeWithoutResult(
          status -> {
            sql.run("bus/keep-delivered").param("ids", done).update();
            sql.run("bus/delete-delivered").param("ids", done).update();
          });
    }
    return new Batch(rows.size(), done.size());
  }

  private List<OutboxRow> pending() {
    Instant now = clock.instant();
    resting.values().removeIf(until -> !until.isAfter(now));
    return sql.run("bus/find-pending")
        .param("parts", parts)
        .param("resting", resting.isEmpty() ? List.of("") : resting.keySet())
        .param("batch", BATCH)
        .query(OutboxRow::of)
        .list();
  }

  /** Counts a failure and lets its subject rest; tells whether it was the last one borne. */
  private boolean failed(OutboxRow row, Exception failure) {
    boolean giveUp = row.attempts() + 1 >= TRIES;
    LOG.atLevel(giveUp ? Level.ERROR : Level.WARN)
        .addKeyValue("event", row.eventId())
        .addKeyValue("type", row.type())
        .addKeyValue("attempt", row.attempts() + 1)
        .setCause(failure)
        .log(giveUp ? "event given up" : "event not taken, will be repeated");
    if (!giveUp) {
      sql.run("bus/count-attempt").param("id", row.id()).update();
      Duration rest = FIRST_REST.multipliedBy(1L << row.attempts());
      resting.put(
          row.subject(),
          clock.instant().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST));
    }
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
        .param("until", Sql.at(now.plus(lease)))
        .update();
    parts = sql.run("bus/find-parts").param("node", node.name()).query(Integer.class).list();
    renewAt = now.plus(lease.dividedBy(3));
  }

  /**
   * What became of a batch.
   *
   * @param rows how many were seen
   * @param moved how many of them left the outbox
   */
  record Batch(int rows, int moved) {
    boolean someHeld() {
      return moved < rows;
    }

    /** There may be more to do at once. */
    boolean more() {
      return rows == BATCH && moved > 0;
    }
  }
}
