package io.snshub.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The way to Redis, which may be there or not: it is looked for in the background for as long as
 * the hub runs, and whoever wants to use it asks for the present {@link #session}. Nothing in the
 * hub may need it.
 *
 * <p>Lettuce's own reconnecting is off: it would send commands to a Redis that is another by then.
 */
public final class RedisLink implements SmartLifecycle {
  /** Ends after all who use it, because they may have something to tell to the last. */
  public static final int PHASE = 0;

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LOOK_AFTER = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** A session this old has shown that Redis is well. */
  private static final Duration STEADY = Duration.ofSeconds(3);

  private static final int COMMANDS_AT_ONCE = 2_048;

  /** Who has to do something before a session is used. */
  @FunctionalInterface
  public interface User {
    /** Gets ready; a session for which that fails is given to nobody. */
    void prepare(RedisSession session);
  }

  private final RedisSettings settings;
  private final Jitter jitter;
  private final List<User> users = new CopyOnWriteArrayList<>();
  private final WorkLoop loop = new WorkLoop("redis", this::step, this::pause);
  private final Semaphore woken = new Semaphore(0);
  private volatile @Nullable RedisSession session;
  private @Nullable ClientResources resources;
  private @Nullable RedisClient client;
  private Duration pause = FIRST_PAUSE;
  private long openedAt;
  private boolean told;

  /** Describes the way; nobody goes it yet. */
  public RedisLink(RedisSettings settings, Jitter jitter) {
    this.settings = settings;
    this.jitter = jitter;
  }

  /** A Redis is named; otherwise there is never a session. */
  public boolean configured() {
    return settings.given();
  }

  /** Returns Redis, if it is well. */
  public Optional<RedisSession> session() {
    RedisSession present = session;
    return present == null || present.over() ? Optional.empty() : Optional.of(present);
  }

  /** Has somebody get ready for each session to come. To be called before the start. */
  public void use(User user) {
    users.add(user);
  }

  private void step() throws InterruptedException {
    RedisSession present = session;
    if (present == null) {
      open();
      return;
    }
    if (woken.tryAcquire(LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      woken.drainPermits();
    }
    // finds a connection that died without a word, and a Redis that hangs while nobody asks it
    present.ask(redis -> redis.ping());
    if (present.over()) {
      leave(present);
    }
  }

  private void leave(RedisSession past) throws InterruptedException {
    session = null;
    past.close();
    tell(past.reason());
    if (System.nanoTime() - openedAt > STEADY.toNanos()) {
      pause = FIRST_PAUSE;
    }
    pause();
  }

  private void open() throws InterruptedException {
    AtomicReference<RedisSession> opened = new AtomicReference<>();
    try {
      opened.set(connect());
      if (opened.get().ask(redis -> redis.ping()).isEmpty()) {
        throw new RedisException(
            "it doesn't answer within " + settings.timeout().toMillis() + " ms");
      }
      for (User user : users) {
        user.prepare(opened.get());
      }
    } catch (RedisException e) {
      if (opened.get() != null) {
        opened.get().close();
      }
      tell(reason(e));
      pause();
      return;
    } catch (RuntimeException e) {
      if (opened.get() != null) {
        opened.get().close();
      }
      throw e;
    }
    openedAt = System.nanoTime();
    session = opened.get();
    LOG.atInfo().log("Redis is used");
    told = false;
  }

  private static @Nullable String reason(RedisException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException && cause.getMessage() != null) {
        // the code alone: some go on with what they were sent, passwords too
        return "it answers " + cause.getMessage().split(" ", 2)[0];
      }
    }
    return failure instanceof RedisConnectionException
        ? "it can't be reached"
        : failure.getMessage();
  }

  private RedisSession connect() {
    RedisClient redis = client();
    var commands = redis.connect(ByteArrayCodec.INSTANCE);
    try {
      var messages = redis.connectPubSub(ByteArrayCodec.INSTANCE);
      RedisSession opened =
          new RedisSession(
              commands, messages, settings.timeout(), System::nanoTime, woken::release);
      endWith(commands, opened);
      endWith(messages, opened);
      return opened;
    } catch (RuntimeException e) {
      commands.closeAsync();
      throw e;
    }
  }

  private static void endWith(StatefulConnection<?, ?> connection, RedisSession session) {
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
            session.end("the connection was lost");
          }
        });
    if (!connection.isOpen()) {
      session.end("the connection was lost");
    }
  }

  private RedisClient client() {
    RedisClient present = client;
    if (present != null) {
      return present;
    }
    RedisURI uri = settings.uri();
    uri.setTimeout(CONNECT_TIMEOUT);
    // few threads: commands are short, and the hub waits on its own
    ClientResources few =
        ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    RedisClient made = RedisClient.create(few, uri);
    made.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(COMMANDS_AT_ONCE)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).tcpNoDelay(true).build())
            .build());
    resources = few;
    client = made;
    return made;
  }

  /** Once when Redis goes, however often it is looked for then. */
  private void tell(@Nullable String why) {
    if (!told) {
      told = true;
      LOG.atWarn().addKeyValue("reason", why).log("goes on without Redis");
    }
  }

  private void pause() throws InterruptedException {
    woken.drainPermits();
    woken.tryAcquire(jitter.spread(pause).toMillis(), TimeUnit.MILLISECONDS);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public void start() {
    if (configured()) {
      loop.start();
    }
  }

  @Override
  public void stop() {
    loop.stop(woken::release);
    RedisSession present = session;
    session = null;
    if (present != null) {
      present.close();
    }
    if (client != null) {
      client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
      client = null;
    }
    if (resources != null) {
      resources.shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      resources = null;
    }
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
