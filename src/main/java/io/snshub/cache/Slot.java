package io.snshub.cache;

/** One place in memory: a key on a shelf. */
record Slot(String shelf, Object key) {
  // a record's own goes through reflection once more, and this is asked for at each read
  @Override
  public int hashCode() {
    return 31 * shelf.hashCode() + key.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slot slot && key.equals(slot.key) && shelf.equals(slot.shelf);
  }
}
