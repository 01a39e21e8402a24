package io.snshub.store;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a statement does to its rows. */
enum QueryType {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  OTHER;

  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

  /** "for update" and "do update" change nothing by themselves. */
  private static final Pattern WRITES =
      Pattern.compile(
          "(?<!for )(?<!do )(?<!no key )\\b(insert into|delete from|merge into|update)\\b");

  /** Finds the type; a query that also writes, such as {@code with … update}, is a write. */
  static QueryType of(@Nullable String sql) {
    if (sql == null) {
      return OTHER;
    }
    String text = COMMENT.matcher(sql).replaceAll("").strip().toLowerCase(Locale.ROOT);
    Matcher writes = WRITES.matcher(text);
    if (writes.find()) {
      return switch (writes.group(1)) {
        case "delete from" -> DELETE;
        case "update" -> UPDATE;
        default -> INSERT;
      };
    }
    return text.startsWith("select") || text.startsWith("with") ? SELECT : OTHER;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
