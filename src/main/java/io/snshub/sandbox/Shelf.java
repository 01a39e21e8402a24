package io.snshub.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that holds at most a given number of entries and drops the smallest keys. Not
 * thread-safe: a platform's handlers run one at a time.
 */
public final class Shelf<K extends Comparable<K>, V> {
  private final TreeMap<K, V> entries = new TreeMap<>();
  private final int capacity;

  /** Makes an empty shelf. */
  public Shelf(int capacity) {
    this.capacity = capacity;
  }

  /** Puts or replaces an entry. */
  public void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > capacity) {
      entries.pollFirstEntry();
    }
  }

  /** Returns an entry, or null. */
  public @Nullable V get(K key) {
    return entries.get(key);
  }

  /** Removes an entry and returns it, or null. */
  public @Nullable V remove(K key) {
    return entries.remove(key);
  }

  /** Returns the values, largest key first. */
  public Collection<V> newestFirst() {
    return entries.descendingMap().values();
  }

  /** Returns the values below a key, largest key first. */
  public Collection<V> newestFirstBelow(K key) {
    return entries.headMap(key, false).descendingMap().values();
  }

  /** Returns the values from a key on, smallest first. */
  public Collection<V> from(K key) {
    return entries.tailMap(key, true).values();
  }

  /** Returns the values, smallest key first. */
  public Collection<V> oldestFirst() {
    return entries.values();
  }

  /** Returns the smallest key, or null. */
  public @Nullable K first() {
    Map.Entry<K, V> entry = entries.firstEntry();
    return entry == null ? null : entry.getKey();
  }

  /** Returns the number of entries. */
  public int size() {
    return entries.size();
  }

  /** Removes everything. */
  public void clear() {
    entries.clear();
  }
}
