package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Content-Range} says.
 *
 * @param probe it only asks what is there
 * @param first the first byte that comes
 * @param end the byte after the last one
 * @param total the whole length, -1 when it isn't known yet
 */
record YoutubeSandboxRange(boolean probe, long first, long end, long total) {
  private static final Pattern BYTES =
      Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15}|\\*)");
  private static final Pattern PROBE = Pattern.compile("bytes \\*/(\\d{1,15}|\\*)");

  /** Reads the header; null when it makes no sense. A call without it brings everything. */
  static @Nullable YoutubeSandboxRange of(Call call) {
    String header = call.header("Content-Range");
    if (header == null) {
      return new YoutubeSandboxRange(false, 0, call.size(), call.size());
    }
    Matcher probe = PROBE.matcher(header);
    if (probe.matches()) {
      return new YoutubeSandboxRange(true, 0, 0, number(probe.group(1)));
    }
    Matcher bytes = BYTES.matcher(header);
    return bytes.matches()
        ? new YoutubeSandboxRange(
            false, number(bytes.group(1)), number(bytes.group(2)) + 1, number(bytes.group(3)))
        : null;
  }

  /** It ends with the last byte of all. */
  boolean last() {
    return !probe && end == total;
  }

  private static long number(String text) {
    return text.equals("*") ? -1 : Long.parseLong(text);
  }
}
