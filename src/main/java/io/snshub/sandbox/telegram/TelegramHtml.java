package io.snshub.sandbox.telegram;

import io.snshub.sandbox.telegram.TelegramText.Mark;
import io.snshub.sandbox.telegram.TelegramText.Unparsed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML that Telegram understands: a few tags and four named characters. */
final class TelegramHtml {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z-]+)([^<>]*)>");
  private static final Pattern NAMED =
      Pattern.compile("&(lt|gt|amp|quot|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");
  private static final Pattern HREF = Pattern.compile("href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern LANGUAGE = Pattern.compile("class\\s*=\\s*\"language-([^\"]*)\"");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("span", "spoiler"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("blockquote", "blockquote"));

  private record Open(String tag, int offset, String attributes) {}

  private final String raw;
  private final List<Mark> marks;
  private final StringBuilder plain = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();

  TelegramHtml(String raw, List<Mark> marks) {
    this.raw = raw;
    this.marks = marks;
  }

  String parse() {
    Matcher tag = TAG.matcher(raw);
    Matcher named = NAMED.matcher(raw);
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c == '<') {
        if (!tag.find(at) || tag.start() != at) {
          throw new Unparsed("Unclosed start tag at byte offset " + offset(at));
        }
        tag(tag, at);
        at = tag.end();
      } else if (c == '&' && named.find(at) && named.start() == at) {
        plain.append(character(named.group(1)));
        at = named.end();
      } else {
        plain.append(c);
        at++;
      }
    }
    if (!open.isEmpty()) {
      throw new Unparsed(
          "Can't find end tag corresponding to start tag \"" + open.peek().tag + "\"");
    }
    return plain.toString();
  }

  private void tag(Matcher tag, int at) {
    String name = tag.group(2).toLowerCase(Locale.ROOT);
    if (!tag.group(1).isEmpty()) {
      close(name, at);
      return;
    }
    boolean known = TYPES.containsKey(name);
    if (!known || (name.equals("span") && !tag.group(3).contains("tg-spoiler"))) {
      throw new Unparsed(
          "Unsupported start tag \"" + tag.group(2) + "\" at byte offset " + offset(at));
    }
    open.push(new Open(name, plain.length(), tag.group(3)));
  }

  private void close(String name, int at) {
    if (open.isEmpty()) {
      throw new Unparsed("Unexpected end tag at byte offset " + offset(at));
    }
    Open begun = open.pop();
    if (!begun.tag.equals(name)) {
      throw new Unparsed(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(offset(at), begun.tag, name));
    }
    int length = plain.length() - begun.offset;
    boolean inPre = name.equals("code") && !open.isEmpty() && open.peek().tag.equals("pre");
    if (length > 0 && !inPre) {
      mark(begun, length);
    }
  }

  private void mark(Open begun, int length) {
    String type = TYPES.get(begun.tag);
    Matcher href = HREF.matcher(begun.attributes);
    if (type.equals("text_link")) {
      if (href.find()) {
        String url = href.group(1) == null ? href.group(2) : href.group(1);
        marks.add(new Mark(type, begun.offset, length, Map.of("url", url.replace("&amp;", "&"))));
      }
      return;
    }
    Matcher language = LANGUAGE.matcher(begun.attributes);
    Map<String, Object> more =
        type.equals("pre") && language.find() ? Map.of("language", language.group(1)) : Map.of();
    String shown =
        type.equals("blockquote") && begun.attributes.contains("expandable")
            ? "expandable_blockquote"
            : type;
    marks.add(new Mark(shown, begun.offset, length, more));
  }

  private int offset(int at) {
    return TelegramText.bytes(raw.substring(0, at));
  }

  private static String character(String name) {
    return switch (name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      default -> {
        boolean hex = name.startsWith("#x");
        int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        yield Character.isValidCodePoint(code) ? Character.toString(code) : "";
      }
    };
  }
}
