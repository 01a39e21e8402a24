package io.snshub.platform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on real sockets that answers by script, hangs, or hangs up. */
public final class StubPlatform implements AutoCloseable {
  /** One request as it arrived. */
  public record Seen(String method, String target, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** What to do with a request. */
  public sealed interface Reply {}

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, String body) implements Reply {}

  /** Close the connection once the request is read. */
  public record HangUp() implements Reply {}

  /** Never answer. */
  public record Silence() implements Reply {}

  /** An answer of any bytes. */
  public record Bytes(int status, byte[] body) implements Reply {}

  /** An answer whose body never ends; the caller has to hang up. */
  public record Endless(String body, long pauseMillis) implements Reply {}

  /** An answer that takes its time. */
  public record Late(Answer answer, long millis) implements Reply {}

  /** Begin an answer and close in the middle of its body. */
  public record Half() implements Reply {}

  public static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Function<Seen, Reply> script = request -> json(200, "{}");
  private volatile boolean resetUnread;
  private final AtomicInteger hungUp = new AtomicInteger();

  public StubPlatform() {
    try {
      socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.submit(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  public StubPlatform answers(Function<Seen, Reply> how) {
    script = how;
    return this;
  }

  public StubPlatform answers(Reply reply) {
    return answers(request -> reply);
  }

  /** Resets each connection at the first byte, leaving the rest unread. */
  public StubPlatform resetsUnread() {
    resetUnread = true;
    return this;
  }

  public List<Seen> seen() {
    return seen;
  }

  public long seen(String method, String targetPart) {
    return seen.stream()
        .filter(one -> one.method().equals(method) && one.target().contains(targetPart))
        .count();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        threads.submit(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (resetUnread) {
        connection.getInputStream().read();
        connection.setSoLinger(true, 0);
        return;
      }
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (Seen request = read(in); request != null; request = read(in)) {
        seen.add(request);
        Reply reply = script.apply(request);
        if (reply instanceof HangUp) {
          return;
        }
        if (reply instanceof Half) {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"da".getBytes());
          out.flush();
          return;
        }
        if (reply instanceof Answer answer) {
          write(out, answer);
        } else if (reply instanceof Bytes bytes) {
          write(out, new Answer(bytes.status(), Map.of(), ""), bytes.body());
        } else if (reply instanceof Late late) {
          TimeUnit.MILLISECONDS.sleep(late.millis());
          write(out, late.answer());
        } else if (reply instanceof Endless endless) {
          writeOn(out, endless);
        }
      }
    } catch (IOException e) {
      open.remove(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeOn(OutputStream out, Endless endless) throws InterruptedException {
    try {
      out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
      String next = endless.body();
      while (!socket.isClosed()) {
        out.write((Integer.toHexString(next.length()) + "\r\n" + next + "\r\n").getBytes());
        out.flush();
        next = " ".repeat(endless.pauseMillis() == 0 ? 65_536 : 1);
        TimeUnit.MILLISECONDS.sleep(endless.pauseMillis());
      }
    } catch (IOException e) {
      hungUp.incrementAndGet();
    }
  }

  /** Returns how many callers turned away from an endless answer. */
  public int hungUp() {
    return hungUp.get();
  }

  private static Seen read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    String[] words = first.split(" ");
    return new Seen(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void write(OutputStream out, Answer answer) throws IOException {
    write(out, answer, answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream out, Answer answer, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Status\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (answer.status() != 204) {
      head.append("Content-Length: " + body.length + "\r\n");
    }
    // one write: two small ones would wait for each other's acknowledgement
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    out.write(whole.toByteArray());
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.shutdownNow();
  }
}
