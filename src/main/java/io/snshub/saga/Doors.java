package io.snshub.saga;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Calls routes by their doors without holding a thread while they wait. */
interface Doors {

  /**
   * Sends an empty message.
   *
   * @param door the route's {@code direct:} address
   * @param run the claim it happens under
   * @param headers what a step kept when it was enlisted
   * @return the exchange once its route has ended; its exception is left on it
   */
  CompletableFuture<Exchange> call(String door, SagaRun run, Map<String, String> headers);
}
