package io.snshub.cache;

import java.util.List;
import java.util.Map;

/** A tier between memory and the loader. Names are those of keys on one shelf. */
interface Behind {
  /** There is none. */
  Behind NOTHING =
      new Behind() {
        @Override
        public Found look(String shelf, List<String> names) {
          return Found.NOTHING;
        }

        @Override
        public void forget(String shelf, List<String> names) {
          // nothing is kept
        }
      };

  /**
   * What was found.
   *
   * @param documents by name
   * @param fill takes what the loader has brought of the rest
   */
  record Found(Map<String, Document> documents, Fill fill) {
    static final Found NOTHING = new Found(Map.of(), documents -> {});
  }

  /** Keeps documents that were loaded after it was made; never waits, and never fails. */
  interface Fill {
    void keep(Map<String, Document> documents);
  }

  /** Looks for documents; never fails, and finds none rather than one that is too old. */
  Found look(String shelf, List<String> names);

  /** Forgets documents; never fails, and never waits. */
  void forget(String shelf, List<String> names);
}
