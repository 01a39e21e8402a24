package io.snshub.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.snshub.call.Problems;
import java.io.IOException;

/**
 * Refuses texts that JSON can escape but no database keeps and no platform takes: the character NUL
 * and halves of characters. Bodies without escapes, which is nearly all, are not looked at twice.
 */
final class JsonTexts {
  private JsonTexts() {}

  static void check(byte[] body, JsonFactory json) throws IOException {
    if (!escapes(body)) {
      return;
    }
    try (JsonParser parser = json.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
        if (text && broken(parser.getText())) {
          throw Problems.validation(
              field(parser.getParsingContext()),
              "must not hold the character NUL or half a character");
        }
      }
    }
  }

  private static boolean escapes(byte[] body) {
    for (int i = 0; i + 1 < body.length; i++) {
      if (body[i] == '\\' && body[i + 1] == 'u') {
        return true;
      }
    }
    return false;
  }

  private static boolean broken(String text) {
    return text.codePoints()
        .anyMatch(
            point ->
                point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static String field(JsonStreamContext at) {
    if (at.inRoot()) {
      return "body";
    }
    String above = field(at.getParent());
    String before = above.equals("body") ? "" : above;
    if (at.inArray()) {
      return before + "[" + at.getCurrentIndex() + "]";
    }
    String name = broken(String.valueOf(at.getCurrentName())) ? "?" : at.getCurrentName();
    return before.isEmpty() ? name : before + "." + name;
  }
}
