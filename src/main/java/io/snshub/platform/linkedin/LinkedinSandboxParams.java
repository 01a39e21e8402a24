package io.snshub.platform.linkedin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of Rest.li 2.0: {@code List(a,b)}, {@code (key:value)} and plain values, in which
 * each of {@code ( ) , : '} has to be percent-encoded. An encoded structure and a plain URN are
 * both refused, as they are in production.
 */
final class LinkedinSandboxParams {
  private final String text;
  private int at;

  private LinkedinSandboxParams(String text) {
    this.text = text;
  }

  /** The text breaks the rules. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  /**
   * Reads a query or a tunnelled one: names to texts, lists and maps. Protocol 1, which is not
   * strict, writes lists as {@code name[0]=a&name[1]=b} or by repeating the name.
   */
  static Map<String, Object> query(String raw, boolean strict) throws Malformed {
    Map<String, Object> found = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (pair.isEmpty() || equals == 0) {
        continue;
      }
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      // these two have a grammar of their own
      if (strict && !name.equals("fields") && !name.equals("projection")) {
        found.put(name, value(value));
      } else {
        put(found, name, decode(value));
      }
    }
    return found;
  }

  private static void put(Map<String, Object> found, String name, String value) {
    String plain = name.replaceAll("\\[\\d+]$", "");
    List<Object> items = new ArrayList<>();
    Object earlier = found.get(plain);
    if (earlier instanceof List<?> list) {
      items.addAll(list);
    } else if (earlier != null) {
      items.add(earlier);
    }
    items.add(value);
    found.put(plain, plain.equals(name) && items.size() == 1 ? value : items);
  }

  /** Reads one value: a text, a list of values, or a map of them. */
  static Object value(String raw) throws Malformed {
    LinkedinSandboxParams reader = new LinkedinSandboxParams(raw);
    Object value = reader.any();
    if (reader.at != raw.length()) {
      throw new Malformed();
    }
    return value;
  }

  /** Encodes a key as it stands in the body of an answer to a batch. */
  static String reduced(String key) {
    return key.replace(",", "%2C")
        .replace("(", "%28")
        .replace(")", "%29")
        .replace("'", "%27")
        .replace(":", "%3A");
  }

  private Object any() throws Malformed {
    if (text.startsWith("List(", at)) {
      at += 5;
      return list();
    }
    if (text.startsWith("(", at)) {
      at++;
      return map();
    }
    return leaf();
  }

  private List<Object> list() throws Malformed {
    List<Object> items = new ArrayList<>();
    if (take(')')) {
      return items;
    }
    do {
      items.add(any());
    } while (take(','));
    expect(')');
    return items;
  }

  private Map<String, Object> map() throws Malformed {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (take(')')) {
      return entries;
    }
    do {
      String key = leaf();
      expect(':');
      entries.put(key, any());
    } while (take(','));
    expect(')');
    return entries;
  }

  private String leaf() throws Malformed {
    if (text.startsWith("''", at)) {
      at += 2;
      return "";
    }
    int start = at;
    while (at < text.length() && "(),:'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return decode(text.substring(start, at));
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) throws Malformed {
    if (!take(wanted)) {
      throw new Malformed();
    }
  }

  /** Decodes percent signs; a plus sign stays one. */
  static String decode(String raw) throws Malformed {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Malformed();
    }
  }
}
