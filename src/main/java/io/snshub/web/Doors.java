package io.snshub.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are open now, by method and path. It finds only what cannot be mistaken: a
 * path of plain characters that exactly one template fits best. Thread-safe.
 */
final class Doors {
  private static final Pattern TEMPLATE = Pattern.compile("(/(\\{\\w+}|[\\w-][\\w.-]*))+");

  private final List<Way> open = new ArrayList<>();
  private volatile Map<String, List<List<Way>>> ways = Map.of();

  /** A template in pieces; a variable's begins with a brace. */
  private record Way(String method, String template, String[] pieces, RouteConsumer consumer) {
    int variables() {
      int found = 0;
      for (String piece : pieces) {
        found += variable(piece) ? 1 : 0;
      }
      return found;
    }
  }

  /**
   * Where a request goes.
   *
   * @param variables what the path says for the template's variables
   */
  record Found(RouteConsumer consumer, String template, Map<String, String> variables) {}

  /** Opens a door; one whose template holds anything unusual is passed over. */
  synchronized void open(String method, String template, RouteConsumer consumer) {
    if (TEMPLATE.matcher(template).matches()) {
      open.add(new Way(method, template, template.substring(1).split("/"), consumer));
      arrange();
    }
  }

  synchronized void close(RouteConsumer consumer) {
    open.removeIf(way -> way.consumer() == consumer);
    arrange();
  }

  private void arrange() {
    Map<String, List<List<Way>>> arranged = new HashMap<>();
    for (Way way : open) {
      List<List<Way>> byLength =
          arranged.computeIfAbsent(way.method(), method -> new ArrayList<>());
      while (byLength.size() <= way.pieces().length) {
        byLength.add(new ArrayList<>());
      }
      byLength.get(way.pieces().length).add(way);
    }
    ways = arranged;
  }

  @Nullable Found find(String method, String path) {
    List<List<Way>> byLength = ways.get(method);
    String[] pieces = byLength == null ? null : pieces(path);
    if (pieces == null || pieces.length >= byLength.size()) {
      return null;
    }
    Way best = null;
    boolean tie = false;
    for (Way way : byLength.get(pieces.length)) {
      if (fits(way.pieces(), pieces)) {
        int closer = best == null ? -1 : Integer.compare(way.variables(), best.variables());
        tie = closer == 0 || tie && closer > 0;
        best = closer < 0 ? way : best;
      }
    }
    return best == null || tie
        ? null
        : new Found(best.consumer(), best.template(), variables(best.pieces(), pieces));
  }

  private static boolean fits(String[] template, String[] pieces) {
    for (int i = 0; i < template.length; i++) {
      if (!variable(template[i]) && !template[i].equals(pieces[i])) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(String[] template, String[] pieces) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < template.length; i++) {
      if (variable(template[i])) {
        variables.put(template[i].substring(1, template[i].length() - 1), pieces[i]);
      }
    }
    return variables;
  }

  private static boolean variable(String piece) {
    return piece.charAt(0) == '{';
  }

  /** Null when the path holds an escape, a parameter, a step up or anything else to think about. */
  private static String @Nullable [] pieces(String path) {
    int length = path.length();
    if (length < 2 || path.charAt(0) != '/' || path.charAt(length - 1) == '/') {
      return null;
    }
    int slashes = 0;
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '_';
      boolean inside = i > 0 && path.charAt(i - 1) != '/';
      if (c == '/') {
        slashes++;
      }
      if (!(plain || c == '/' && (i == 0 || inside) || c == '.' && inside)) {
        return null;
      }
    }
    String[] pieces = new String[slashes];
    int from = 1;
    for (int i = 0; i < slashes; i++) {
      int to = path.indexOf('/', from);
      pieces[i] = path.substring(from, to < 0 ? length : to);
      from = to + 1;
    }
    return pieces;
  }
}
