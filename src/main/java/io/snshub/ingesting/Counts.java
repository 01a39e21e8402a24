package io.snshub.ingesting;

/** What became of rows, in numbers. */
record Counts(long accepted, long duplicates, long rejected) {
  static final Counts NONE = new Counts(0, 0, 0);

  long rows() {
    return accepted + duplicates + rejected;
  }

  Counts and(Receipt receipt) {
    return switch (receipt.status()) {
      case "accepted" -> new Counts(accepted + 1, duplicates, rejected);
      case "duplicate" -> new Counts(accepted, duplicates + 1, rejected);
      default -> new Counts(accepted, duplicates, rejected + 1);
    };
  }
}
