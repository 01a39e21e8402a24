package io.snshub.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records over Camel's Kafka component, whole batches in flight at once. It speaks to the
 * component's producer itself, because a template would lose the order of what is sent, or wait for
 * each. Safe for concurrent use.
 */
final class KafkaSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSender.class);

  /** A send that takes this long has no broker to go to, and neither have the next. */
  private static final long STUCK = TimeUnit.MILLISECONDS.toNanos(500);

  private final CamelContext camel;
  private final KafkaClients clients;
  private final Duration patience;
  private final AtomicInteger failures = new AtomicInteger();
  private @Nullable AsyncProducer producer;

  /**
   * A record to send.
   *
   * @param headers what it is told with, by name
   */
  record Parcel(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {}

  /**
   * Prepares; nothing is opened before the first parcel.
   *
   * @param patience the longest time that a sent record may be without an answer
   */
  KafkaSender(CamelContext camel, KafkaClients clients, Duration patience) {
    this.camel = camel;
    this.clients = clients;
    this.patience = patience;
  }

  /**
   * Sends records in order and waits until it is known what became of each; by position. Those that
   * are neither taken nor refused had no broker that answered, and may have been taken all the
   * same.
   */
  Delivery<Integer> send(List<Parcel> parcels) {
    List<CompletableFuture<Exchange>> flights = new ArrayList<>();
    try {
      AsyncProducer open = open();
      for (Parcel parcel : parcels) {
        long began = System.nanoTime();
        Exchange exchange = exchange(open, parcel);
        CompletableFuture<Exchange> flight = new CompletableFuture<>();
        open.process(exchange, done -> flight.complete(exchange));
        flights.add(flight);
        if (System.nanoTime() - began > STUCK) {
          break;
        }
      }
    } catch (RuntimeException e) {
      tell(e);
    }
    return landed(flights);
  }

  private static Exchange exchange(AsyncProducer producer, Parcel parcel) {
    Exchange exchange = DefaultExchange.newFromEndpoint(producer.getEndpoint());
    exchange.getMessage().setBody(parcel.value());
    parcel.headers().forEach(exchange.getMessage()::setHeader);
    exchange.getMessage().setHeader(KafkaConstants.OVERRIDE_TOPIC, parcel.topic());
    if (parcel.key() != null) {
      exchange.getMessage().setHeader(KafkaConstants.KEY, parcel.key());
    }
    return exchange;
  }

  private Delivery<Integer> landed(List<CompletableFuture<Exchange>> flights) {
    Set<Integer> taken = new HashSet<>();
    Map<Integer, Exception> refused = new HashMap<>();
    Exception lost = null;
    long until = System.nanoTime() + patience.toNanos();
    for (int i = 0; i < flights.size(); i++) {
      Exception failure = failure(flights.get(i), until - System.nanoTime());
      if (failure == null) {
        taken.add(i);
      } else if (itsOwnFault(failure)) {
        refused.put(i, failure);
      } else {
        lost = failure;
      }
    }
    if (lost != null) {
      tell(lost);
      startAfresh(taken, lost);
    } else if (!flights.isEmpty()) {
      failures.set(0);
    }
    return new Delivery<>(taken, refused);
  }

  /** Brokers that are away for an hour must not fill the disk with stack traces. */
  private void tell(Exception failure) {
    int count = failures.incrementAndGet();
    if (Integer.bitCount(count) == 1) {
      LOG.atWarn()
          .addKeyValue("failures", count)
          .addKeyValue("reason", root(failure).toString())
          .log("kafka didn't take everything, will be sent again");
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static @Nullable Exception failure(CompletableFuture<Exchange> flight, long nanos) {
    try {
      return flight.get(Math.max(0, nanos), TimeUnit.NANOSECONDS).getException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    } catch (ExecutionException | TimeoutException e) {
      return e;
    }
  }

  private static boolean itsOwnFault(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException
          || cause instanceof RecordBatchTooLargeException
          || cause instanceof InvalidRecordException
          || cause instanceof SerializationException) {
        return true;
      }
    }
    return false;
  }

  /** An idempotent client that has failed for good (its rights, its epoch) never recovers. */
  private void startAfresh(Set<Integer> taken, Exception failure) {
    Throwable root = root(failure);
    boolean waited =
        root instanceof TimeoutException
            || root instanceof InterruptedException
            || root instanceof org.apache.kafka.common.errors.TimeoutException;
    if (taken.isEmpty() && !waited) {
      LOG.atWarn()
          .addKeyValue("reason", root.getMessage())
          .log("kafka takes nothing, connecting anew");
      close();
    }
  }

  private synchronized AsyncProducer open() {
    AsyncProducer open = producer;
    if (open == null) {
      try {
        KafkaComponent component = new KafkaComponent(camel);
        component.setConfiguration(clients.sending());
        component.start();
        // the topic is each parcel's own
        Endpoint endpoint = component.createEndpoint("kafka:unset");
        endpoint.start();
        open = endpoint.createAsyncProducer();
        open.start();
      } catch (Exception e) {
        throw new IllegalStateException("no way to Kafka", e);
      }
      producer = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    AsyncProducer open = producer;
    producer = null;
    if (open != null) {
      open.stop();
    }
  }
}
