package io.snshub.bench;

/** One question the benchmark answers, on one database after the other. */
interface Part {
  /** Its letter, as {@code -Dbench.parts} names it. */
  String letter();

  /** What it measures, in a few words. */
  String title();

  /** About how many seconds it takes on two cores, for one database. */
  double expected(Options options);

  /** Whether the database makes a difference. */
  default boolean onEachDatabase() {
    return true;
  }

  /** Measures. What was added before an exception stays. */
  void run(Stage stage, Figures figures) throws Exception;
}
