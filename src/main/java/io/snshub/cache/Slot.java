package io.snshub.cache;

/** One place in memory: a key on a shelf. */
record Slot(String shelf, String name) {
  // a record's own goes through reflection once more, and this is asked for at each read
  @Override
  public int hashCode() {
    return 31 * shelf.hashCode() + name.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slot slot && name.equals(slot.name) && shelf.equals(slot.shelf);
  }
}
