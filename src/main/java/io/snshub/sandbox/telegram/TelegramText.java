package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with what is marked in it. Offsets and lengths count UTF-16 code units.
 *
 * @param plain what people read
 * @param entities what is bold, a link, and so on
 */
record TelegramText(String plain, JsonArray entities) {
  private static final int LONGEST_RAW = 32_768;
  private static final Map<String, Pattern> FOUND =
      Map.of(
          "url",
          Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,!?)]|\\b[\\w-]+\\.(com|org|net|io)\\b"),
          "email",
          Pattern.compile("\\b[\\w.+-]+@[\\w-]+\\.[\\w.-]*\\w"),
          "mention",
          Pattern.compile("(?<![\\w@])@[A-Za-z]\\w{2,31}"),
          "hashtag",
          Pattern.compile("(?<![\\w#])#\\w*[\\p{L}_]\\w*", Pattern.UNICODE_CHARACTER_CLASS),
          "bot_command",
          Pattern.compile("(?<![\\w/])/[A-Za-z]\\w{0,31}"));

  /** Something that is marked. */
  record Mark(String type, int offset, int length, Map<String, Object> more) {
    JsonObject toJson() {
      JsonObject json =
          new JsonObject().put("offset", offset).put("length", length).put("type", type);
      more.forEach(json::put);
      return json;
    }
  }

  /** A text that can't be understood. */
  static final class Unparsed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unparsed(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a text of a call as its markup says.
   *
   * @param name the text's parameter
   * @param entitiesName the parameter of marks that are given apart
   */
  static TelegramText of(Call call, String name, String entitiesName, int longest, String empty) {
    String raw = call.input(name);
    call.about(raw);
    if (raw == null || raw.isBlank()) {
      throw TelegramDialect.bad(empty);
    }
    if (raw.getBytes(StandardCharsets.UTF_8).length > LONGEST_RAW) {
      throw TelegramDialect.bad("text is too long");
    }
    TelegramText text = parsed(call, raw.strip(), entitiesName);
    if (text.plain.isBlank()) {
      throw TelegramDialect.bad(empty);
    }
    if (text.plain.length() > longest) {
      throw TelegramDialect.bad("message " + (longest < 4_096 ? "caption " : "") + "is too long");
    }
    call.about(text.plain);
    return text;
  }

  private static TelegramText parsed(Call call, String raw, String entitiesName) {
    String mode = call.input("parse_mode");
    List<Mark> marks = new ArrayList<>();
    String plain = raw;
    try {
      if (mode != null && !mode.isEmpty()) {
        plain =
            switch (mode.toLowerCase(Locale.ROOT)) {
              case "html" -> new TelegramHtml(raw, marks).parse();
              case "markdownv2" -> new TelegramMarkdown(raw, marks).parse();
              case "markdown" -> new TelegramOldMarkdown(raw, marks).parse();
              default -> throw TelegramDialect.bad("unsupported parse_mode");
            };
      } else {
        given(call.input(entitiesName), raw, marks);
      }
    } catch (Unparsed wrong) {
      throw TelegramDialect.bad("can't parse entities: " + wrong.getMessage());
    }
    find(plain, marks);
    marks.sort(Comparator.comparingInt(Mark::offset).thenComparing(m -> -m.length));
    JsonArray entities = new JsonArray();
    marks.forEach(mark -> entities.add(mark.toJson()));
    return new TelegramText(plain, entities);
  }

  private static void given(@Nullable String json, String text, List<Mark> marks) {
    if (json == null || json.isBlank()) {
      return;
    }
    try {
      for (Object one : new JsonArray(json)) {
        JsonObject mark = (JsonObject) one;
        int offset = mark.getInteger("offset");
        int length = mark.getInteger("length");
        if (offset < 0 || length <= 0 || offset + length > text.length()) {
          throw new Unparsed(
              "entity beginning at UTF-16 offset " + offset + " ends after the end of the text");
        }
        Map<String, Object> more = new LinkedHashMap<>(mark.getMap());
        more.keySet().removeAll(List.of("offset", "length", "type"));
        marks.add(new Mark(mark.getString("type"), offset, length, more));
      }
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new Unparsed("can't parse MessageEntity");
    }
  }

  /** Telegram marks links, names and commands by itself. */
  private static void find(String plain, List<Mark> marks) {
    FOUND.forEach(
        (type, pattern) -> {
          Matcher found = pattern.matcher(plain);
          while (found.find()) {
            int start = found.start();
            int end = found.end();
            boolean taken =
                marks.stream()
                    .filter(mark -> !mark.type.matches("bold|italic|underline|strikethrough"))
                    .anyMatch(mark -> start < mark.offset + mark.length && mark.offset < end);
            if (!taken) {
              marks.add(new Mark(type, start, end - start, Map.of()));
            }
          }
        });
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
