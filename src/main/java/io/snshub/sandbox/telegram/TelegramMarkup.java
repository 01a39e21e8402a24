package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a message carries beside its content: buttons, the message it answers, protection. */
final class TelegramMarkup {
  private static final int LONGEST_DATA = 64;

  private TelegramMarkup() {}

  /** Adds all that a call asks for. */
  static void add(Call call, TelegramChats chats, String chat, JsonObject message) {
    buttons(call, message);
    answered(call, chats, chat, message);
    String thread = call.input("message_thread_id");
    if (thread != null && thread.matches("\\d{1,18}")) {
      message.put("message_thread_id", Long.parseLong(thread)).put("is_topic_message", true);
    }
    if ("true".equals(call.input("protect_content"))) {
      message.put("has_protected_content", true);
    }
    JsonObject preview = object(call, "link_preview_options");
    if (preview != null) {
      message.put("link_preview_options", preview);
    } else if ("true".equals(call.input("disable_web_page_preview"))) {
      message.put("link_preview_options", new JsonObject().put("is_disabled", true));
    }
  }

  /** Keyboards that stand under a message are part of it; the others are not shown. */
  static void buttons(Call call, JsonObject message) {
    JsonObject markup = object(call, "reply_markup");
    if (markup == null || !markup.containsKey("inline_keyboard")) {
      return;
    }
    if (!(markup.getValue("inline_keyboard") instanceof JsonArray rows)) {
      throw TelegramDialect.bad(
          "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an" + " Array of Arrays");
    }
    for (Object row : rows) {
      if (!(row instanceof JsonArray line)) {
        throw TelegramDialect.bad(
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be"
                + " an Array of Arrays");
      }
      line.forEach(TelegramMarkup::button);
    }
    message.put("reply_markup", new JsonObject().put("inline_keyboard", rows));
  }

  private static void button(Object value) {
    if (!(value instanceof JsonObject button) || !(button.getValue("text") instanceof String)) {
      throw TelegramDialect.bad("can't parse inline keyboard button: Can't find field \"text\"");
    }
    if (button.size() < 2) {
      throw TelegramDialect.bad(
          "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    String data = button.getString("callback_data");
    if (data != null && data.getBytes(StandardCharsets.UTF_8).length > LONGEST_DATA) {
      throw TelegramDialect.bad("BUTTON_DATA_INVALID");
    }
    String url = button.getString("url");
    if (url != null && !url.matches("(https?|tg|mailto)://?\\S+|[\\w.-]+\\.\\w+.*")) {
      throw TelegramDialect.bad(
          "inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
    }
  }

  private static void answered(Call call, TelegramChats chats, String chat, JsonObject message) {
    JsonObject parameters = object(call, "reply_parameters");
    String id =
        parameters == null
            ? call.input("reply_to_message_id")
            : String.valueOf(parameters.getValue("message_id"));
    if (id == null) {
      return;
    }
    TelegramMessage other = chats.find(chat, id);
    boolean without =
        parameters == null
            ? "true".equals(call.input("allow_sending_without_reply"))
            : parameters.getBoolean("allow_sending_without_reply", false);
    if (other == null && !without) {
      throw TelegramDialect.bad("message to be replied not found");
    }
    if (other != null) {
      JsonObject shown = other.toJson();
      shown.remove("reply_to_message");
      message.put("reply_to_message", shown);
    }
  }

  /** Returns an object that comes as JSON, or as JSON in a text; null when there is none. */
  static @Nullable JsonObject object(Call call, String name) {
    String text = call.input(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      String what = name.equals("reply_markup") ? "reply keyboard markup" : name;
      throw TelegramDialect.bad("can't parse " + what + " JSON object");
    }
  }

  static JsonArray array(Call call, String name) {
    String text = call.input(name);
    try {
      return text == null || text.isBlank() ? new JsonArray() : new JsonArray(text);
    } catch (DecodeException e) {
      throw TelegramDialect.bad("can't parse " + name + " JSON object");
    }
  }
}
