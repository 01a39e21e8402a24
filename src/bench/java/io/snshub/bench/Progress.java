package io.snshub.bench;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Says where the benchmark is and how long it will take. */
final class Progress {
  private final double total;
  private final long start = System.nanoTime();
  private double done;
  private long entered = start;
  private String where = "";

  /** Takes how many seconds all parts are expected to take. */
  Progress(double total) {
    this.total = total;
  }

  void enter(String part) {
    where = part;
    entered = System.nanoTime();
  }

  /** A part of so many expected seconds is over. */
  void leave(double expected) {
    done += expected;
  }

  void say(String phase) {
    // once something is known about this machine, by how it kept to what was expected
    double pace = done > 0 ? (entered - start) / 1e9 / done : 1;
    double here = (System.nanoTime() - entered) / 1e9;
    double left = Math.max(0, (total - done) * pace - here);
    System.out.printf(
        "[%s] %3.0f %%, %s left | %s | %s%n",
        LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss")),
        total == 0 ? 100 : 100 * done / total,
        words(Duration.ofSeconds((long) left)),
        where,
        phase);
    System.out.flush();
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
