package io.snshub.platform;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.HttpRequestImpl;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has come: whether it may have been seen, when it is over, and how much of an
 * answer is read.
 *
 * <p>It travels with the request as its body codec, the one public place of a web client's request
 * that can carry something of ours; the client's interceptor finds it there. The deadline counts
 * the whole call from the moment it is sent, so that an answer that trickles in ends as well.
 */
final class CallProgress implements BodyCodec<Buffer> {
  private final Vertx vertx;
  private final PlatformRequest call;
  private final Duration timeout;
  private final int maxBytes;
  private final SendWindow window;
  private final @Nullable Long sendUntil;
  private volatile boolean handedOver;
  private volatile long timer = -1;
  private volatile @Nullable HttpClientRequest sending;
  private @Nullable Runnable last;

  CallProgress(
      Vertx vertx,
      PlatformRequest call,
      Duration timeout,
      int maxBytes,
      SendWindow window,
      @Nullable Long sendUntil) {
    this.vertx = vertx;
    this.call = call;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.window = window;
    this.sendUntil = sendUntil;
  }

  /** The web client's interceptor: notes the phase of the call that this context belongs to. */
  static void advance(HttpContext<?> context) {
    HttpRequest<?> request = context.request();
    if (request instanceof HttpRequestImpl<?> impl
        && impl.bodyCodec() instanceof CallProgress progress) {
      switch (context.phase()) {
        case SEND_REQUEST -> {
          if (progress.tooLate()) {
            // its caller is told already, so it needs no line in the log
            context.clientRequest().exceptionHandler(known -> {}).reset();
            context.fail(new HeldBack());
            return;
          }
          progress.start(context.clientRequest());
        }
        case DISPATCH_RESPONSE -> progress.stop();
        case FAILURE -> progress.abandon();
        default -> {}
      }
    }
    context.next();
  }

  private boolean tooLate() {
    return call.last() && window.over(sendUntil);
  }

  /** The connection came too late; not a byte was written to it. */
  private static final class HeldBack extends Exception {
    private static final long serialVersionUID = 1L;

    HeldBack() {
      super("held back too long", null, false, false);
    }
  }

  private void start(HttpClientRequest request) {
    handedOver = true;
    sending = request;
    timer =
        vertx.setTimer(
            Math.max(1, timeout.toMillis()),
            id -> request.reset(0, new TimeoutException("no answer within " + seconds())));
  }

  /** Closes the connection too: what is still to come on it belongs to no one. */
  private void abandon() {
    stop();
    HttpClientRequest begun = sending;
    if (begun != null) {
      begun.reset();
    }
  }

  private void stop() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }

  /** Names what is to be done when the call is over, whatever came of it. */
  void atTheEnd(Runnable task) {
    last = task;
  }

  /** The call is over. */
  void end() {
    if (last != null) {
      last.run();
    }
  }

  /** Tells what a failed call means. */
  PlatformAnswer failed(Throwable cause) {
    String reason = call + ": " + describe(cause);
    if (!handedOver && cause instanceof HeldBack) {
      return new PlatformAnswer.NotSent(reason, Duration.ZERO);
    }
    return handedOver ? new PlatformAnswer.Lost(reason) : new PlatformAnswer.NotSent(reason);
  }

  private static String describe(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    boolean ours = root instanceof TimeoutException || root instanceof HeldBack;
    if (ours && root.getMessage() != null) {
      return root.getMessage();
    }
    return name;
  }

  private String seconds() {
    return timeout.toMillis() / 1000.0 + " s";
  }

  @Override
  public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
    handler.handle(Future.succeededFuture(new Capped()));
  }

  /** Collects an answer, up to the limit. */
  private final class Capped implements BodyStream<Buffer> {
    private final Promise<Buffer> whole = Promise.promise();
    private final Buffer collected = Buffer.buffer();

    @Override
    public Future<Buffer> result() {
      return whole.future();
    }

    @Override
    public void handle(Throwable failure) {
      whole.tryFail(failure);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Future<Void> write(Buffer data) {
      if (collected.length() + data.length() > maxBytes) {
        whole.tryFail(new IllegalStateException("answer too large"));
        return Future.failedFuture("answer too large");
      }
      collected.appendBuffer(data);
      return Future.succeededFuture();
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
      write(data).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
      whole.tryComplete(collected);
      handler.handle(Future.succeededFuture());
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
      return this;
    }
  }
}
