package io.snshub.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that are part of the keys of whole groups of documents: when a group's number grows, all
 * that was kept of the group is out of reach at once, and nobody has to look for it.
 *
 * <p>The number is a column in the database, and grows in the transaction that changes the group.
 * In this process {@link #of} is never older than the last {@link #changed} of the group, in others
 * by half a second at most.
 *
 * @param <G> names a group
 */
public final class Generations<G> {
  private static final byte[] NOTHING = {};

  /** Reads the numbers of groups; 0 for a group that is missing in the answer. */
  @FunctionalInterface
  public interface Reader<G> {
    /**
     * Reads from the primary database, as of now.
     *
     * @param groups different groups, at least one
     */
    Map<G, Long> read(List<G> groups);
  }

  private final Shelf<G> numbers;

  Generations(String name, Reader<G> reader, Tiers tiers) {
    this.numbers = new Shelf<>(name, String::valueOf, groups -> load(reader, groups), tiers);
  }

  private static <G> Map<G, Document> load(Reader<G> reader, List<G> groups) {
    Map<G, Long> read = reader.read(groups);
    Map<G, Document> documents = new HashMap<>();
    for (G group : groups) {
      documents.put(group, Document.resting(NOTHING, read.getOrDefault(group, 0L)));
    }
    return documents;
  }

  /** Returns the group's present number. */
  public long of(G group) {
    Document number = numbers.get(group);
    return number == null ? 0 : number.version();
  }

  /** Has the number read anew, from the end of the present transaction on. Never fails. */
  public void changed(G group) {
    numbers.changed(group);
  }
}
