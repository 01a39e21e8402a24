package io.snshub.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every call to one platform: read it, wait if it has to, check its token, meet a fault,
 * let the platform answer, write the ledger, and only then send or withhold the answer. Waiting
 * costs a timer, never a thread. The part between token and ledger runs under the platform's lock.
 */
final class CallFlow {
  private static final Logger log = LoggerFactory.getLogger(CallFlow.class);

  private final Vertx vertx;
  private final Site site;
  private final World world;
  private final Journal journal;

  CallFlow(Vertx vertx, Site site, World world, Journal journal) {
    this.vertx = vertx;
    this.site = site;
    this.world = world;
    this.journal = journal;
  }

  /** Answers a call to a path below the platform's prefix. */
  void accept(HttpServerRequest request) {
    accept(request, request.path().substring(site.platform().prefix().length() + 1));
  }

  /** Answers a call to a path of the platform, wherever it was found. */
  void accept(HttpServerRequest request, String path) {
    SiteRoute route = null;
    Map<String, String> params = Map.of();
    for (SiteRoute candidate : site.routes()) {
      Map<String, String> found = candidate.match(request.method().name(), path);
      if (found != null) {
        route = candidate;
        params = found;
        break;
      }
    }
    SiteRoute chosen = route;
    Map<String, String> chosenParams = params;
    CallBody.read(request, chosen == null || chosen.isStreamed())
        .onSuccess(body -> received(call(request, path, chosenParams, body), chosen))
        .onFailure(e -> unreadable(call(request, path, chosenParams, CallBody.none())));
  }

  private Call call(
      HttpServerRequest request, String path, Map<String, String> params, CallBody body) {
    String prefix = site.platform().prefix();
    return new Call(request, prefix, path, params, body, site.clock().instant());
  }

  /** Broken off or broken: nothing happened, and if anyone still listens they are told so. */
  private void unreadable(Call call) {
    send(call, site.platform().dialect().failed(call, 400));
  }

  private void received(Call call, @Nullable SiteRoute route) {
    journal.note(call);
    if (route == null) {
      send(call, site.platform().dialect().notFound(call));
      return;
    }
    if (!call.hasReadableQuery()) {
      unreadable(call);
      return;
    }
    call.operation(route.operation(call));
    long latency = world.faults().latency(call.prefix(), call.operation());
    if (latency > 0) {
      vertx.setTimer(latency, timer -> proceed(call, route));
    } else {
      proceed(call, route);
    }
  }

  private void proceed(Call call, SiteRoute route) {
    Ending ending;
    long seq = 0;
    synchronized (site) {
      ending = decide(call, route);
      world.apply(call.prefix(), ending.reply.change());
      ending.reply.others().forEach(other -> world.apply(call.prefix(), other));
      if (call.operation().mutating() && !route.isReadOnly()) {
        int status = ending.how.answers() ? ending.reply.status() : 0;
        seq = world.ledger().record(site.clock().instant(), call, ending.reply.change(), status);
      }
    }
    switch (ending.how) {
      case SEND -> send(call, ending.reply);
      case SEND_BARE -> write(call, ending.reply);
      case SEND_ENDLESS -> endless(call, ending.reply);
      case SEND_LATE -> late(call, ending.reply, seq, ending.amount);
      case SEND_PART -> cut(call, ending.reply, (int) ending.amount);
      case CUT -> call.request().connection().close();
      case HOLD -> hold(call, ending.reply, seq);
    }
  }

  private enum How {
    /** The platform's answer. */
    SEND,
    /** An answer as it stands, without what the platform adds to every answer of its own. */
    SEND_BARE,
    SEND_ENDLESS,
    SEND_LATE,
    SEND_PART,
    CUT,
    HOLD;

    /** The caller gets a status at once. */
    boolean answers() {
      return this == SEND || this == SEND_BARE || this == SEND_ENDLESS;
    }
  }

  /** How a call ends. The amount counts milliseconds or bytes, whichever its way needs. */
  private record Ending(How how, Reply reply, long amount) {
    Ending(How how, Reply reply) {
      this(how, reply, 0);
    }
  }

