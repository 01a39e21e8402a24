package io.snshub.platform.threads;

import com.twitter.twittertext.TwitterTextEmojiRegex;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts a text as Threads does. */
final class ThreadsText {
  /** Emoji by the library's list; what came after it lies in these planes. */
  private static final Pattern EMOJI =
      Pattern.compile(
          TwitterTextEmojiRegex.VALID_EMOJI_PATTERN.pattern()
              + "|[\\x{1F000}-\\x{1FAFF}\\x{200D}\\x{FE0F}\\x{20E3}]+");

  private static final Pattern LINK = Pattern.compile("(?i)https?://[^\\s<>\"]+");

  private ThreadsText() {}

  /** Each character is one, save that an emoji counts as many as it has bytes in UTF-8. */
  static int length(String text) {
    int length = text.codePointCount(0, text.length());
    Matcher emoji = EMOJI.matcher(text);
    while (emoji.find()) {
      String one = emoji.group();
      length += one.getBytes(StandardCharsets.UTF_8).length - one.codePointCount(0, one.length());
    }
    return length;
  }

  /** The different links of a text. */
  static Set<String> links(String text) {
    Set<String> links = new LinkedHashSet<>();
    LINK.matcher(text).results().forEach(found -> links.add(found.group()));
    return links;
  }
}
