package io.snshub.platform.linkedin;

import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rest.li's answers about several entities. */
final class LinkedinSandboxBatch {
  private LinkedinSandboxBatch() {}

  /** Answers a BATCH_GET; an entity that is null is not there. */
  static Reply of(List<String> keys, Function<String, @Nullable JsonObject> find) {
    if (keys.isEmpty()) {
      throw LinkedinSandboxCall.badQuery();
    }
    JsonObject results = new JsonObject();
    JsonObject statuses = new JsonObject();
    JsonObject errors = new JsonObject();
    for (String key : keys) {
      JsonObject found = find.apply(key);
      String name = LinkedinSandboxParams.reduced(key);
      if (found == null) {
        errors.put(
            name, new JsonObject().put("status", 404).put("message", "Could not find entity"));
      } else {
        results.put(name, found);
      }
      statuses.put(name, found == null ? 404 : 200);
    }
    return LinkedinSandboxDialect.ok(
        new JsonObject().put("results", results).put("statuses", statuses).put("errors", errors));
  }

  /** Answers a finder with everything at once. */
  static Reply all(JsonArray elements) {
    JsonObject paging =
        new JsonObject()
            .put("start", 0)
            .put("count", 10)
            .put("links", new JsonArray())
            .put("total", elements.size());
    return LinkedinSandboxDialect.ok(
        new JsonObject().put("paging", paging).put("elements", elements));
  }

  /** Answers a finder with one page of what it found. */
  static <T> Reply page(
      List<T> found, Function<T, JsonObject> shown, LinkedinSandboxCall call, int usual, int most) {
    int start = call.number("start", 0, 1_000_000);
    int count = call.number("count", usual, most);
    JsonArray elements = new JsonArray();
    found.stream()
        .skip(start)
        .limit(count)
        .forEach(one -> elements.add(LinkedinSandboxResources.only(shown.apply(one), call)));
    JsonArray links = new JsonArray();
    if (start > 0) {
      links.add(link("prev", call, Math.max(0, start - count), count));
    }
    if (start + count < found.size()) {
      links.add(link("next", call, start + count, count));
    }
    JsonObject paging =
        new JsonObject().put("start", start).put("count", count).put("links", links);
    return LinkedinSandboxDialect.ok(
        new JsonObject().put("paging", paging).put("elements", elements));
  }

  private static JsonObject link(String rel, LinkedinSandboxCall call, int start, int count) {
    String query = call.call().rawQuery() == null ? "" : call.call().rawQuery();
    String rest = query.replaceAll("(^|&)(start|count)=[^&]*", "").replaceAll("^&", "");
    return new JsonObject()
        .put("type", "application/json")
        .put("rel", rel)
        .put("href", call.call().path() + "?" + rest + "&start=" + start + "&count=" + count);
  }
}
