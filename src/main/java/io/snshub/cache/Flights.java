package io.snshub.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one shelf that are under way: each key is loaded by one thread at a time, and others
 * who want it wait for that one. Nobody waits for a load that began before a change he has seen:
 * who comes after a change finds another stamp, and loads anew.
 *
 * <p>A thread carries out its own loads before it waits for those of others, so that two can't wait
 * for each other.
 */
final class Flights<K> {
  /** A load under way; ends with what is held then. */
  private static final class Flight extends CompletableFuture<Held> {
    private final long stamp;

    Flight(long stamp) {
      this.stamp = stamp;
    }
  }

  /** Brings keys from behind memory. */
  interface Source<K> {
    /**
     * Loads keys.
     *
     * @return an entry for each key
     */
    Map<K, Held> load(List<K> keys);
  }

  private final Memory memory;
  private final Function<K, Slot> slots;
  private final Source<K> source;
  private final Map<K, Flight> flights = new ConcurrentHashMap<>();

  Flights(Memory memory, Function<K, Slot> slots, Source<K> source) {
    this.memory = memory;
    this.slots = slots;
    this.source = source;
  }

  /**
   * Loads keys, or waits for whoever does, and keeps in memory what came.
   *
   * @param ahead also those that memory has
   */
  Map<K, Held> load(List<K> keys, boolean ahead) {
    Map<K, Flight> own = new LinkedHashMap<>();
    Map<K, Flight> joined = new HashMap<>();
    for (K key : keys) {
      Flight mine = new Flight(memory.stamp(slots.apply(key)));
      Flight flight = flights.compute(key, (k, found) -> mayJoin(found, mine.stamp) ? found : mine);
      (flight == mine ? own : joined).put(key, flight);
    }
    Map<K, Held> brought = new HashMap<>();
    try {
      carryOut(own, ahead);
    } catch (RuntimeException | Error e) {
      own.values().forEach(flight -> flight.completeExceptionally(e));
      throw e;
    } finally {
      own.forEach(flights::remove);
    }
    own.forEach((key, flight) -> brought.put(key, flight.join()));
    joined.forEach((key, flight) -> brought.put(key, await(flight)));
    return brought;
  }

  private static boolean mayJoin(@Nullable Flight flight, long stamp) {
    return flight != null && flight.stamp == stamp;
  }

  private void carryOut(Map<K, Flight> own, boolean ahead) {
    List<K> wanted = new ArrayList<>();
    own.forEach(
        (key, flight) -> {
          // another load may have ended between the reader's look into memory and here
          Held held = ahead ? null : memory.get(slots.apply(key));
          if (held == null) {
            wanted.add(key);
          } else {
            flight.complete(held);
          }
        });
    if (wanted.isEmpty()) {
      return;
    }
    Map<K, Held> loaded = source.load(wanted);
    for (K key : wanted) {
      Flight flight = own.get(key);
      flight.complete(memory.put(slots.apply(key), flight.stamp, loaded.get(key)));
    }
  }

  private static Held await(Flight flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
