package io.snshub.cache;

import io.lettuce.core.RedisException;
import io.snshub.store.RedisLink;
import io.snshub.store.RedisSession;
import io.snshub.store.WorkLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Redis is used only in an epoch in which all it holds is true: raises the epoch
 * before each session and after each change that could not be told, and hears what others tell.
 */
final class RedisGate implements RedisLink.User {
  private static final Logger LOG = LoggerFactory.getLogger(RedisGate.class);
  private static final long IDLE_MILLIS = 1_000;

  /** While Redis is away and posts change, so often is the epoch raised for all these changes. */
  private static final long PAUSE_MILLIS = 100;

  private final RedisLink link;
  private final Epochs epochs;
  private final Trust trust;
  private final Changes changes;
  private final Memory memory;
  private final Semaphore owed;
  private final Semaphore halted = new Semaphore(0);
  private final WorkLoop loop = new WorkLoop("cache-epoch", this::step, this::rest);

  /**
   * Makes the gate.
   *
   * @param owed has permits when the epoch is to be raised
   */
  RedisGate(
      RedisLink link, Epochs epochs, Trust trust, Changes changes, Memory memory, Semaphore owed) {
    this.link = link;
    this.epochs = epochs;
    this.trust = trust;
    this.changes = changes;
    this.memory = memory;
    this.owed = owed;
    link.use(this);
  }

  @Override
  public void prepare(RedisSession session) {
    if (!RedisTier.loadScripts(session)) {
      throw new RedisException("it takes no scripts");
    }
    session.subscribe(Changes.CHANNEL, listener());
    raise();
    // what was told while nobody listened
    memory.flush();
    if (!changes.announceEpoch(session)) {
      throw new RedisException("it can't be written to");
    }
  }

  private void raise() {
    long debts = trust.debts();
    epochs.raise();
    trust.settle(debts);
  }

  private Consumer<byte[]> listener() {
    Sequence sequence = new Sequence();
    return bytes -> {
      Message message;
      try {
        message = Message.read(bytes);
      } catch (IllegalArgumentException e) {
        LOG.atDebug().setCause(e).log("somebody else's message");
        return;
      }
      hear(message, sequence.next(message.number()));
    };
  }

  private void hear(Message message, Sequence.Says says) {
    if (says != Sequence.Says.COMPLETE) {
      LOG.atInfo().addKeyValue("messages", says).log("memory is emptied");
      memory.flush();
    }
    if (says == Sequence.Says.FORGOTTEN) {
      trust.owe();
      owed.release();
    }
    if (message.sender().equals(changes.node())) {
      return;
    }
    if (message.isEpoch()) {
      epochs.reload();
    } else {
      message.names().forEach(name -> memory.drop(new Slot(message.shelf(), name)));
    }
  }

  private void step() throws InterruptedException {
    owed.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    owed.drainPermits();
    if (trust.owes()) {
      raise();
      link.session().ifPresent(changes::announceEpoch);
      rest();
    }
  }

  private void rest() throws InterruptedException {
    halted.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop(
        () -> {
          halted.release();
          owed.release();
        });
    if (trust.unsure()) {
      // nobody is left here to make it good later
      raise();
    }
  }

  boolean running() {
    return loop.running();
  }
}
