package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Google puts resources and lists: kinds, etags, parts, pages. Pure. */
final class YoutubeSandboxAnswers {
  private static final int MOST_PER_PAGE = 50;
  private static final int USUAL_PER_PAGE = 5;

  private YoutubeSandboxAnswers() {}

  /** A page of a list. */
  record Page<T>(List<T> items, int total, int perPage, int from) {

    /** Cuts the page that a call asks for. */
    static <T> Page<T> of(Call call, List<T> all) {
      int perPage = (int) number(call, "maxResults", USUAL_PER_PAGE, MOST_PER_PAGE);
      int from = Math.min(offset(call), all.size());
      int to = Math.min(from + perPage, all.size());
      return new Page<>(all.subList(from, to), all.size(), perPage, from);
    }

    JsonObject toJson(String kind, JsonArray found) {
      JsonObject json = new JsonObject().put("kind", kind);
      if (from + items.size() < total) {
        json.put("nextPageToken", token(from + perPage));
      }
      if (from > 0) {
        json.put("prevPageToken", token(Math.max(0, from - perPage)));
      }
      return json.put("items", found).put("pageInfo", info(total, perPage));
    }
  }

  /** Answers a read: with an etag, with the fields asked for, and 304 when nothing changed. */
  static Reply read(Call call, JsonObject body) {
    JsonObject tagged = tagged(body);
    String tag = '"' + tagged.getString("etag") + '"';
    if (tag.equals(call.header("If-None-Match"))) {
      return Reply.empty(304).header("ETag", tag);
    }
    return Reply.json(200, YoutubeSandboxSelection.of(call.query("fields"), tagged))
        .header("ETag", tag)
        .header("Cache-Control", "private, max-age=0, must-revalidate, no-transform")
        .header("Vary", "Origin, X-Origin, Referer");
  }

  /** Returns a resource with its etag behind its kind. */
  static JsonObject tagged(JsonObject resource) {
    JsonObject tagged = new JsonObject().put("kind", resource.getString("kind"));
    return tagged.put("etag", etag(resource.encode())).mergeIn(resource);
  }

  static JsonObject list(String kind, JsonArray items) {
    return new JsonObject()
        .put("kind", kind)
        .put("items", items)
        .put("pageInfo", info(items.size(), items.size()));
  }

  private static JsonObject info(int total, int perPage) {
    return new JsonObject().put("totalResults", total).put("resultsPerPage", perPage);
  }

  /** Returns the parts that a call names. */
  static Set<String> parts(Call call, Set<String> known) {
    List<String> named = ids(call, "part");
    if (named == null) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.parameter", "missingRequiredParameter", "Required parameter: part", "part");
    }
    Set<String> parts = new LinkedHashSet<>(named);
    for (String name : parts) {
      if (!known.contains(name)) {
        throw YoutubeSandboxDialect.refused(
            400, "youtube.part", "unknownPart", "'" + name + "'", "part");
      }
    }
    return parts;
  }

  /**
   * Returns what a list in the query names, or null when it names nothing. Some clients join such a
   * list with commas, others repeat the parameter.
   */
  static @Nullable List<String> ids(Call call, String parameter) {
    List<String> named =
        call.queries(parameter).stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
    return named.isEmpty() ? null : named;
  }

  /** Returns the body, which has to be a JSON object. */
  static JsonObject body(Call call) {
    JsonObject body = call.json();
    if (body == null) {
      throw YoutubeSandboxDialect.malformed(
          call.size() == 0
              ? "The request body is missing."
              : "Invalid JSON payload received. Unexpected token.");
    }
    return body;
  }

  static long number(Call call, String name, long absent, long most) {
    String value = call.query(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    if (!value.matches("\\d{1,9}") || Long.parseLong(value) > most) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.parameter",
          "invalidValue",
          "Invalid value '%s'. Values must be within the range: [0, %d]".formatted(value, most),
          name);
    }
    return Long.parseLong(value);
  }

  /** A page token says where the page begins, in letters that mean nothing to a client. */
  private static String token(int from) {
    byte[] bytes = ("CAO" + from).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int offset(Call call) {
    String token = call.query("pageToken");
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      String read = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (read.matches("CAO\\d{1,9}")) {
        return Integer.parseInt(read.substring(3));
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw YoutubeSandboxDialect.refused(
        400,
        "youtube.parameter",
        "invalidPageToken",
        "The request specifies an invalid page token.",
        "pageToken");
  }

  private static String etag(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
