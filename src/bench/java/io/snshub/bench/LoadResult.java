package io.snshub.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a load generator saw in one run. */
final class LoadResult {
  private static final long LONGEST = 120_000_000_000L;

  private final Histogram all = new Histogram(LONGEST, 3);
  private final Map<String, Histogram> byKind = new TreeMap<>();
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private long inTime;
  private long broken;
  private long nanos;

  void answered(String kind, int status, long latency, boolean inTime) {
    long kept = Math.min(Math.max(latency, 0), LONGEST);
    all.recordValue(kept);
    byKind.computeIfAbsent(kind, name -> new Histogram(LONGEST, 3)).recordValue(kept);
    statuses.merge(status, 1L, Long::sum);
    if (inTime && status < 400) {
      this.inTime++;
    }
  }

  /** A request without an answer: the connection broke, or it came too late to be waited for. */
  void broke() {
    broken++;
  }

  void took(long nanos) {
    this.nanos = nanos;
  }

  /** Good answers a second. */
  double rate() {
    return inTime * 1e9 / Math.max(1, nanos);
  }

  long good() {
    return inTime;
  }

  /** Returns a percentile of the latency in milliseconds. */
  double millis(double percentile) {
    return all.getValueAtPercentile(percentile) / 1e6;
  }

  /** The same for the requests of one kind. */
  double millis(String kind, double percentile) {
    Histogram one = byKind.get(kind);
    return one == null ? 0 : one.getValueAtPercentile(percentile) / 1e6;
  }

  long count(String kind) {
    Histogram one = byKind.get(kind);
    return one == null ? 0 : one.getTotalCount();
  }

  /** Requests that got no good answer. */
  long failed() {
    return broken
        + statuses.entrySet().stream()
            .filter(one -> one.getKey() >= 400)
            .mapToLong(Map.Entry::getValue)
            .sum();
  }

  /** Says which answers there were. */
  String statuses() {
    return statuses + (broken == 0 ? "" : " and " + broken + " without an answer");
  }
}
