package io.snshub.chaos;

import io.snshub.platform.PlatformRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.VertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Calls to platforms with three points each: before it is sent; inside, when it has had its effect
 * and nobody has read the answer; and when the answer has been read. Calls that only read have no
 * effect and no points.
 */
final class HaltingBinding implements VertxHttpBinding {
  private static final String CALL = "chaos.call";
  private final VertxHttpBinding binding;
  private final Points points;

  HaltingBinding(VertxHttpBinding binding, Points points) {
    this.binding = binding;
    this.points = points;
  }

  @Override
  public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange)
      throws Exception {
    PlatformRequest call = exchange.getMessage().getBody(PlatformRequest.class);
    if (call != null && !call.method().equals("GET")) {
      String name = call.method() + " " + path(call.uri());
      exchange.setProperty(CALL, name);
      points.reach("before call " + name);
    }
    return binding.prepareHttpRequest(endpoint, exchange);
  }

  /** Returns the path without what is different each time. */
  private static String path(String uri) {
    return URI.create(uri).getPath().replaceAll("/\\d{6,}|bot[^/]+", "/#");
  }

  @Override
  public void handleResponse(
      VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> response)
      throws Exception {
    Object name = exchange.removeProperty(CALL);
    if (name != null) {
      points.reach("inside call " + name);
    }
    binding.handleResponse(endpoint, exchange, response);
    if (name != null) {
      points.reach("after call " + name);
    }
  }

  @Override
  public void populateRequestHeaders(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpRequest<Buffer> request,
      HeaderFilterStrategy strategy) {
    binding.populateRequestHeaders(endpoint, exchange, request, strategy);
  }

  @Override
  public void populateResponseHeaders(
      Exchange exchange, HttpResponse<Buffer> response, HeaderFilterStrategy strategy) {
    binding.populateResponseHeaders(exchange, response, strategy);
  }

  @Override
  public @Nullable Object processResponseBody(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpResponse<Buffer> result,
      boolean exceptionOnly)
      throws Exception {
    return binding.processResponseBody(endpoint, exchange, result, exceptionOnly);
  }

  @Override
  public Throwable handleResponseFailure(
      VertxHttpEndpoint endpoint, Exchange exchange, HttpResponse<Buffer> result) throws Exception {
    return binding.handleResponseFailure(endpoint, exchange, result);
  }
}
