package io.snshub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends HTTP requests over many keep-alive connections from the calling thread.
 *
 * <p>Closed loop: each connection sends its next request when the last one is answered, so the
 * server sets the pace. Open loop: requests are due at a constant rate, whatever the server does,
 * and a latency counts from the moment a request was due, also when it had to wait for a
 * connection: a server that stalls can't hide it. Connections stay open between runs.
 */
final class LoadGenerator implements AutoCloseable {
  /** How long the last answers of a run are waited for. */
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  private static final long A_MILLI = 1_000_000;

  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final Deque<LoadConnection> idle = new ArrayDeque<>();
  private int inFlight;

  LoadGenerator(int port, int number) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < number; i++) {
      connections.add(new LoadConnection(address, selector));
    }
    idle.addAll(connections);
  }

  /** When requests are due. */
  private interface Pace {
    /** Returns when a request that is due now was due, or -1 when none is. */
    long due(long now);

    /** Whether no further request will be due. */
    boolean over(long now);

    /** Nanoseconds until the next one; only asked when none is due. */
    long pause(long now);

    long end();
  }

  private record Closed(long end) implements Pace {
    @Override
    public long due(long now) {
      return now < end ? now : -1;
    }

    @Override
    public boolean over(long now) {
      return now >= end;
    }

    @Override
    public long pause(long now) {
      return 10 * A_MILLI;
    }
  }

  private static final class Open implements Pace {
    private final long start;
    private final long gap;
    private final long number;
    private long sent;

    Open(long start, double rate, Duration time) {
      this.start = start;
      this.gap = (long) (1e9 / rate);
      this.number = (long) (rate * time.toMillis() / 1000);
    }

    @Override
    public long due(long now) {
      long next = start + sent * gap;
      if (sent >= number || next > now) {
        return -1;
      }
      sent++;
      return next;
    }

    @Override
    public boolean over(long now) {
      return sent >= number;
    }

    @Override
    public long pause(long now) {
      return start + sent * gap - now;
    }

    @Override
    public long end() {
      return start + number * gap;
    }
  }

  /** Keeps every connection busy for a while, or until there are no more requests. */
  LoadResult closed(Requests requests, Duration time) {
    return run(requests, new Closed(System.nanoTime() + time.toNanos()), connections.size());
  }

  /** Sends so many requests a second, in turn over all connections. */
  LoadResult open(Requests requests, double rate, Duration time) {
    return run(requests, new Open(System.nanoTime(), rate, time), connections.size());
  }

  /** Opens all connections with one request each, some at a time; returns how many are open. */
  int openAll(Requests.Shot shot, Duration most) {
    int[] left = {connections.size()};
    run(
        () -> left[0]-- > 0 ? shot : null,
        new Closed(System.nanoTime() + most.toNanos()),
        Math.min(64, connections.size()));
    return open();
  }

  /** How many connections are open now. */
  int open() {
    int open = 0;
    for (LoadConnection connection : connections) {
      open += connection.open() ? 1 : 0;
    }
    return open;
  }

  private LoadResult run(Requests requests, Pace pace, int most) {
    LoadResult result = new LoadResult();
    long start = System.nanoTime();
    long[] last = {start};
    boolean more = true;
    dropClosed();
    while (true) {
      long now = System.nanoTime();
      long due;
      while (more && inFlight < most && !idle.isEmpty() && (due = pace.due(now)) >= 0) {
        Requests.Shot shot = requests.next();
        more = shot != null;
        if (more) {
          fire(idle.poll(), shot, due, result);
        }
      }
      more &= !pace.over(now);
      if (!more && (inFlight == 0 || now - Math.min(now, pace.end()) > PATIENCE)) {
        break;
      }
      pause(more ? pace.pause(now) : 10 * A_MILLI);
      select(requests, result, pace, last);
    }
    giveUp(result);
    boolean early = last[0] < pace.end();
    result.took((early ? last[0] : pace.end()) - start);
    return result;
  }

  private void fire(LoadConnection connection, Requests.Shot shot, long due, LoadResult result) {
    inFlight++;
    try {
      connection.fire(shot, due);
    } catch (IOException e) {
      broke(connection, result);
    }
  }

  private void broke(LoadConnection connection, LoadResult result) {
    boolean busy = connection.shot() != null;
    connection.giveUp();
    if (busy) {
      inFlight--;
      idle.add(connection);
      result.broke();
    }
  }

  /** Waits for the network, or where a selector is too coarse, for the next request's time. */
  private void pause(long nanos) {
    try {
      if (nanos >= 2 * A_MILLI) {
        selector.select(nanos / A_MILLI);
      } else if (selector.selectNow() == 0 && nanos > 0) {
        LockSupport.parkNanos(Math.min(nanos, A_MILLI / 5));
        selector.selectNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void select(Requests requests, LoadResult result, Pace pace, long[] last) {
    for (SelectionKey key : selector.selectedKeys()) {
      LoadConnection connection = (LoadConnection) key.attachment();
      try {
        if (key.isValid() && connection.proceed()) {
          long now = System.nanoTime();
          last[0] = now;
          Requests.Shot shot = connection.shot();
          HttpAnswer answer = connection.answer();
          result.answered(
              shot.kind(), answer.status(), now - connection.since(), now <= pace.end());
          requests.answered(shot, answer.status(), answer.body());
          connection.done();
          inFlight--;
          idle.add(connection);
        }
      } catch (IOException e) {
        broke(connection, result);
      }
    }
    selector.selectedKeys().clear();
  }

  /** Finds out which connections the server has closed since the last run. */
  private void dropClosed() {
    try {
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    select(() -> null, new LoadResult(), new Closed(0), new long[1]);
  }

  private void giveUp(LoadResult result) {
    for (LoadConnection connection : connections) {
      if (connection.shot() != null) {
        broke(connection, result);
      }
    }
  }

  @Override
  public void close() {
    connections.forEach(LoadConnection::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