  private Ending decide(Call call, SiteRoute route) {
    Dialect dialect = site.platform().dialect();
    String token = dialect.token(call);
    TokenState state = site.tokens().check(token);
    if (route.refuses(state)) {
      return new Ending(How.SEND, dialect.unauthorized(call, state));
    }
    if (state == TokenState.VALID || call.operation() == Operation.TOKEN) {
      call.account(site.platform().account());
    }
    Fault fault = world.faults().ending(call.prefix(), call.operation());
    if (fault == null) {
      return new Ending(How.SEND, answer(call, route));
    }
    return switch (fault.kind()) {
      case STATUS -> new Ending(How.SEND, status(call, fault));
      case RATE_LIMIT -> new Ending(How.SEND, dialect.rateLimited(call, fault.retryAfter()));
      case DROP_BEFORE -> new Ending(How.CUT, Reply.empty(0));
      case DROP_AFTER -> new Ending(How.CUT, answer(call, route));
      case CUT_AFTER -> new Ending(How.SEND_PART, answer(call, route), fault.bytes());
      case GARBLE_AFTER -> garbled(fault, answer(call, route));
      case GARBLE_BEFORE -> garbled(fault, Reply.empty(0));
      case LATE_ANSWER -> new Ending(How.SEND_LATE, answer(call, route), fault.ms());
      case HOLD -> new Ending(How.HOLD, answer(call, route));
      case EXPIRE_TOKEN -> new Ending(How.SEND, expired(call, token));
      default -> throw new IllegalStateException("no ending: " + fault.kind());
    };
  }

  private Reply expired(Call call, @Nullable String token) {
    Dialect dialect = site.platform().dialect();
    if (call.operation() == Operation.TOKEN) {
      return dialect.refreshRefused(call);
    }
    if (token != null) {
      site.tokens().expire(token);
    }
    return dialect.unauthorized(call, TokenState.EXPIRED);
  }

  private Reply status(Call call, Fault fault) {
    Object body = fault.body();
    if (body == null) {
      return site.platform().dialect().failed(call, fault.code());
    }
    if (body instanceof JsonObject || body instanceof JsonArray) {
      return Reply.of(fault.code(), "application/json", Buffer.buffer(body.toString()));
    }
    return Reply.of(fault.code(), "text/plain; charset=utf-8", Buffer.buffer(body.toString()));
  }

  /** Keeps what the call did and replaces what it is told. */
  private static Ending garbled(Fault fault, Reply real) {
    Fault.Disguise disguise = fault.disguise();
    Object body = fault.body();
    Buffer bytes = Buffer.buffer(body == null ? "" : body.toString());
    Reply told = real.disguised(fault.code(), disguise.contentType(), bytes);
    if (disguise.location() != null) {
      told = told.header("Location", disguise.location());
    }
    return new Ending(disguise.endless() ? How.SEND_ENDLESS : How.SEND_BARE, told);
  }

  private Reply answer(Call call, SiteRoute route) {
    Dialect dialect = site.platform().dialect();
    if (call.tooLong()) {
      return dialect.failed(call, 413);
    }
    try {
      return route.answer(call);
    } catch (RefusedCall refused) {
      return refused.reply();
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("platform", call.prefix())
          .addKeyValue("operation", call.operation())
          .log("a sandbox handler failed");
      return dialect.failed(call, 500);
    }
  }

  private void hold(Call call, Reply reply, long seq) {
    World.HeldCall waiting =
        new World.HeldCall() {
          private final Context context = vertx.getOrCreateContext();

          @Override
          public void release() {
            world.ledger().answered(seq, reply.status());
            context.runOnContext(go -> send(call, reply));
          }

          @Override
          public void cut() {
            context.runOnContext(go -> call.request().connection().close());
          }
        };
    world.hold(waiting);
    call.request().response().closeHandler(gone -> world.forget(waiting));
  }

  private void late(Call call, Reply reply, long seq, long ms) {
    vertx.setTimer(
        ms,
        timer -> {
          if (!gone(call)) {
            world.ledger().answered(seq, reply.status());
            send(call, reply);
          }
        });
  }

  private void cut(Call call, Reply reply, int bytes) {
    if (!gone(call)) {
      BentAnswer.cut(call.request(), finished(call, reply), bytes);
    }
  }

  private void endless(Call call, Reply reply) {
    if (!gone(call)) {
      BentAnswer.endless(vertx, begun(call, reply), reply);
    }
  }

  private void send(Call call, Reply reply) {
    write(call, finished(call, reply));
  }

  private void write(Call call, Reply reply) {
    if (!gone(call)) {
      begun(call, reply).end(reply.body());
    }
  }

  private Reply finished(Call call, Reply reply) {
    return site.platform().dialect().finish(call, reply);
  }

  private static HttpServerResponse begun(Call call, Reply reply) {
    HttpServerResponse response = call.request().response();
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    return response;
  }

  private static boolean gone(Call call) {
    HttpServerResponse response = call.request().response();
    return response.closed() || response.ended();
  }
}
