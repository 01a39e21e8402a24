package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.Answer;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes answers. Only header lines on its list go out, whatever a route has set. */
final class Answers {
  private static final Set<String> OUTGOING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OUTGOING.addAll(
        List.of(
            "allow",
            "cache-control",
            "connection",
            "content-disposition",
            "content-type",
            "deprecation",
            "etag",
            "idempotency-replayed",
            "last-modified",
            "link",
            "location",
            "preference-applied",
            "ratelimit-limit",
            "ratelimit-remaining",
            "ratelimit-reset",
            "retry-after",
            "sunset",
            "www-authenticate"));
  }

  private static final String JSON = "application/json";
  private static final int BUFFER = 8_192;

  private final ObjectMapper json;

  Answers(ObjectMapper json) {
    this.json = json;
  }

  static boolean goesOut(String header) {
    return OUTGOING.contains(header);
  }

  void refuse(HttpServletRequest request, HttpServletResponse response, ProblemException refusal)
      throws IOException {
    write(request, response, Failures.answer(refusal));
  }

  /** Writes an answer whose body is not an endless stream. */
  void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    head(response, answer);
    BrowserRules.write(request, response);
    Object body = answer.body();
    if (body instanceof InputStream stream) {
      try (stream) {
        // the head leaves at once: the first event may be long in coming
        response.flushBuffer();
        pump(stream, response.getOutputStream());
      }
      return;
    }
    if (body == null) {
      return;
    }
    byte[] bytes = bytes(request, answer, body);
    if (response.getContentType() == null) {
      response.setContentType(body instanceof Problem ? "application/problem+json" : JSON);
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private byte[] bytes(HttpServletRequest request, Answer answer, Object body) throws IOException {
    if (body instanceof byte[] raw) {
      return raw;
    }
    if (body instanceof String text && answer.headers().containsKey("Content-Type")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (body instanceof Problem problem) {
      return json.writeValueAsBytes(problem.at(request.getRequestURI(), Traces.of(request)));
    }
    return json.writeValueAsBytes(body);
  }

  private static void head(HttpServletResponse response, Answer answer) {
    response.setStatus(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      if (goesOut(header.getKey())) {
        // a line break would let a value write lines of its own
        response.setHeader(
            header.getKey(), header.getValue().replace('\r', ' ').replace('\n', ' '));
      }
    }
  }

  /** Copies piece by piece, so that each event of a stream leaves at once. */
  private static void pump(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }
}
