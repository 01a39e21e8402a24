package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.post.EventSink;
import io.snshub.store.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where rooms leave their events. What is appended is delivered if and only if the surrounding
 * transaction commits, however the process ends afterwards.
 */
@Component
public class Outbox implements EventSink {
  static final int PARTS = 16;
  private final Sql sql;
  private final RelaySignal signal;
  private final PostChanges changes;

  Outbox(Sql sql, RelaySignal signal, PostChanges changes) {
    this.sql = sql;
    this.signal = signal;
    this.changes = changes;
  }

  /**
   * Adds an event to the running transaction and wakes the relay after its commit. Events of one
   * subject stay in order when the writer has locked the subject's row first. All events of a
   * transaction are written together, before it commits.
   *
   * @throws IllegalStateException outside a transaction
   */
  @Override
  public void append(Event event) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("an event needs its writer's transaction: " + event.type());
    }
    sql.later("bus/append-event")
        .param("part", part(event.subject()))
        .param("eventId", event.id().toString())
        .param("type", event.type().wire())
        .param("subject", event.subject())
        .param("userId", event.userId())
        .param("data", EventCodec.data(event))
        .param("now", Sql.at(event.at()))
        .add();
    changes.told(event);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signal.raise();
          }
        });
  }

  /**
   * A post moves on in the running transaction without an event for the world; those who keep views
   * of it hear of it all the same.
   */
  public void silently(long userId, long postId) {
    changes.silently(userId, postId);
  }

  static int part(String subject) {
    return Math.floorMod(subject.hashCode(), PARTS);
  }
}
