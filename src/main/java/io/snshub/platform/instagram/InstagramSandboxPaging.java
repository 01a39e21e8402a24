package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How the Graph API leads from one page of a list to the next. */
final class InstagramSandboxPaging {
  private InstagramSandboxPaging() {}

  static JsonObject page(Call call, JsonArray data, long last, boolean more) {
    JsonObject answer = new JsonObject().put("data", data);
    if (data.isEmpty()) {
      return answer;
    }
    JsonObject cursors =
        new JsonObject()
            .put("before", data.getJsonObject(0).getString("id"))
            .put("after", Long.toString(last));
    JsonObject paging = new JsonObject().put("cursors", cursors);
    if (more) {
      // the caller's own token: clients follow the link as it stands
      String token = call.bearer() == null ? call.query("access_token") : call.bearer();
      StringBuilder next = new StringBuilder(call.root()).append(call.path()).append("?after=");
      next.append(last);
      for (String name : new String[] {"fields", "since", "until", "limit"}) {
        String value = call.query(name);
        if (value != null) {
          next.append('&').append(name).append('=').append(value.replace("{", "%7B"));
        }
      }
      paging.put("next", next.append("&access_token=").append(token).toString());
    }
    return answer.put("paging", paging);
  }
}
