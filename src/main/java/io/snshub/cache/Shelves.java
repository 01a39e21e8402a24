package io.snshub.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Where rooms get their shelves. */
public final class Shelves {
  private final Tiers tiers;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  Shelves(Tiers tiers) {
    this.tiers = tiers;
  }

  /**
   * Sets up a shelf whose documents may also be kept in Redis.
   *
   * @param name unlike any other's, the same in all processes and in later releases; change it with
   *     the shape of the documents
   * @param naming a key's name, short, different for different keys, without blanks
   * @param loader reads what no cache has
   * @throws IllegalArgumentException when the name is taken
   */
  public <K> Shelf<K> shelf(String name, Function<K, String> naming, Loader<K> loader) {
    return new Shelf<>(taken(name), naming, loader, tiers);
  }

  /**
   * Sets up generations, which are kept in memory only.
   *
   * @param name unlike any other's
   * @param reader reads the column
   * @throws IllegalArgumentException when the name is taken
   */
  public <G> Generations<G> generations(String name, Generations.Reader<G> reader) {
    return new Generations<>(taken(name), reader, tiers.forNumbers(tiers.lives()));
  }

  private String taken(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("there is a shelf " + name + " already");
    }
    return name;
  }
}
