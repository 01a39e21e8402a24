package io.snshub.sandbox.telegram;

import io.snshub.sandbox.telegram.TelegramText.Mark;
import io.snshub.sandbox.telegram.TelegramText.Unparsed;
import java.util.List;
import java.util.Map;

/** The first Markdown of the Bot API: four signs, never one within another. */
final class TelegramOldMarkdown {
  private final String raw;
  private final List<Mark> marks;
  private final StringBuilder plain = new StringBuilder();

  TelegramOldMarkdown(String raw, List<Mark> marks) {
    this.raw = raw;
    this.marks = marks;
  }

  String parse() {
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      boolean escaped =
          c == '\\' && at + 1 < raw.length() && "_*`[".indexOf(raw.charAt(at + 1)) >= 0;
      if (escaped) {
        plain.append(raw.charAt(at + 1));
        at += 2;
      } else if ("_*`[".indexOf(c) >= 0) {
        at = marked(c, at);
      } else {
        plain.append(c);
        at++;
      }
    }
    return plain.toString();
  }

  private int marked(char c, int at) {
    boolean pre = raw.startsWith("```", at);
    String sign = pre ? "```" : Character.toString(c);
    int end = raw.indexOf(c == '[' ? "]" : sign, at + sign.length());
    if (end < 0) {
      throw new Unparsed(
          "Can't find end of the entity starting at byte offset "
              + TelegramText.bytes(raw.substring(0, at)));
    }
    String text = raw.substring(at + sign.length(), end);
    int offset = plain.length();
    plain.append(text);
    if (c == '[') {
      int close = raw.startsWith("](", end) ? raw.indexOf(')', end) : -1;
      if (close > 0 && !text.isEmpty()) {
        String url = raw.substring(end + 2, close);
        marks.add(new Mark("text_link", offset, text.length(), Map.of("url", url)));
      }
      return close > 0 ? close + 1 : end + 1;
    }
    if (!text.isEmpty()) {
      String type = pre ? "pre" : c == '*' ? "bold" : c == '_' ? "italic" : "code";
      marks.add(new Mark(type, offset, text.length(), Map.of()));
    }
    return end + sign.length();
  }
}
