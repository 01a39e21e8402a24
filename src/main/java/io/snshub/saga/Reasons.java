package io.snshub.saga;

import java.util.regex.Pattern;

/**
 * Why something failed, in one line that may be shown to the saga's owner: no stack trace, no query
 * of an address, and nothing that looks like a secret.
 */
final class Reasons {
  private static final int LONGEST = 300;
  private static final int DEEPEST_CAUSE = 20;
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?]+)\\?\\S*");

  /** Long runs of the letters that keys and tokens are made of, with a digit among them. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<![A-Za-z0-9_+/=-])(?=[A-Za-z_+/=-]*[0-9])[A-Za-z0-9_+/=-]{20,}");

  private static final Pattern NAMED =
      Pattern.compile("(?i)\\b(bearer|token|secret|password|api[-_]?key)(\\s*[:=]\\s*|\\s+)\\S+");

  private Reasons() {}

  static String of(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    String message = root.getMessage();
    return message == null || message.isBlank() ? name : shortened(name + ": " + washed(message));
  }

  private static String washed(String message) {
    String line = message.strip().lines().findFirst().orElse("");
    line = QUERY.matcher(line).replaceAll("$1");
    line = NAMED.matcher(line).replaceAll("$1 ***");
    return TOKEN.matcher(line).replaceAll("***");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
