package io.snshub.saga;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Doors are routes of this Camel context. */
@Component
class CamelDoors implements Doors {
  private final CamelContext context;
  private final Map<String, AsyncProducer> producers = new ConcurrentHashMap<>();

  CamelDoors(CamelContext context) {
    this.context = context;
  }

  @Override
  public CompletableFuture<Exchange> call(String door, SagaRun run, Map<String, String> headers) {
    CompletableFuture<Exchange> ended = new CompletableFuture<>();
    try {
      AsyncProducer producer = producers.computeIfAbsent(door, this::open);
      Exchange exchange = producer.getEndpoint().createExchange();
      exchange.setProperty(SagaRun.PROPERTY, run);
      exchange.getIn().setHeader(Exchange.SAGA_LONG_RUNNING_ACTION, run.id());
      headers.forEach(exchange.getIn()::setHeader);
      producer.process(exchange, doneSync -> ended.complete(exchange));
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
    return ended;
  }

  private AsyncProducer open(String door) {
    try {
      Endpoint endpoint = context.getEndpoint(door);
      AsyncProducer producer = endpoint.createAsyncProducer();
      producer.start();
      return producer;
    } catch (Exception e) {
      throw new IllegalStateException("no such door: " + door, e);
    }
  }
}
