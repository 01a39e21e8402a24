package io.snshub.platform;

import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.VertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link PlatformRequest} to the wire as it stands and hands the answer back as a {@link
 * PlatformAnswer}. Headers of the exchange are neither read nor written.
 *
 * <p>A call that fails before its first byte is handed to a connection is {@code NotSent}; from
 * that moment on it is {@code Lost}. {@link CallProgress} marks the moment, so that no kind of
 * exception has to be guessed at.
 *
 * <p>It keeps its own web client because the endpoint shows its one to its own package only.
 */
class PlatformHttpBinding implements VertxHttpBinding, AutoCloseable {
  private static final String PROGRESS = "hub.platform-call";
  private static final int UPLOAD_BYTES = 1 << 20;
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final PlatformSettings settings;
  private final Clock clock;
  private final SendWindow window;
  private @Nullable WebClient client;

  PlatformHttpBinding(PlatformSettings settings, Clock clock, SendWindow window) {
    this.settings = settings;
    this.clock = clock;
    this.window = window;
  }

  @Override
  public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) {
    PlatformRequest call = exchange.getMessage().getBody(PlatformRequest.class);
    if (call == null) {
      throw new IllegalArgumentException("direct:platform-call takes a PlatformRequest");
    }
    Vertx vertx = endpoint.getComponent().getVertx();
    Long sendUntil = exchange.getVariable(SendWindow.VARIABLE, Long.class);
    CallProgress progress =
        new CallProgress(vertx, call, timeout(call), settings.maxAnswerBytes(), window, sendUntil);
    HttpRequest<Buffer> request = written(clientOf(vertx), call).as(progress);
    exchange.setProperty(PROGRESS, progress);
    exchange.getMessage().setBody(bodyOf(vertx, call, progress));
    return request;
  }

  private HttpRequest<Buffer> written(WebClient web, PlatformRequest call) {
    try {
      HttpRequest<Buffer> request =
          web.requestAbs(HttpMethod.valueOf(call.method()), call.uri())
              .followRedirects(false)
              .connectTimeout(settings.acquireTimeout().toMillis());
      call.headers().forEach(request::putHeader);
      if (call.file() != null) {
        request.putHeader("Content-Length", Long.toString(call.file().total()));
      }
      return request;
    } catch (RuntimeException e) {
      // its message quotes the address or the header, which may be secret
      throw new UnsendableRequest("the request to " + call + " is not valid HTTP");
    }
  }

  private static @Nullable Object bodyOf(Vertx vertx, PlatformRequest call, CallProgress progress) {
    FileBody file = call.file();
    if (file != null) {
      try {
        FileBodyStream stream = FileBodyStream.open(vertx, file);
        progress.atTheEnd(stream::close);
        return stream;
      } catch (FileSystemException e) {
        throw new UnsendableRequest("the file for " + call + " can't be read");
      }
    }
    byte[] bytes = call.body();
    if (bytes != null) {
      return Buffer.buffer(bytes);
    }
    // some servers refuse a POST without a Content-Length
    return WITH_BODY.contains(HttpMethod.valueOf(call.method())) ? Buffer.buffer() : null;
  }

  private Duration timeout(PlatformRequest call) {
    if (call.timeout() != null) {
      return call.timeout();
    }
    byte[] bytes = call.body();
    FileBody file = call.file();
    long length = file != null ? file.total() : bytes != null ? bytes.length : 0;
    return length >= UPLOAD_BYTES ? settings.uploadTimeout() : settings.callTimeout();
  }

  @Override
  public void handleResponse(
      VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> response) {
    CallProgress progress = (CallProgress) exchange.removeProperty(PROGRESS);
    progress.end();
    exchange
        .getMessage()
        .setBody(
            response.succeeded() ? answered(response.result()) : progress.failed(response.cause()));
  }

  private PlatformAnswer answered(HttpResponse<Buffer> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    // a resting time given as a point in time is counted from the platform's own clock
    headers.put(
        "date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
    MultiMap lines = response.headers();
    for (Map.Entry<String, String> line : lines) {
      headers.put(line.getKey().toLowerCase(Locale.ROOT), line.getValue());
    }
    Buffer body = response.body();
    return new PlatformAnswer.Answered(
        response.statusCode(), Map.copyOf(headers), body == null ? new byte[0] : body.getBytes());
  }

  private synchronized WebClient clientOf(Vertx vertx) {
    WebClient existing = client;
    if (existing == null) {
      existing = WebClient.create(vertx, PlatformConnections.options(settings));
      ((WebClientInternal) existing).addInterceptor(CallProgress::advance);
      client = existing;
    }
    return existing;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  @Override
  public void populateRequestHeaders(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpRequest<Buffer> request,
      HeaderFilterStrategy strategy) {
    // headers of the exchange stay at home
  }

  @Override
  public void populateResponseHeaders(
      Exchange exchange, HttpResponse<Buffer> response, HeaderFilterStrategy strategy) {
    // headers of the answer are part of the body
  }

  @Override
  public @Nullable Object processResponseBody(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpResponse<Buffer> result,
      boolean exceptionOnly) {
    return result.body();
  }

  @Override
  public Throwable handleResponseFailure(
      VertxHttpEndpoint endpoint, Exchange exchange, HttpResponse<Buffer> result) {
    return new IllegalStateException("an answer is never a failure");
  }
}
