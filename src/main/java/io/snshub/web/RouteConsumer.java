package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.BodyRows;
import io.snshub.call.Caller;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a route for a request on the request's own thread. Only when the route itself goes on
 * elsewhere, or answers with an event stream, the thread is given back and the request goes on
 * asynchronously.
 */
final class RouteConsumer extends SpringBootPlatformHttpConsumer {
  private static final Logger log = LoggerFactory.getLogger(RouteConsumer.class);
  private static final long NO_TIMEOUT = 0;
  private static final Set<String> KNOWN = Set.of("GET", "POST", "PUT", "DELETE");
  private static final Object ENDED = new Object();

  private final Door door;
  private final Doors doors;
  private final RateLimits limits;
  private final Answers answers;
  private final Executor streams;
  private volatile @Nullable Operation operation;

  RouteConsumer(
      PlatformHttpEndpoint endpoint,
      Processor processor,
      Door door,
      Doors doors,
      RateLimits limits,
      Answers answers,
      Executor streams) {
    super(endpoint, processor, Runnable::run);
    this.door = door;
    this.doors = doors;
    this.limits = limits;
    this.answers = answers;
    this.streams = streams;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String method = getEndpoint().getHttpMethodRestrict();
    if (method != null && KNOWN.contains(method) && !getEndpoint().isMatchOnUriPrefix()) {
      doors.open(method, operation().template(), this);
    }
  }

  @Override
  protected void doStop() throws Exception {
    doors.close(this);
    super.doStop();
  }

  /** Returns null, which tells Spring that all is done or will be done without it. */
  @Override
  public @Nullable CompletableFuture<Void> service(
      HttpServletRequest request, HttpServletResponse response) {
    try {
      serve(request, response);
    } catch (IOException e) {
      // the client went away: nobody is left to tell
      log.atDebug().setCause(e).log("answer not delivered");
    }
    return null;
  }

  private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Door.Admission admission;
    try {
      if (isSuspended()) {
        throw Problems.unavailable("the hub is starting or stopping");
      }
      Caller caller = Traces.caller(request);
      if (caller != null) {
        limits.keyed(operation(request), caller, request, response);
      }
      admission = door.admit(operation(request), request);
    } catch (BodyTooLargeException | RuntimeException e) {
      answers.write(request, response, Failures.answer(e));
      return;
    } catch (IOException e) {
      // cut off, too slow, or broken chunks: the client's doing
      answers.refuse(
          request, response, Problems.badRequest("bad_request", "the body can't be read"));
      return;
    }
    if (admission.replay() != null) {
      answers.write(request, response, admission.replay());
      return;
    }
    if (admission.body() instanceof BodyRows many) {
      Operation operation = operation(request);
      limits.more(operation, admission.context().caller(), request, many.rows().size() - 1);
    }
    run(admission, request, response);
  }

  private void run(
      Door.Admission admission, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestContext context = admission.context();
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    exchange.getIn().setBody(admission.body());
    context.headers().forEach(exchange.getIn()::setHeader);
    exchange.setVariable("request", context);
    // first who comes: the end of the route, or the request's departure from its thread
    AtomicReference<@Nullable Object> first = new AtomicReference<>();
    boolean here;
    try {
      createUoW(exchange);
      here =
          getAsyncProcessor()
              .process(
                  exchange,
                  doneHere -> {
                    if (!doneHere && !first.compareAndSet(null, ENDED)) {
                      finishLater(context, exchange, (AsyncContext) first.get());
                    }
                  });
    } catch (Exception e) {
      exchange.setException(e);
      here = true;
    }
    if (here || first.get() == ENDED) {
      // Camel also calls those routes asynchronous that have an error handler and end at once
      deliver(leave(context, exchange), request, response);
      return;
    }
    AsyncContext later = detach(request, response);
    if (!first.compareAndSet(null, later)) {
      finishLater(context, exchange, later);
    }
  }

  private void finishLater(RequestContext context, Exchange exchange, AsyncContext later) {
    HttpServletRequest request = (HttpServletRequest) later.getRequest();
    HttpServletResponse response = (HttpServletResponse) later.getResponse();
    writeAndClose(leave(context, exchange), request, response, later);
  }

  private Answer leave(RequestContext context, Exchange exchange) {
    try {
      return door.leave(context, exchange);
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }

  private void deliver(Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean endless =
        answer.body() instanceof InputStream
            && answer.headers().getOrDefault("Content-Type", "").startsWith("text/event-stream");
    if (!endless) {
      answers.write(request, response, answer);
      return;
    }
    AsyncContext later = detach(request, response);
    try {
      streams.execute(() -> writeAndClose(answer, request, response, later));
    } catch (RejectedExecutionException e) {
      ((InputStream) answer.body()).close();
      Answer full = Failures.answer(Problems.unavailable("too many event streams are open"));
      writeAndClose(full, request, response, later);
    }
  }

  private void writeAndClose(
      Answer answer, HttpServletRequest request, HttpServletResponse response, AsyncContext later) {
    try {
      answers.write(request, response, answer);
    } catch (IOException | RuntimeException e) {
      log.atDebug().setCause(e).log("answer not delivered");
    } finally {
      later.complete();
    }
  }

  private static AsyncContext detach(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext later = request.startAsync(request, response);
    // a route bounds its own waiting; an event stream has no end
    later.setTimeout(NO_TIMEOUT);
    return later;
  }

  private Operation operation(HttpServletRequest request) {
    return getEndpoint().getHttpMethodRestrict() == null
        ? operation(request.getMethod())
        : operation();
  }

  /** Returns what is declared for the only method, or the first, that this is for. */
  Operation operation() {
    String method = getEndpoint().getHttpMethodRestrict();
    return operation(method == null ? "GET" : method.split(",")[0]);
  }

  private Operation operation(String method) {
    Operation known = operation;
    if (known == null) {
      known = Operation.find(getEndpoint().getCamelContext(), method, getEndpoint().getPath());
      operation = known;
    }
    return known;
  }
}
