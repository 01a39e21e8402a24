package io.snshub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of network in front of a TCP server on this machine that can be cut: for good, or at
 * the moment somebody says a word.
 */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean away;

  private record Cut(String word, boolean afterTheAnswer) {}

  /** Opens a proxy on a free port of the loopback address. */
  public CuttingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Cuts all connections and lets no new one through. */
  public void cut() {
    away = true;
    open.forEach(CuttingProxy::close);
  }

  /** Lets new connections through again. */
  public void mend() {
    away = false;
  }

  /** The next client that sends this word is cut off before the server hears it. */
  public void cutBefore(String word) {
    armed.set(new Cut(word, false));
  }

  /** The next client that sends this word is cut off when the server has answered it. */
  public void cutAfter(String word) {
    armed.set(new Cut(word, true));
  }

  /** Returns how often a word has cut a client off. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        if (away) {
          close(client);
        } else {
          thread(() -> connect(client));
        }
      } catch (IOException e) {
        // closed, which ends the loop
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(upstream);
      AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
      thread(() -> answers(upstream, client, cut));
      requests(client, upstream, cut);
    } catch (IOException e) {
      // either side is gone, and with it this connection
    }
    open.remove(client);
  }

  private void requests(Socket client, Socket upstream, AtomicReference<@Nullable Cut> cut)
      throws IOException {
    byte[] buffer = new byte[65_536];
    InputStream in = client.getInputStream();
    OutputStream out = upstream.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      Cut wanted = armed.get();
      String said = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      if (wanted != null && said.contains(wanted.word()) && armed.compareAndSet(wanted, null)) {
        cuts.incrementAndGet();
        if (!wanted.afterTheAnswer()) {
          return;
        }
        cut.set(wanted);
      }
      out.write(buffer, 0, read);
    }
  }

  private void answers(Socket upstream, Socket client, AtomicReference<@Nullable Cut> cut) {
    byte[] buffer = new byte[65_536];
    try (upstream;
        client) {
      InputStream in = upstream.getInputStream();
      for (int read = in.read(buffer); read >= 0 && cut.get() == null; read = in.read(buffer)) {
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // either side is gone
    }
    open.remove(upstream);
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // gone already
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
