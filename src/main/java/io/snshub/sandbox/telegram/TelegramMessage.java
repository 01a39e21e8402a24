package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.SandboxPost;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A message that is up.
 *
 * @param number its place among all messages
 * @param chat where it was sent
 * @param id its number in the chat
 * @param text what it says
 * @param date when it was sent, in epoch seconds
 */
record TelegramMessage(long number, String chat, long id, String text, long date) {

  /** Returns a name that is unique across chats. */
  String key() {
    return chat + "/" + id;
  }

  SandboxPost shown(Call call) {
    return new SandboxPost(call.prefix(), key(), chat, text, List.of(), null, call.at());
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("message_id", id)
        .put("from", bot())
        .put("chat", chat(chat))
        .put("date", date)
        .put("text", text);
  }

  static JsonObject bot() {
    return new JsonObject()
        .put("id", 1)
        .put("is_bot", true)
        .put("first_name", "Hub")
        .put("username", "sandbox_hub_bot");
  }

  static JsonObject chat(String chat) {
    if (chat.startsWith("@")) {
      return new JsonObject()
          .put("id", -1_000_000_000_001L)
          .put("title", chat.substring(1))
          .put("username", chat.substring(1))
          .put("type", "channel");
    }
    long id = Long.parseLong(chat);
    return id > 0
        ? new JsonObject().put("id", id).put("first_name", "Sandbox").put("type", "private")
        : new JsonObject().put("id", id).put("title", "Sandbox").put("type", "group");
  }
}
