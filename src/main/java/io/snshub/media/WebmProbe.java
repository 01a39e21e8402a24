package io.snshub.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads size and length of a WebM file. What it doesn't say stays unknown. */
final class WebmProbe {
  private static final long SEGMENT = 0x18538067;
  private static final long INFO = 0x1549A966;
  private static final long TIME_SCALE = 0x2AD7B1;
  private static final long DURATION = 0x4489;
  private static final long TRACKS = 0x1654AE6B;
  private static final long TRACK = 0xAE;
  private static final long VIDEO = 0xE0;
  private static final long WIDTH = 0xB0;
  private static final long HEIGHT = 0xBA;
  private static final long CLUSTER = 0x1F43B675;
  private static final int DEEPEST = 6;
  private static final double LONGEST_MILLIS = 1e9;

  private final FileWindow file;
  private long nanosPerTick = 1_000_000;
  private double ticks;
  private @Nullable Integer width;
  private @Nullable Integer height;
  private boolean done;

  private WebmProbe(FileWindow file) {
    this.file = file;
  }

  static Probed.Look look(FileWindow file) throws IOException {
    WebmProbe probe = new WebmProbe(file);
    probe.walk(0, file.length(), 0);
    if (probe.width == null) {
      throw new DamagedMediaException("has no video track");
    }
    double millis = probe.ticks * probe.nanosPerTick / 1e6;
    boolean known = millis > 0 && millis < LONGEST_MILLIS;
    return new Probed.Look(
        probe.width, probe.height, known ? Duration.ofMillis((long) millis) : null, false);
  }

  /** The pictures themselves come last: nothing is read behind where they begin. */
  private void walk(long from, long end, int depth) throws IOException {
    long at = from;
    while (at < end && !done && depth < DEEPEST) {
      file.step();
      int idLength = length(at);
      long id = number(at, idLength, false);
      int sizeLength = length(at + idLength);
      long size = number(at + idLength, sizeLength, true);
      long inside = at + idLength + sizeLength;
      boolean open = size == (1L << 7 * sizeLength) - 1;
      long after = open || size > end - inside ? end : inside + size;
      element(id, inside, after, depth);
      at = after;
    }
  }

  private void element(long id, long at, long end, int depth) throws IOException {
    if (id == SEGMENT || id == INFO || id == TRACKS || id == TRACK || id == VIDEO) {
      walk(at, end, depth + 1);
    } else if (id == TIME_SCALE) {
      nanosPerTick = unsigned(at, end);
    } else if (id == DURATION) {
      ticks =
          end - at == 4
              ? Float.intBitsToFloat((int) file.u32(at))
              : Double.longBitsToDouble(file.s64(at));
    } else if (id == WIDTH && width == null) {
      width = pixels(at, end);
    } else if (id == HEIGHT && height == null) {
      height = pixels(at, end);
    } else if (id == CLUSTER) {
      done = true;
    }
  }

  private int pixels(long at, long end) throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, unsigned(at, end));
  }

  private long unsigned(long from, long end) throws IOException {
    long value = 0;
    for (long at = from; at < end && at < from + 7; at++) {
      value = value << 8 | file.u8(at);
    }
    return value;
  }

  private int length(long at) throws IOException {
    int zeros = Integer.numberOfLeadingZeros(file.u8(at)) - 24;
    if (zeros > 7) {
      throw new DamagedMediaException("loses its way");
    }
    return zeros + 1;
  }

  private long number(long at, int length, boolean withoutMark) throws IOException {
    long value = file.u8(at);
    if (withoutMark) {
      value &= (1 << 8 - length) - 1;
    }
    for (int i = 1; i < length; i++) {
      value = value << 8 | file.u8(at + i);
    }
    return value;
  }
}
