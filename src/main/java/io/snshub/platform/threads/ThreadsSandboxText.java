package io.snshub.platform.threads;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text as the Threads API reads it: its length, its links, its topic. */
final class ThreadsSandboxText {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** Pictographs, flags, keycaps, and older symbols that are asked to be shown as pictures. */
  private static final Pattern EMOJI =
      Pattern.compile(
          "[\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{20E3}"
              + "\\u231A\\u231B\\u23E9-\\u23EC\\u23F0\\u23F3\\u25FD\\u25FE\\u2614\\u2615"
              + "\\u2648-\\u2653\\u267F\\u2693\\u26A1\\u26AA\\u26AB\\u26BD\\u26BE\\u26C4\\u26C5"
              + "\\u26CE\\u26D4\\u26EA\\u26F2\\u26F3\\u26F5\\u26FA\\u26FD\\u2705\\u270A\\u270B"
              + "\\u2728\\u274C\\u274E\\u2753-\\u2755\\u2757\\u2795-\\u2797\\u27B0\\u27BF"
              + "\\u2B1B\\u2B1C\\u2B50\\u2B55]");

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
  private static final Pattern TOPIC = Pattern.compile("(?<!\\S)#([^\\s.&@!?,;:#]{1,50})");

  private ThreadsSandboxText() {}

  /** An emoji counts as many characters as it has bytes in UTF-8. */
  static int length(String text) {
    int length = 0;
    Matcher cluster = CLUSTER.matcher(text);
    while (cluster.find()) {
      String one = cluster.group();
      length +=
          EMOJI.matcher(one).find()
              ? one.getBytes(StandardCharsets.UTF_8).length
              : one.codePointCount(0, one.length());
    }
    return length;
  }

  static Set<String> links(String text) {
    Set<String> links = new LinkedHashSet<>();
    LINK.matcher(text).results().forEach(found -> links.add(found.group()));
    return links;
  }

  /** The first tag that isn't a number. */
  static @Nullable String topic(String text) {
    Matcher tag = TOPIC.matcher(text);
    while (tag.find()) {
      if (!tag.group(1).matches("\\d+")) {
        return tag.group(1);
      }
    }
    return null;
  }
}
