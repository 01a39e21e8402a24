package io.snshub.media;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the fragments of an MP4 file play. Recorders that write as they go say so nowhere else:
 * their index holds no pictures and no length.
 */
final class FragmentClock {
  private static final int SAMPLES_A_STEP = 16;

  private final FileWindow file;
  private final Map<Long, Long> presets = new HashMap<>();
  private final Map<Long, Long> ends = new HashMap<>();

  // of the track's part of a fragment that is being read
  private long track;
  private long each;
  private long at;

  FragmentClock(FileWindow file) {
    this.file = file;
  }

  /** Takes a box; those that don't matter are passed over. */
  void take(String name, long from, long end) throws IOException {
    switch (name) {
      case "trex" -> presets.put(file.u32(from + 4), file.u32(from + 12));
      case "tfhd" -> begin(from);
      case "tfdt" -> at = file.u8(from) == 1 ? file.s64(from + 4) : file.u32(from + 4);
      case "trun" -> run(from, end);
      default -> {
        // says nothing about time
      }
    }
  }

  private void begin(long from) throws IOException {
    int flags = file.u24(from + 1);
    track = file.u32(from + 4);
    long field = from + 8 + ((flags & 0x01) != 0 ? 8 : 0) + ((flags & 0x02) != 0 ? 4 : 0);
    each = (flags & 0x08) != 0 ? file.u32(field) : presets.getOrDefault(track, 0L);
    at = ends.getOrDefault(track, 0L);
  }

  private void run(long from, long end) throws IOException {
    int flags = file.u24(from + 1);
    long count = file.u32(from + 4);
    long sample = from + 8 + ((flags & 0x01) != 0 ? 4 : 0) + ((flags & 0x04) != 0 ? 4 : 0);
    int size = 4 * Integer.bitCount(flags & 0xf00);
    if ((flags & 0x100) == 0) {
      at += count * each;
    } else {
      for (long i = 0; i < count && sample + size <= end; i++, sample += size) {
        if (i % SAMPLES_A_STEP == 0) {
          file.step();
        }
        at += file.u32(sample);
      }
    }
    ends.merge(track, at, Math::max);
  }

  /** Returns how long a track plays; null when it has no fragments. */
  @Nullable Duration length(long trackId, long ticksASecond) {
    Long ticks = ends.get(trackId);
    return ticks == null ? null : MovieProbe.duration(ticks, ticksASecond);
  }
}
