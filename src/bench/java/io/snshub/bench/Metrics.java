package io.snshub.bench;

/** A hub's metrics at one moment, in Prometheus' text format. */
record Metrics(String text) {
  /** Returns the sum over all lines of a metric that carry these labels; 0 when there is none. */
  double sum(String name, String... labels) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(
            line -> {
              for (String label : labels) {
                if (!line.contains(label)) {
                  return false;
                }
              }
              return true;
            })
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
