package io.snshub.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A table of documents, which remembers what was asked for and can make a load wait. */
final class Rows implements Loader<Long> {
  /** What happens between reading the rows and answering. */
  interface Pause {
    void await() throws InterruptedException;
  }

  final Map<Long, Document> rows = new ConcurrentHashMap<>();
  final List<List<Long>> loads = new CopyOnWriteArrayList<>();
  volatile Pause afterRead = () -> {};

  void rest(long key, long version) {
    rows.put(key, Document.resting(text(key, version), version));
  }

  void move(long key, long version) {
    rows.put(key, Document.moving(text(key, version), version));
  }

  private static byte[] text(long key, long version) {
    return (key + " in version " + version).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Map<Long, Document> load(List<Long> keys) {
    loads.add(new ArrayList<>(keys));
    Map<Long, Document> found = new HashMap<>();
    keys.forEach(key -> found.computeIfAbsent(key, rows::get));
    try {
      afterRead.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }
}
