package io.snshub.cache;

/** A cache for tests of other rooms. */
public final class TestShelves {
  private TestShelves() {}

  /** One whose time stands still, of a process that is alone. */
  public static Shelves alone() {
    return new TestTiers(true).shelves;
  }
}
