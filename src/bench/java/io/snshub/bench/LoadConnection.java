package io.snshub.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of the load generator; opened again whenever it was closed. */
final class LoadConnection {
  private static final ByteBuffer SINK = ByteBuffer.allocate(512);

  private final InetSocketAddress address;
  private final Selector selector;
  private final HttpAnswer answer = new HttpAnswer();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer out;
  private Requests.@Nullable Shot shot;
  private long since;

  LoadConnection(InetSocketAddress address, Selector selector) {
    this.address = address;
    this.selector = selector;
  }

  boolean open() {
    return channel != null && channel.isConnected();
  }

  Requests.@Nullable Shot shot() {
    return shot;
  }

  /** When the request at work was due. */
  long since() {
    return since;
  }

  HttpAnswer answer() {
    return answer;
  }

  /** Sends a request, on a new connection when there is none. */
  void fire(Requests.Shot next, long due) throws IOException {
    shot = next;
    since = due;
    out = ByteBuffer.wrap(next.bytes());
    answer.clear();
    if (channel == null) {
      connect();
    } else {
      write();
    }
  }

  private void connect() throws IOException {
    SocketChannel made = SocketChannel.open();
    channel = made;
    made.configureBlocking(false);
    made.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = made.connect(address);
    key = made.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    if (connected) {
      write();
    }
  }

  private void write() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  /** Goes on with what the connection is ready for; returns whether the answer is complete. */
  boolean proceed() throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      write();
      return false;
    }
    if (key.isWritable()) {
      write();
    }
    return key.isReadable() && read();
  }

  private boolean read() throws IOException {
    if (shot == null) {
      SINK.clear();
      if (channel.read(SINK) < 0) {
        close();
      }
      return false;
    }
    int got = channel.read(answer.room());
    if (got < 0) {
      close();
      if (answer.endsWithConnection()) {
        return true;
      }
      throw new IOException("closed before the answer was complete");
    }
    return got > 0 && answer.complete();
  }

  /** The answer was taken: ready for the next request. */
  void done() {
    shot = null;
    if (answer.closes()) {
      close();
    }
  }

  void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // gone either way
    }
    channel = null;
    key = null;
  }

  /** Gives the request up. */
  void giveUp() {
    shot = null;
    close();
  }
}
