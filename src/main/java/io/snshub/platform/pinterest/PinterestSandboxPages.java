package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Pages of a list. A bookmark stands for the id of the last item that was shown. */
final class PinterestSandboxPages {
  private static final int MOST = 250;
  private static final int USUAL = 25;
  private static final String FIRST = "Y2JVSG81T0dJ";

  private final BooleanSupplier beginsEmpty;

  PinterestSandboxPages(BooleanSupplier beginsEmpty) {
    this.beginsEmpty = beginsEmpty;
  }

  /** Returns the page a call asks for, newest first. Gone items leave no gap. */
  <T> Reply page(
      Call call,
      Iterable<T> newestFirst,
      ToLongFunction<T> id,
      Predicate<T> shown,
      Function<T, JsonObject> json) {
    int size = size(call);
    String bookmark = call.query("bookmark");
    if (bookmark == null && beginsEmpty.getAsBoolean()) {
      return Reply.json(200, of(new JsonArray(), FIRST));
    }
    boolean begun = bookmark != null && !bookmark.isEmpty() && !bookmark.equals(FIRST);
    long below = begun ? last(String.valueOf(bookmark)) : Long.MAX_VALUE;
    JsonArray found = new JsonArray();
    long lowest = below;
    for (T item : newestFirst) {
      long number = id.applyAsLong(item);
      if (number >= below || !shown.test(item)) {
        continue;
      }
      if (found.size() == size) {
        return Reply.json(200, of(found, written(lowest)));
      }
      found.add(json.apply(item));
      lowest = number;
    }
    return Reply.json(200, of(found, null));
  }

  private static JsonObject of(JsonArray items, @Nullable String bookmark) {
    return new JsonObject().put("items", items).put("bookmark", bookmark);
  }

  private static int size(Call call) {
    String size = call.query("page_size");
    if (size == null) {
      return USUAL;
    }
    if (!size.matches("\\d{1,3}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MOST) {
      throw PinterestSandboxDialect.invalid(
          "'page_size' value '%s' must be between 1 and %d".formatted(size, MOST));
    }
    return Integer.parseInt(size);
  }

  private static String written(long id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after|" + id).getBytes(StandardCharsets.UTF_8));
  }

  private static long last(String bookmark) {
    try {
      String read = new String(Base64.getUrlDecoder().decode(bookmark), StandardCharsets.UTF_8);
      if (read.startsWith("after|")) {
        return Long.parseLong(read.substring("after|".length()));
      }
    } catch (IllegalArgumentException e) {
      // neither base64 nor a number: told below
    }
    throw PinterestSandboxDialect.invalid("'bookmark' value is not valid");
  }
}
