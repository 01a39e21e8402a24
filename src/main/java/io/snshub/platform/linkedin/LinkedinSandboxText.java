package io.snshub.platform.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commentary in LinkedIn's little text format: a reserved character that is neither escaped nor
 * part of an element ends the text there, silently.
 *
 * @param shown what people see
 * @param stored what a read gives back, hashtags as templates
 */
record LinkedinSandboxText(String shown, String stored) {
  private static final String RESERVED = "|{}@[]()<>#\\*_~";
  private static final Pattern MENTION =
      Pattern.compile(
          "\\G@\\[((?:[^\\]\\\\]|\\\\.)+)]\\((urn:li:(?:person|organization):[\\w-]+)\\)");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\G\\{hashtag\\|(?:\\\\#|＃|\\\\＃)\\|((?:[^}\\\\]|\\\\.)+)}");
  private static final Pattern HASHTAG = Pattern.compile("\\G[#＃]([\\p{L}\\p{N}\\p{M}_]+)");

  /** Reads a commentary; with {@code cuts} off, stray reserved characters are shown. */
  static LinkedinSandboxText read(String given, boolean cuts) {
    StringBuilder shown = new StringBuilder();
    StringBuilder stored = new StringBuilder();
    int at = 0;
    while (at < given.length()) {
      int next = element(given, at, shown, stored);
      if (next > at) {
        at = next;
        continue;
      }
      char one = given.charAt(at);
      boolean escaped =
          one == '\\' && at + 1 < given.length() && RESERVED.indexOf(given.charAt(at + 1)) >= 0;
      if (!escaped && cuts && RESERVED.indexOf(one) >= 0) {
        break;
      }
      at += escaped ? 1 : 0;
      plain(given.charAt(at), shown, stored);
      at++;
    }
    return new LinkedinSandboxText(shown.toString(), stored.toString());
  }

  /** Takes a mention or a hashtag that begins here; returns where it ends. */
  private static int element(String given, int at, StringBuilder shown, StringBuilder stored) {
    Matcher mention = MENTION.matcher(given);
    if (mention.find(at)) {
      shown.append(unescaped(mention.group(1)));
      stored.append(mention.group());
      return mention.end();
    }
    Matcher template = TEMPLATE.matcher(given);
    if (template.find(at)) {
      shown.append('#').append(unescaped(template.group(1)));
      stored.append("{hashtag|\\#|").append(template.group(1)).append('}');
      return template.end();
    }
    Matcher hashtag = HASHTAG.matcher(given);
    if (hashtag.find(at)) {
      shown.append('#').append(hashtag.group(1));
      stored.append("{hashtag|\\#|").append(escaped(hashtag.group(1))).append('}');
      return hashtag.end();
    }
    return at;
  }

  private static void plain(char one, StringBuilder shown, StringBuilder stored) {
    shown.append(one);
    if (RESERVED.indexOf(one) >= 0) {
      stored.append('\\');
    }
    stored.append(one);
  }

  /** Escapes a text so that it is shown as it stands. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.chars().forEach(one -> plain((char) one, new StringBuilder(), safe));
    return safe.toString();
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }
}
