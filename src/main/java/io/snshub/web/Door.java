package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.Caller;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.store.CommitLostException;
import io.snshub.store.FreeSpace;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to every REST request before its route and after it. A route sees a checked body,
 * header lines on a list, and the variable {@code request}; the rest of the HTTP request does not
 * reach Camel at all.
 */
final class Door {
  private static final Logger log = LoggerFactory.getLogger(Door.class);

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private final Bodies bodies;
  private final IdempotencyKeys keys;
  private final FreeSpace space;
  private final ClientAddress addresses;

  Door(Bodies bodies, IdempotencyKeys keys, FreeSpace space, ClientAddress addresses) {
    this.bodies = bodies;
    this.keys = keys;
    this.space = space;
    this.addresses = addresses;
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
    if (caller != null) {
      OperationScopes.require(method, operation.template(), caller);
    }
    if (stores(operation, method)) {
      space.require(bodies.coming(operation, request));
    }
    MediaTypes.checkAccept(request, operation.produces());
    Map<String, List<String>> query = QueryReader.read(request.getQueryString(), operation);
    String key = Requests.idempotencyKey(request, caller);
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
            Requests.pathParameters(request),
            query,
            Requests.headers(request),
            ticket,
            operation.headers().contains("prefer") ? Requests.preferWait(request) : null,
            addresses.of(request));
    return new Admission(context, read.body(), ticket == null ? null : keys.begin(ticket));
  }

  /**
   * What comes with a body is something new to keep, but for a dry run. Commands may still go
   * through when the disk is nearly full: stopping and deleting posts must.
   */
  private static boolean stores(Operation operation, String method) {
    String consumes = operation.consumes();
    boolean body =
        operation.bodyType() != null || consumes != null && consumes.startsWith("multipart/");
    return body && !READING.contains(method) && !operation.template().endsWith("/validate");
  }

  /** Turns what a route left behind into the answer, and keeps it if the request has a key. */
  Answer leave(RequestContext context, Exchange exchange) {
    IdempotencyTicket ticket = context.idempotency();
    try {
      return ticket == null
          ? preferenceApplied(context, answer(exchange))
          : kept(ticket, context, exchange);
    } finally {
      if (ticket != null) {
        keys.release(ticket);
      }
    }
  }

  private Answer kept(IdempotencyTicket ticket, RequestContext context, Exchange exchange) {
    Throwable thrown = thrown(exchange);
    if (Failures.find(thrown, CommitLostException.class) != null) {
      return Failures.answer(Failures.commitLost(true));
    }
    if (Failures.find(thrown, IdempotencyKeys.TakenException.class) != null) {
      return overtaken(ticket);
    }
    Answer answer = preferenceApplied(context, answer(exchange));
    try {
      boolean worthKeeping = answer.status() < 300 && !(answer.body() instanceof InputStream);
      if (worthKeeping && !keys.remembered(ticket)) {
        keys.remember(ticket, answer);
      } else if (worthKeeping && context.preferWait() != null) {
        keys.update(ticket, answer);
      }
      return answer;
    } catch (IdempotencyKeys.TakenException e) {
      return overtaken(ticket);
    } catch (RuntimeException e) {
      // the work is done: the client must learn its result
      log.atWarn().setCause(e).log("answer not kept for its idempotency key");
      return answer;
    }
  }

  /** Another node was faster, and its answer counts: 422 when that was to another request. */
  private Answer overtaken(IdempotencyTicket ticket) {
    try {
      Answer earlier = keys.replay(ticket);
      return earlier != null
          ? earlier
          : Failures.answer(Problems.unavailable("the first request under this key has not ended"));
    } catch (RuntimeException e) {
      return Failures.answer(e);
    }
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
}
