package io.snshub.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads size and length of an MP4 or QuickTime file, wherever in the file its index stands. */
final class MovieProbe {
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf");
  private static final int DEEPEST = 8;
  private static final int MATRIX_32 = 40;
  private static final int MATRIX_64 = 52;
  private static final long LONGEST_SECONDS = 1_000_000;

  private final FileWindow file;
  private final FragmentClock fragments;
  private boolean index;
  private @Nullable Duration whole;
  private @Nullable Duration longest;
  private Probed.@Nullable Look picture;

  // of the track that is shown
  private long shown;
  private long rate;

  // of the track that is being read
  private long track;
  private long ticksASecond;
  private boolean video;
  private boolean turned;
  private int width;
  private int height;
  private @Nullable Duration length;

  MovieProbe(FileWindow file) {
    this.file = file;
    this.fragments = new FragmentClock(file);
  }

  Probed.Look look() throws IOException {
    walk(0, file.length(), 0);
    if (!index) {
      throw new DamagedMediaException("has no index (moov), it is not finished or cut off");
    }
    Probed.Look found = picture;
    if (found == null) {
      throw new DamagedMediaException("has no video track");
    }
    Duration indexed = whole == null ? longest : whole;
    Duration duration = indexed == null ? fragments.length(shown, rate) : indexed;
    return new Probed.Look(found.width(), found.height(), duration, false);
  }

  private void walk(long from, long end, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new DamagedMediaException("is nested too deeply");
    }
    long at = from;
    while (at + 8 <= end) {
      file.step();
      long size = file.u32(at);
      String name = file.text(at + 4, 4);
      int head = 8;
      if (size == 1) {
        size = file.s64(at + 8);
        head = 16;
      } else if (size == 0) {
        size = depth == 0 ? end - at : head;
      }
      if (size < head) {
        throw new DamagedMediaException("has a part of an impossible size");
      }
      if (size > end - at) {
        throw depth == 0
            ? DamagedMediaException.cutOff()
            : new DamagedMediaException("has a part that is larger than the one around it");
      }
      box(name, at + head, at + size, depth);
      at += size;
    }
  }

  private void box(String name, long at, long end, int depth) throws IOException {
    if (name.equals("trak")) {
      begin();
    }
    index |= name.equals("moov");
    if (CONTAINERS.contains(name)) {
      walk(at, end, depth + 1);
    }
    switch (name) {
      case "trak" -> finish();
      case "mvhd" -> whole = length(at, 12);
      case "mdhd" -> {
        length = length(at, 12);
        ticksASecond = file.u32(at + (file.u8(at) == 1 ? 20 : 12));
      }
      case "tkhd" -> {
        boolean wide = file.u8(at) == 1;
        track = file.u32(at + (wide ? 20 : 12));
        turned = lies(at + (wide ? MATRIX_64 : MATRIX_32));
      }
      case "hdlr" -> video |= file.text(at + 8, 4).equals("vide");
      case "stsd" -> describe(at, end);
      default -> fragments.take(name, at, end);
    }
  }

  private void begin() {
    video = false;
    turned = false;
    width = 0;
    height = 0;
    length = null;
  }

  private void finish() {
    if (!video || width == 0 || height == 0) {
      return;
    }
    if (picture == null) {
      Probed.Look look = Probed.Look.picture(width, height, false);
      picture = turned ? look.turned() : look;
      longest = length;
      shown = track;
      rate = ticksASecond;
    }
  }

  private void describe(long at, long end) throws IOException {
    if (at + 8 + 36 <= end) {
      width = file.u16(at + 8 + 32);
      height = file.u16(at + 8 + 34);
    }
  }

  /** A matrix that sends across to down is a quarter turn, left or right. */
  private boolean lies(long matrix) throws IOException {
    return file.u32(matrix) == 0 && file.u32(matrix + 4) != 0 && file.u32(matrix + 16) == 0;
  }

  /** Reads ticks a second and ticks; null when the length isn't known or makes no sense. */
  private @Nullable Duration length(long at, int offset) throws IOException {
    boolean wide = file.u8(at) == 1;
    long second = file.u32(at + (wide ? offset + 8 : offset));
    long ticks = wide ? file.s64(at + offset + 12) : file.u32(at + offset + 4);
    boolean unknown = !wide && ticks == 0xffffffffL;
    return unknown ? null : duration(ticks, second);
  }

  /** Turns ticks into time; null when that makes no sense. */
  static @Nullable Duration duration(long ticks, long rate) {
    if (rate <= 0 || ticks <= 0 || ticks / rate > LONGEST_SECONDS) {
      return null;
    }
    return Duration.ofSeconds(ticks / rate).plusMillis(ticks % rate * 1000 / rate);
  }
}
