package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists of posts, newest first unless told otherwise, a page at a time. */
final class ThreadsSandboxPages {
  private static final long EARLIEST = 1_688_540_400L;

  private final ThreadsSandboxPosts posts;
  private final ThreadsSandboxFields fields;
  private final ThreadsSandboxSwitches switches;

  ThreadsSandboxPages(
      ThreadsSandboxPosts posts, ThreadsSandboxFields fields, ThreadsSandboxSwitches switches) {
    this.posts = posts;
    this.fields = fields;
    this.switches = switches;
  }

  Reply answer(Call call, Predicate<ThreadsSandboxPost> wanted) {
    return answer(call, wanted, true);
  }

  Reply answer(Call call, Predicate<ThreadsSandboxPost> wanted, boolean newestFirst) {
    Set<String> asked = ThreadsSandboxFields.asked(call);
    Instant since = time(call, "since", Instant.EPOCH);
    Instant until = time(call, "until", Instant.MAX);
    if (!since.isBefore(until)) {
      throw ThreadsSandboxRefusals.invalid("Param since must be less than until.");
    }
    int limit = limit(call);
    String after = call.input("after");
    String before = call.input("before");
    if (after != null && before != null) {
      throw ThreadsSandboxRefusals.invalid("before and after can't be passed at the same time.");
    }
    boolean lags = switches.listsLag.getAsBoolean();
    Instant seen = lags ? call.at().minus(ThreadsSandboxContainers.LAG) : Instant.MAX;
    boolean backwards = before != null;
    List<ThreadsSandboxPost> found = new ArrayList<>();
    boolean more = false;
    for (ThreadsSandboxPost post : walk(backwards ? before : after, newestFirst != backwards)) {
      boolean old = post.at().getEpochSecond() < since.getEpochSecond();
      if (old && newestFirst && !backwards) {
        break;
      }
      boolean fits =
          !old && post.at().getEpochSecond() <= until.getEpochSecond() && post.at().isBefore(seen);
      if (fits && wanted.test(post)) {
        more = found.size() == limit;
        if (more) {
          break;
        }
        found.add(post);
      }
    }
    if (backwards) {
      Collections.reverse(found);
    }
    return Reply.json(200, page(call, found, asked, more));
  }

  private Collection<ThreadsSandboxPost> walk(@Nullable String cursor, boolean down) {
    if (cursor == null) {
      return down ? posts.all().newestFirst() : posts.all().oldestFirst();
    }
    long at = at(cursor);
    return down ? posts.all().newestFirstBelow(at) : posts.all().from(at + 1);
  }

  private JsonObject page(
      Call call, List<ThreadsSandboxPost> found, Set<String> asked, boolean more) {
    JsonArray data = new JsonArray();
    found.forEach(post -> data.add(fields.json(post, asked)));
    JsonObject answer = new JsonObject().put("data", data);
    if (found.isEmpty()) {
      return answer;
    }
    String after = cursor(found.get(found.size() - 1));
    JsonObject cursors = new JsonObject().put("before", cursor(found.get(0))).put("after", after);
    JsonObject paging = new JsonObject().put("cursors", cursors);
    if (switches.listsNameTheirNeighbours.getAsBoolean()) {
      if (more || call.input("before") != null) {
        paging.put("next", neighbour(call, "after", after));
      }
      if (call.input("after") != null || more && call.input("before") != null) {
        paging.put("previous", neighbour(call, "before", cursors.getString("before")));
      }
    }
    return answer.put("paging", paging);
  }

  /** The real one carries the token; the caller has it anyway. */
  private static String neighbour(Call call, String way, String cursor) {
    StringBuilder page = new StringBuilder(call.root()).append(call.path());
    page.append('?').append(way).append('=').append(cursor);
    for (String name : new String[] {"fields", "since", "until", "limit", "reverse", "username"}) {
      String value = call.query(name);
      if (value != null) {
        page.append('&').append(name).append('=');
        page.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return page.toString();
  }

  private static String cursor(ThreadsSandboxPost post) {
    byte[] bytes = ("th:" + post.name()).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static long at(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.matches("th:\\d{1,18}")) {
        return Long.parseLong(text.substring(3));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw ThreadsSandboxRefusals.invalid("Invalid cursors values");
  }

  private static int limit(Call call) {
    String limit = call.input("limit");
    if (limit == null || limit.isEmpty()) {
      return 25;
    }
    if (!limit.matches("\\d{1,9}")) {
      throw ThreadsSandboxRefusals.invalid("Param limit must be a non-negative integer.");
    }
    return Math.min(100, Integer.parseInt(limit));
  }

  private static Instant time(Call call, String name, Instant absent) {
    String value = call.input(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    Instant time = parse(value);
    if (time == null || time.getEpochSecond() < EARLIEST) {
      throw ThreadsSandboxRefusals.invalid(
          "Param " + name + " must be a timestamp greater than or equal to " + EARLIEST + ".");
    }
    return time;
  }

  private static @Nullable Instant parse(String value) {
    if (value.matches("\\d{1,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(value));
    }
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(value);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
