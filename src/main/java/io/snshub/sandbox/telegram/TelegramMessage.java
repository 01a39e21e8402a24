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
 * @param content what it is made of, by the Bot API's names
 * @param date when it was sent, in epoch seconds
 */
record TelegramMessage(
    long number, String chat, long id, String text, JsonObject content, long date) {

  /** Returns a name that is unique across chats. */
  String key() {
    return chat + "/" + id;
  }

  SandboxPost shown(Call call) {
    return new SandboxPost(call.prefix(), key(), chat, text, List.of(), null, call.at());
  }

  TelegramMessage with(String newText, JsonObject newContent) {
    return new TelegramMessage(number, chat, id, newText, newContent, date);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("message_id", id);
    // a channel speaks for itself
    if (chat.startsWith("@")) {
      json.put("sender_chat", chat(chat));
    } else {
      json.put("from", bot());
    }
    json.put("chat", chat(chat)).put("date", date);
    return json.mergeIn(content);
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
    if (id > 0) {
      return new JsonObject().put("id", id).put("first_name", "Sandbox").put("type", "private");
    }
    boolean large = chat.startsWith("-100") && chat.length() > 12;
    return new JsonObject()
        .put("id", id)
        .put("title", "Sandbox")
        .put("type", large ? "supergroup" : "group");
  }
}
