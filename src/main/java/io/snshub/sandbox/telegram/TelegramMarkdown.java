package io.snshub.sandbox.telegram;

import io.snshub.sandbox.telegram.TelegramText.Mark;
import io.snshub.sandbox.telegram.TelegramText.Unparsed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** MarkdownV2: everything that could be markup is, unless a backslash stands before it. */
final class TelegramMarkdown {
  private static final String RESERVED = "_*[]()~`>#+-=|{}.!";
  private static final Map<String, String> TYPES =
      Map.of(
          "*", "bold",
          "_", "italic",
          "__", "underline",
          "~", "strikethrough",
          "||", "spoiler",
          "`", "code",
          "```", "pre",
          "[", "text_link");

  private record Open(String sign, int offset, int at) {}

  private final String raw;
  private final List<Mark> marks;
  private final StringBuilder plain = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;
  private int quote = -1;

  TelegramMarkdown(String raw, List<Mark> marks) {
    this.raw = raw;
    this.marks = marks;
  }

  String parse() {
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c == '\\' && at + 1 < raw.length() && raw.charAt(at + 1) <= 126) {
        plain.append(raw.charAt(at + 1));
        at += 2;
      } else if (inCode() && c != '`') {
        plain.append(c);
        at++;
      } else if (c == '>' && (at == 0 || raw.charAt(at - 1) == '\n')) {
        quote = plain.length();
        at++;
      } else if (RESERVED.indexOf(c) >= 0) {
        sign(c);
      } else {
        if (c == '\n') {
          endQuote();
        }
        plain.append(c);
        at++;
      }
    }
    endQuote();
    if (!open.isEmpty()) {
      Open first = open.peek();
      throw new Unparsed(
          "Can't find end of %s entity at byte offset %d"
              .formatted(word(first.sign), TelegramText.bytes(raw.substring(0, first.at))));
    }
    return plain.toString();
  }

  private boolean inCode() {
    return !open.isEmpty() && open.peek().sign.startsWith("`");
  }

  /** A quotation goes to the end of its line; its text may be marked as any other. */
  private void endQuote() {
    if (quote >= 0 && plain.length() > quote) {
      marks.add(new Mark("blockquote", quote, plain.length() - quote, Map.of()));
    }
    quote = -1;
  }

  private void sign(char c) {
    if (c == ']' && !open.isEmpty() && open.peek().sign.equals("[")) {
      link();
      return;
    }
    String sign = next(c);
    if (sign.equals("![")) {
      at++;
      sign = "[";
    }
    if (!TYPES.containsKey(sign)) {
      throw new Unparsed(
          "Character '" + c + "' is reserved and must be escaped with the preceding '\\'");
    }
    if (!open.isEmpty() && open.peek().sign.equals(sign)) {
      Open begun = open.pop();
      int length = plain.length() - begun.offset;
      if (length > 0) {
        marks.add(new Mark(TYPES.get(sign), begun.offset, length, Map.of()));
      }
    } else {
      open.push(new Open(sign, plain.length(), at));
    }
    at += sign.length();
  }

  private String next(char c) {
    for (String longer : new String[] {"```", "__", "||", "!["}) {
      if (raw.startsWith(longer, at)) {
        return longer;
      }
    }
    return Character.toString(c);
  }

  private void link() {
    Open begun = open.pop();
    int end = raw.startsWith("](", at) ? raw.indexOf(')', at) : -1;
    if (end < 0) {
      throw new Unparsed(
          "Can't find end of a URL at byte offset " + TelegramText.bytes(raw.substring(0, at)));
    }
    String url = raw.substring(at + 2, end).replace("\\", "");
    int length = plain.length() - begun.offset;
    if (length > 0 && !url.isEmpty()) {
      marks.add(new Mark("text_link", begun.offset, length, Map.of("url", url)));
    }
    at = end + 1;
  }

  private static String word(String sign) {
    String type = TYPES.get(sign);
    String name =
        switch (type) {
          case "text_link" -> "TextUrl";
          case "pre" -> "PreCode";
          default -> type;
        };
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
