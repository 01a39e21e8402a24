package io.snshub.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Documents of one kind, by key, from the nearest tier that has them. Thread-safe.
 *
 * <p>Once {@link #changed} has taken effect no reader of this process who asks later gets what was
 * there before; readers of other processes get it for less than a second more. A document that
 * exists is never taken for missing for longer than that either. When a loader fails, whoever asked
 * gets its exception, and nothing is kept.
 *
 * <p>Inside a transaction the loader is asked, and nothing is kept: a transaction sees what nobody
 * else may, and must not be told what is older.
 *
 * @param <K> names a document; equal keys name the same
 */
public final class Shelf<K> {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final String name;
  private final Function<K, String> naming;
  private final Loader<K> loader;
  private final Tiers tiers;
  private final Flights<K> flights;

  Shelf(String name, Function<K, String> naming, Loader<K> loader, Tiers tiers) {
    this.name = name;
    this.naming = naming;
    this.loader = loader;
    this.tiers = tiers;
    this.flights = new Flights<>(tiers.memory(), this::slot, this::bring);
  }

  private Slot slot(K key) {
    return new Slot(name, naming.apply(key));
  }

  /** Returns a document; null when there is none. */
  public @Nullable Document get(K key) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return loader.load(List.of(key)).get(key);
    }
    Held held = tiers.memory().get(slot(key));
    if (held == null) {
      tiers.memoryMeters().missed(1);
      return flights.load(List.of(key), false).get(key).document;
    }
    tiers.memoryMeters().hit(1);
    if (held.takeRefresh(tiers.ticker().read())) {
      refresh(List.of(key));
    }
    return held.document;
  }

  /**
   * Returns several documents, those that exist. Whatever is in no cache is read by one call of the
   * loader.
   */
  public Map<K, Document> getAll(Collection<K> keys) {
    Collection<K> different = new LinkedHashSet<>(keys);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return different.isEmpty() ? Map.of() : loader.load(List.copyOf(different));
    }
    Map<K, Document> documents = new HashMap<>();
    List<K> missing = new ArrayList<>();
    List<K> aging = new ArrayList<>();
    long now = tiers.ticker().read();
    for (K key : different) {
      Held held = tiers.memory().get(slot(key));
      if (held == null) {
        missing.add(key);
        continue;
      }
      add(documents, key, held);
      if (held.takeRefresh(now)) {
        aging.add(key);
      }
    }
    tiers.memoryMeters().hit(different.size() - missing.size());
    tiers.memoryMeters().missed(missing.size());
    if (!aging.isEmpty()) {
      refresh(aging);
    }
    if (!missing.isEmpty()) {
      flights.load(missing, false).forEach((key, held) -> add(documents, key, held));
    }
    return documents;
  }

  private static <K> void add(Map<K, Document> documents, K key, Held held) {
    if (held.document != null) {
      documents.put(key, held.document);
    }
  }

  /** Beside the reader, who has what he came for. */
  private void refresh(List<K> keys) {
    tiers
        .refresher()
        .execute(
            () -> {
              try {
                flights.load(keys, true);
              } catch (RuntimeException e) {
                // whoever reads after the entry's end will hear of it
                LOG.atDebug().addKeyValue("shelf", name).setCause(e).log("could not refresh");
              }
            });
  }

  private Map<K, Held> bring(List<K> keys) {
    long began = tiers.ticker().read();
    long flushes = tiers.memory().flushes();
    Behind.Found found = tiers.behind().look(name, keys.stream().map(naming).toList());
    Map<K, Held> held = new HashMap<>();
    List<K> missing = new ArrayList<>();
    for (K key : keys) {
      Document document = found.documents().get(naming.apply(key));
      if (document == null) {
        missing.add(key);
      } else {
        held.put(key, tiers.lives().hold(document, flushes, began));
      }
    }
    if (!missing.isEmpty()) {
      Map<K, Document> loaded = tiers.bulkhead().run(() -> loader.load(missing));
      missing.forEach(key -> held.put(key, tiers.lives().hold(loaded.get(key), flushes, began)));
      found.fill().keep(named(loaded));
    }
    return held;
  }

  private Map<String, Document> named(Map<K, Document> documents) {
    Map<String, Document> named = new HashMap<>();
    documents.forEach((key, document) -> named.put(naming.apply(key), document));
    return named;
  }

  /** Forgets a document that has changed, appeared or gone; see {@link #changed(Collection)}. */
  public void changed(K key) {
    changed(List.of(key));
  }

  /**
   * Forgets documents that have changed, appeared or gone. Within a transaction that happens right
   * after the commit, before the caller of the transaction goes on, and also when nobody knows how
   * the commit ended; outside of one at once. Never fails.
   */
  public void changed(Collection<K> keys) {
    List<K> different = List.copyOf(new LinkedHashSet<>(keys));
    AfterCommit.run(() -> forget(different));
  }

  private void forget(List<K> keys) {
    // Redis first: a reader who finds memory empty must not believe it any more
    tiers.behind().forget(name, keys.stream().map(naming).toList());
    keys.forEach(key -> tiers.memory().drop(slot(key)));
  }
}
