package io.snshub.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP byte by byte, because a proper client refuses to send what a hostile one does. */
final class RawHttp {
  private static final int PATIENCE = 20_000;

  private RawHttp() {}

  /** What came back; status 0: closed without a word; -1: a body and nothing else. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean streams() {
      return header("content-type").startsWith("text/event-stream");
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
    socket.setSoTimeout(PATIENCE);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /**
   * Sends all bytes, says that no more will come, and reads to the end.
   *
   * @throws java.net.SocketTimeoutException when the answer doesn't come: the server hangs
   */
  static Reply exchange(int port, byte[] request) throws IOException {
    try (Socket socket = connect(port)) {
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // it answered and closed before all was said; the answer may still be there
      }
      return read(socket);
    }
  }

  static Reply exchange(int port, String request) throws IOException {
    return exchange(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads one answer up to the end of the connection; of an event stream only the head. */
  static Reply read(Socket socket) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[16_384];
    try {
      for (int many = in.read(buffer); many >= 0; many = in.read(buffer)) {
        seen.write(buffer, 0, many);
        String text = seen.toString(StandardCharsets.ISO_8859_1);
        if (text.contains("\r\n\r\n") && parse(text).streams()) {
          break;
        }
      }
    } catch (SocketException e) {
      // reset after the answer: more was sent than the server cared to read
    }
    return parse(seen.toString(StandardCharsets.ISO_8859_1));
  }

  private static Reply parse(String text) {
    if (text.isEmpty()) {
      return new Reply(0, Map.of(), "");
    }
    int end = text.indexOf("\r\n\r\n");
    if (text.startsWith("HTTP/1.1 100") && end > 0) {
      return parse(text.substring(end + 4));
    }
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n");
    String[] words = lines[0].split(" ");
    if (!lines[0].startsWith("HTTP/")) {
      // the answer to an HTTP/0.9 request is nothing but its body
      return new Reply(-1, Map.of(), text);
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.merge(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip(),
            (one, other) -> one + ", " + other);
      }
    }
    String body = end < 0 ? "" : text.substring(end + 4);
    if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
      body = unchunked(body);
    }
    return new Reply(Integer.parseInt(words[1]), headers, body);
  }

  private static String unchunked(String body) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    for (int line = body.indexOf("\r\n"); line >= 0; line = body.indexOf("\r\n", at)) {
      String size = body.substring(at, line).strip();
      int length = size.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(size, 16) : 0;
      if (length == 0) {
        break;
      }
      whole.append(body, line + 2, Math.min(line + 2 + length, body.length()));
      at = line + 2 + length + 2;
      if (at >= body.length()) {
        break;
      }
    }
    return whole.toString();
  }
}
