package io.snshub.platform.facebook;

import io.snshub.platform.Answers;
import io.snshub.platform.facebook.FacebookSandboxLists.Item;
import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One page of a list with its cursors, and with links to its neighbours. */
final class FacebookSandboxPaging {
  private FacebookSandboxPaging() {}

  static JsonObject answer(Call call, List<Item> shown, boolean next, boolean previous) {
    JsonArray data = new JsonArray();
    shown.forEach(item -> data.add(FacebookSandboxFields.select(call, item.node())));
    JsonObject answer = FacebookSandboxAnswers.list(data);
    if (shown.isEmpty()) {
      return answer;
    }
    String before = encode(shown.get(0).number());
    String after = encode(shown.get(shown.size() - 1).number());
    JsonObject paging =
        new JsonObject().put("cursors", new JsonObject().put("before", before).put("after", after));
    if (previous) {
      paging.put("previous", link(call, "before", before));
    }
    if (next) {
      paging.put("next", link(call, "after", after));
    }
    return answer.put("paging", paging);
  }

  /** As on the real platform the link works by itself: it carries the caller's token. */
  private static String link(Call call, String direction, String cursor) {
    Map<String, String> query = new TreeMap<>();
    for (String name : List.of("fields", "since", "until", "limit", "access_token")) {
      String value = call.input(name);
      if (value != null) {
        query.put(name, value);
      }
    }
    String token = call.bearer();
    if (token != null) {
      query.put("access_token", token);
    }
    query.put(direction, cursor);
    return call.root() + call.path() + "?" + Answers.form(query);
  }

  private static String encode(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("QVFI" + number).getBytes(StandardCharsets.US_ASCII));
  }

  static @Nullable Long cursor(Call call, String name) {
    String cursor = call.input(name);
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return Long.valueOf(plain.replaceFirst("^QVFI", ""));
    } catch (IllegalArgumentException e) {
      throw FacebookSandboxAnswers.parameter("Invalid cursors values");
    }
  }
}
