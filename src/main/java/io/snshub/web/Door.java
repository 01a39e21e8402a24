package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.Caller;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What happens to every REST request before its route and after it. A route sees a checked body,
 * header lines on a list, and the variable {@code request}; the rest of the HTTP request does not
 * reach Camel at all.
 */
final class Door {
  private static final Logger log = LoggerFactory.getLogger(Door.class);

  /** What a route may see of the request's headers; lower case. */
  private static final Set<String> INCOMING =
      Set.of(
          "accept",
          "accept-language",
          "content-type",
          "idempotency-key",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "last-event-id",
          "prefer",
          "range",
          "user-agent");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,4})\"?\\s*(?=$|[,;])");
  private static final int LONGEST_WAIT = 60;

  private final Bodies bodies;
  private final IdempotencyKeys keys;

  Door(Bodies bodies, IdempotencyKeys keys) {
    this.bodies = bodies;
    this.keys = keys;
  }

  /**
   * A request that may go on.
   *
   * @param replay the answer of an earlier, equal request; then nothing is to be done
   */
  record Admission(RequestContext context, @Nullable Object body, @Nullable Answer replay) {}

  /**
   * Checks a request.
   *
   * @throws ProblemException when it may not go on; then nothing needs to be given back
   */
  Admission admit(Operation operation, HttpServletRequest request) throws IOException {
    Caller caller = Traces.caller(request);
    String method = request.getMethod();
    if (caller != null && !caller.may(READING.contains(method) ? "read" : "write")) {
      throw Problems.forbidden(
          "the key lacks the scope " + (READING.contains(method) ? "read" : "write"));
    }
    MediaTypes.checkAccept(request, operation.produces());
    Map<String, List<String>> query = QueryReader.read(request.getQueryString(), operation);
    String key = idempotencyKey(request, caller);
    Bodies.Read read = bodies.read(operation, request, key != null);
    IdempotencyTicket ticket =
        key == null || caller == null
            ? null
            : new IdempotencyTicket(
                caller.userId(), key, method + " " + request.getRequestURI(), read.hash());
    RequestContext context =
        new RequestContext(
            caller,
            Traces.of(request),
            method,
            request.getRequestURI(),
            pathParameters(request),
            query,
            headers(request),
            ticket,
            operation.headers().contains("prefer") ? preferWait(request) : null);
    return new Admission(context, read.body(), ticket == null ? null : keys.begin(ticket));
  }

  /** Turns what a route left behind into the answer, and keeps it if the request has a key. */
  Answer leave(RequestContext context, Exchange exchange) {
    IdempotencyTicket ticket = context.idempotency();
    try {
      Answer answer = preferenceApplied(context, answer(exchange));
      return ticket == null ? answer : kept(ticket, context, answer, exchange);
    } finally {
      if (ticket != null) {
        keys.release(ticket);
      }
    }
  }

  private Answer kept(
      IdempotencyTicket ticket, RequestContext context, Answer answer, Exchange exchange) {
    Throwable thrown = thrown(exchange);
    try {
      if (Failures.find(thrown, IdempotencyKeys.TakenException.class) != null) {
        return replayed(ticket);
      }
      boolean worthKeeping = answer.status() < 300 && !(answer.body() instanceof InputStream);
      if (worthKeeping && !keys.remembered(ticket)) {
        keys.remember(ticket, answer);
      } else if (worthKeeping && context.preferWait() != null) {
        keys.update(ticket, answer);
      }
      return answer;
    } catch (IdempotencyKeys.TakenException e) {
      return replayed(ticket);
    } catch (ProblemException e) {
      return Failures.answer(e);
    } catch (RuntimeException e) {
      // the work is done: the client must learn its result
      log.atWarn().setCause(e).log("answer not kept for its idempotency key");
      return answer;
    }
  }

  private Answer replayed(IdempotencyTicket ticket) {
    Answer earlier = keys.replay(ticket);
    return earlier != null
        ? earlier
        : Failures.answer(Problems.unavailable("the first request under this key has not ended"));
  }

  private static @Nullable Throwable thrown(Exchange exchange) {
    return exchange.getException() != null
        ? exchange.getException()
        : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
  }

  private static Answer answer(Exchange exchange) {
    if (exchange.getException() != null) {
      return Failures.answer(exchange.getException());
    }
    Object body = exchange.getMessage().getBody();
    if (body instanceof Answer answer) {
      return answer;
    }
    if (body instanceof StreamCache) {
      body = exchange.getMessage().getBody(InputStream.class);
    }
    int status =
        exchange
            .getMessage()
            .getHeader(Exchange.HTTP_RESPONSE_CODE, body == null ? 204 : 200, Integer.class);
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getMessage()
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (Answers.goesOut(name) && value != null) {
                headers.put(name, value.toString());
              }
            });
    return new Answer(status, headers, body, false);
  }

  private static Answer preferenceApplied(RequestContext context, Answer answer) {
    Duration wait = context.preferWait();
    return wait == null || answer.status() >= 300
        ? answer
        : answer.header("Preference-Applied", "wait=" + wait.toSeconds());
  }

  private static @Nullable String idempotencyKey(
      HttpServletRequest request, @Nullable Caller caller) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null || caller == null || !request.getMethod().equals("POST")) {
      return null;
    }
    if (key.isBlank() || key.length() > 255 || !key.matches("[\\x20-\\x7e]+")) {
      throw Problems.validation("Idempotency-Key", "must have 1 to 255 printable ASCII characters");
    }
    return key;
  }

  /** RFC 7240: a preference that can't be understood is ignored. */
  static @Nullable Duration preferWait(HttpServletRequest request) {
    for (String line : Collections.list(request.getHeaders("Prefer"))) {
      Matcher wait = WAIT.matcher(line);
      if (wait.find()) {
        int seconds = Integer.parseInt(wait.group(1));
        return seconds <= LONGEST_WAIT ? Duration.ofSeconds(seconds) : null;
      }
    }
    return null;
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (INCOMING.contains(lower)) {
        headers.put(lower, String.join(", ", Collections.list(request.getHeaders(name))));
      }
    }
    return Map.copyOf(headers);
  }

  private static Map<String, String> pathParameters(HttpServletRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach((name, value) -> parameters.put(name.toString(), value.toString()));
    }
    return Map.copyOf(parameters);
  }
}
