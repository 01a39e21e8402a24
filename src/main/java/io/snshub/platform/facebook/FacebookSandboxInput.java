package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters as the Graph API takes them: in query, form or JSON, lists in three spellings. */
final class FacebookSandboxInput {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");
  private static final Pattern AHEAD = Pattern.compile("([+-]?\\d{1,4}) (minute|hour|day|week)s?");
  private static final int MOST_ITEMS = 1_000;

  private FacebookSandboxInput() {}

  static String text(Call call, String name) {
    String value = call.input(name);
    return value == null ? "" : value;
  }

  static boolean flag(Call call, String name, boolean absent) {
    String value = call.input(name);
    return value == null || value.isEmpty() ? absent : value.matches("(?i)true|1|yes");
  }

  static @Nullable Long number(Call call, String name) {
    String value = call.input(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!value.matches("\\d{1,18}")) {
      throw FacebookSandboxAnswers.parameter("Param " + name + " must be an integer");
    }
    return Long.valueOf(value);
  }

  /** Returns a list that is JSON, indexed ({@code name[0]}), or words with commas between. */
  static List<String> list(Call call, String name) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < MOST_ITEMS && call.input(name + "[" + i + "]") != null; i++) {
      items.add(text(call, name + "[" + i + "]"));
    }
    String whole = text(call, name).strip();
    if (items.isEmpty() && whole.startsWith("[")) {
      array(name, whole).forEach(item -> items.add(String.valueOf(item)));
    } else if (items.isEmpty() && whole.startsWith("{")) {
      // PHP's way to send a list: an object with numbers for names
      object(name, whole).forEach(entry -> items.add(String.valueOf(entry.getValue())));
    } else if (items.isEmpty() && !whole.isEmpty()) {
      items.addAll(List.of(whole.split("\\s*,\\s*")));
    }
    return items;
  }

  static JsonObject object(String name, String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      throw FacebookSandboxAnswers.parameter("Param " + name + " must be an object");
    }
  }

  /** Returns when to publish, or null; a number, or ISO 8601. */
  static @Nullable Instant later(Call call, Duration most) {
    String text = call.input("scheduled_publish_time");
    if (text == null || text.isEmpty() || text.equals("0")) {
      return null;
    }
    Instant at = instant(text, call.at());
    if (at == null
        || at.isBefore(call.at().plus(Duration.ofMinutes(10)).minusSeconds(30))
        || at.isAfter(call.at().plus(most))) {
      throw FacebookSandboxAnswers.parameter("The specified scheduled publish time is invalid.");
    }
    return at;
  }

  /** Reads a time as PHP's {@code strtotime} does, the plainest of its forms. */
  static @Nullable Instant instant(String text, Instant now) {
    Matcher ahead = AHEAD.matcher(text);
    if (ahead.matches()) {
      long amount = Long.parseLong(ahead.group(1));
      return switch (ahead.group(2)) {
        case "minute" -> now.plus(amount, ChronoUnit.MINUTES);
        case "hour" -> now.plus(amount, ChronoUnit.HOURS);
        case "day" -> now.plus(amount, ChronoUnit.DAYS);
        default -> now.plus(7 * amount, ChronoUnit.DAYS);
      };
    }
    return switch (text) {
      case "now" -> now;
      case "yesterday" -> now.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
      case "today" -> now.truncatedTo(ChronoUnit.DAYS);
      case "tomorrow" -> now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      default -> instant(text.matches("\\d{4}-\\d{2}-\\d{2}") ? text + "T00:00:00Z" : text);
    };
  }

  private static @Nullable Instant instant(String text) {
    if (text.matches("\\d{1,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    try {
      return OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static JsonArray array(String name, String text) {
    try {
      return new JsonArray(text);
    } catch (DecodeException | ClassCastException e) {
      throw FacebookSandboxAnswers.parameter("Param " + name + " must be an array");
    }
  }
}
