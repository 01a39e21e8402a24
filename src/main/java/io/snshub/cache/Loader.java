package io.snshub.cache;

import java.util.List;
import java.util.Map;

/**
 * Reads documents from where they are kept for good.
 *
 * @param <K> names a document on its shelf
 */
@FunctionalInterface
public interface Loader<K> {
  /**
   * Reads several documents at once, from the primary database and as of now; a key that is missing
   * in the answer has no document. Must not ask a cache in turn: it holds one of the few permits.
   *
   * @param keys different keys, at least one
   */
  Map<K, Document> load(List<K> keys);
}
