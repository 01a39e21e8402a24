package io.snshub.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server on this machine, which can hang or be cut. */
final class Wire implements AutoCloseable {
  private final int target;
  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object change = new Object();
  private boolean held;
  private volatile boolean cut;

  Wire(int target) {
    this.target = target;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "redis://127.0.0.1:" + door.getLocalPort();
  }

  /** From now on nothing comes through, and nobody is told. */
  void hold() {
    synchronized (change) {
      held = true;
    }
  }

  /** What was held comes through, and everything after it. */
  void release() {
    synchronized (change) {
      held = false;
      change.notifyAll();
    }
  }

  /** Ends all connections, and takes no new ones. */
  void cut() {
    cut = true;
    sockets.forEach(Wire::quietly);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        sockets.add(near);
        if (cut) {
          quietly(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(far);
        start(() -> carry(near, far));
        start(() -> carry(far, near));
      } catch (IOException e) {
        sockets.removeIf(Socket::isClosed);
      }
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] some = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        passHold();
        out.write(some, 0, n);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // the wire is cut, or one end has gone
    }
  }

  private void passHold() throws InterruptedException {
    synchronized (change) {
      while (held) {
        change.wait();
      }
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed, then
    }
  }

  @Override
  public void close() {
    quietlyClose();
    cut();
    release();
  }

  private void quietlyClose() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
