package io.snshub.platform.linkedin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's little text format. Every reserved character is escaped, save in what is meant as an
 * element: a hashtag that stands alone, and a mention {@code @[Name](urn:li:organization:1)}. An
 * unescaped one is no error there: the text just ends before it.
 */
final class LinkedinText {
  private static final String RESERVED = "|{}@[]()<>#\\*_~";
  private static final Pattern MENTION =
      Pattern.compile("@\\[([^\\[\\]\\\\\\n]+)]\\((urn:li:(?:person|organization):[\\w-]+)\\)");
  private static final Pattern HASHTAG =
      Pattern.compile("(?<![^\\s(\\[{\"'«„“])#([\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*)");
  private static final Pattern ELEMENT =
      Pattern.compile("(?<mention>" + MENTION + ")|(?<hashtag>" + HASHTAG + ")");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{hashtag\\|\\\\?[#＃]\\|((?:[^}\\\\]|\\\\.)*)}");

  private LinkedinText() {}

  /** Writes a text so that people see it as it is. */
  static String write(String text) {
    StringBuilder safe = new StringBuilder();
    Matcher element = ELEMENT.matcher(text);
    int end = 0;
    while (element.find()) {
      escape(text.substring(end, element.start()), safe);
      if (element.group("mention") != null) {
        Matcher mention = MENTION.matcher(element.group());
        mention.matches();
        safe.append("@[");
        escape(mention.group(1), safe);
        safe.append("](").append(mention.group(2)).append(')');
      } else {
        hashtag(element.group("hashtag").substring(1), safe);
      }
      end = element.end();
    }
    escape(text.substring(end), safe);
    return safe.toString();
  }

  /** An underscore is reserved, so a hashtag with one is written out as a template. */
  private static void hashtag(String word, StringBuilder safe) {
    if (word.indexOf('_') < 0) {
      safe.append('#').append(word);
      return;
    }
    safe.append("{hashtag|\\#|");
    escape(word, safe);
    safe.append('}');
  }

  private static void escape(String text, StringBuilder safe) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (RESERVED.indexOf(one) >= 0) {
        safe.append('\\');
      }
      safe.append(one);
    }
  }

  /** Returns what people see of a commentary, written by the hub or read back from LinkedIn. */
  static String shown(String commentary) {
    String tags = TEMPLATE.matcher(commentary).replaceAll("#$1");
    // a name may hold escaped brackets
    String names =
        tags.replaceAll(
            "@\\[((?:[^\\]\\\\]|\\\\.)+)]\\(urn:li:(?:person|organization):[\\w-]+\\)", "$1");
    return names.replaceAll("\\\\([|{}@\\[\\]()<>#\\\\*_~])", "$1");
  }

  /** Two texts that differ in white space only are the same. */
  static String normal(String shown) {
    return Normalizer.normalize(shown, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
  }

  /** Letters and digits. */
  static String skeleton(String shown) {
    return Normalizer.normalize(shown, Normalizer.Form.NFKC)
        .replaceAll("[^\\p{L}\\p{N}\\p{So}]+", "")
        .toLowerCase(Locale.ROOT);
  }
}
