package io.snshub.store;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Redis for as long as it answers in time, without a break. Ends with the first lost connection, or
 * when commands fail twice in ten seconds, and never comes back: {@link RedisLink} opens another
 * one. What was true of Redis in one session need not be in the next.
 *
 * <p>Nobody waits for a command longer than the timeout, and few wait at once; the others are told
 * to do without.
 */
public final class RedisSession {
  private static final int WAITERS = 256;

  private final StatefulRedisConnection<byte[], byte[]> commands;
  private final StatefulRedisPubSubConnection<byte[], byte[]> messages;
  private final Duration timeout;
  private final LongSupplier nanos;
  private final Strikes strikes;
  private final Runnable whenOver;
  private final Semaphore waiters = new Semaphore(WAITERS);
  private volatile @Nullable String reason;

  RedisSession(
      StatefulRedisConnection<byte[], byte[]> commands,
      StatefulRedisPubSubConnection<byte[], byte[]> messages,
      Duration timeout,
      LongSupplier nanos,
      Runnable whenOver) {
    this.commands = commands;
    this.messages = messages;
    this.timeout = timeout;
    this.nanos = nanos;
    this.strikes = new Strikes(nanos);
    this.whenOver = whenOver;
  }

  /** Returns how long a command may take. */
  public Duration timeout() {
    return timeout;
  }

  /** True once Redis is no longer to be used by it. */
  public boolean over() {
    return reason != null;
  }

  @Nullable String reason() {
    return reason;
  }

  /** Ends the session. The first reason counts. */
  public void end(String why) {
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
    }
    whenOver.run();
  }

  /**
   * Sends a command without waiting for it.
   *
   * @throws RedisException when it can't be sent
   */
  public <T> RedisFuture<T> send(
      Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    if (over()) {
      throw new RedisException("the session is over");
    }
    return command.apply(commands.async());
  }

  /** Sends a command and waits for its answer; empty when there is none in time. */
  public <T> Optional<T> ask(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    if (over() || !waiters.tryAcquire()) {
      return Optional.empty();
    }
    long begun = nanos.getAsLong();
    try {
      return Optional.ofNullable(send(command).get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      failed(begun, "no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException | RedisException e) {
      failed(begun, "a command failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiters.release();
    }
    return Optional.empty();
  }

  /**
   * Counts a command that failed, or came too late.
   *
   * @param begunAt when it was sent, by {@link System#nanoTime}
   */
  public void failed(long begunAt, String why) {
    if (strikes.add(begunAt)) {
      end(why);
    }
  }

  /**
   * Subscribes to a channel; messages come on one thread, which must not wait.
   *
   * @throws RedisException when that fails
   */
  public void subscribe(byte[] channel, Consumer<byte[]> listener) {
    messages.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] from, byte[] message) {
            listener.accept(message);
          }
        });
    messages.sync().subscribe(channel);
  }

  void close() {
    end("closed");
    commands.closeAsync();
    messages.closeAsync();
  }
}
