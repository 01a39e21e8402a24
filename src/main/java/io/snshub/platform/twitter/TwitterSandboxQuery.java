package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Query parameters of X's reads, refused when they make no sense. */
final class TwitterSandboxQuery {
  private static final long LARGEST = Long.MAX_VALUE;

  private TwitterSandboxQuery() {}

  /** Returns the id that everything wanted lies below. */
  static long below(Call call) {
    return Math.min(id(call, "until_id", LARGEST), page(call));
  }

  static List<String> ids(Call call) {
    String ids = call.query("ids");
    if (ids == null || !ids.matches("\\d{1,19}(,\\d{1,19}){0,99}")) {
      throw TwitterSandboxDialect.invalid(
          "ids", String.valueOf(ids), "ids: 1 to 100 ids with commas between them expected");
    }
    return List.of(ids.split(","));
  }

  static Set<String> fields(Call call) {
    Set<String> fields = new HashSet<>();
    for (String name : List.of("tweet.fields", "post.fields")) {
      String value = call.query(name);
      if (value != null) {
        fields.addAll(List.of(value.split(",")));
      }
    }
    return fields;
  }

  static int max(Call call) {
    String max = call.query("max_results");
    if (max == null) {
      return 10;
    }
    if (!max.matches("[5-9]|[1-9]\\d|100")) {
      throw TwitterSandboxDialect.invalid(
          "max_results",
          max,
          "The `max_results` query parameter value [" + max + "] is not between 5 and 100");
    }
    return Integer.parseInt(max);
  }

  static long id(Call call, String name, long absent) {
    String id = call.query(name);
    if (id == null) {
      return absent;
    }
    if (!id.matches("\\d{1,18}|[0-8]\\d{18}")) {
      throw TwitterSandboxDialect.invalid(name, id, name + ": an id expected");
    }
    return Long.parseLong(id);
  }

  private static long page(Call call) {
    String token = call.query("pagination_token");
    if (token == null) {
      return LARGEST;
    }
    try {
      return Long.parseLong(token, 36);
    } catch (NumberFormatException e) {
      throw TwitterSandboxDialect.invalid("pagination_token", token, "unknown pagination token");
    }
  }

  static Instant time(Call call, String name, Instant absent) {
    String time = call.query(name);
    try {
      return time == null ? absent : Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw TwitterSandboxDialect.invalid(name, String.valueOf(time), name + ": a time expected");
    }
  }
}
