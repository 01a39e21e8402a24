package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every way to send a message. */
final class TelegramSends {
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_CAPTION = 1_024;

  private final TelegramChats chats;
  private final TelegramFiles files;
  private long groups;

  TelegramSends(TelegramChats chats, TelegramFiles files) {
    this.chats = chats;
    this.files = files;
  }

  void open(Map<String, Function<Call, Reply>> methods) {
    methods.put("sendmessage", this::text);
    for (String kind :
        List.of(
            "photo", "document", "video", "audio", "voice", "animation", "video_note", "sticker")) {
      methods.put("send" + kind.replace("_", ""), call -> file(call, kind));
    }
    methods.put("sendmediagroup", this::album);
    methods.put("copymessage", call -> copy(call, false));
    methods.put("forwardmessage", call -> copy(call, true));
  }

  static TelegramText text(Call call, int longest) {
    return TelegramText.of(call, "text", "entities", longest, "message text is empty");
  }

  private Reply text(Call call) {
    String chat = chats.open(call);
    TelegramText text = text(call, LONGEST_TEXT);
    return sent(call, chat, text.plain(), content(text));
  }

  static JsonObject content(TelegramText text) {
    JsonObject content = new JsonObject().put("text", text.plain());
    return text.entities().isEmpty() ? content : content.put("entities", text.entities());
  }

  private Reply file(Call call, String kind) {
    String chat = chats.open(call);
    JsonObject content = new JsonObject();
    Object file = files.taken(call, kind);
    content.put(kind, file);
    if (kind.equals("animation")) {
      // old clients know it as a document only
      JsonObject plain = ((JsonObject) file).copy();
      List.of("width", "height", "duration").forEach(plain::remove);
      content.put("document", plain);
    }
    return sent(call, chat, kind.equals("sticker") ? "" : caption(call, content), content);
  }

  /** Puts a caption into a message, if there is one, and returns it. */
  static String caption(Call call, JsonObject content) {
    content.remove("caption");
    content.remove("caption_entities");
    String raw = call.input("caption");
    if (raw == null || raw.isBlank()) {
      return "";
    }
    TelegramText text =
        TelegramText.of(call, "caption", "caption_entities", LONGEST_CAPTION, "caption is empty");
    content.put("caption", text.plain());
    if (!text.entities().isEmpty()) {
      content.put("caption_entities", text.entities());
    }
    if ("true".equals(call.input("show_caption_above_media"))) {
      content.put("show_caption_above_media", true);
    }
    return text.plain();
  }

  Reply sent(Call call, String chat, String text, JsonObject content) {
    TelegramMarkup.add(call, chats, chat, content);
    TelegramMessage message = chats.put(call, chat, text, content);
    return TelegramChats.ok(message.toJson()).sent(message.shown(call));
  }

  /** All pictures of an album are checked before the first is sent. */
  private Reply album(Call call) {
    String chat = chats.open(call);
    JsonArray media = TelegramMarkup.array(call, "media");
    if (media.size() < 2 || media.size() > 10) {
      throw TelegramDialect.bad("expected from 2 to 10 messages to send in an album");
    }
    String group = Long.toString(13_000_000_000_000_000L + ++groups);
    List<JsonObject> contents = new ArrayList<>();
    for (int i = 0; i < media.size(); i++) {
      if (!(media.getValue(i) instanceof JsonObject one)) {
        throw TelegramDialect.bad("can't parse InputMedia: expected an Object");
      }
      String kind = String.valueOf(one.getValue("type"));
      if (!kind.matches("photo|video|document|audio")) {
        throw TelegramDialect.bad("can't parse InputMedia: type must be specified");
      }
      Object file = files.taken(call, kind, one.getString("media"), "media" + i);
      JsonObject content = new JsonObject().put("media_group_id", group).put(kind, file);
      if (one.getString("caption") != null) {
        content.put("caption", one.getString("caption"));
      }
      contents.add(content);
    }
    call.about(contents.get(0).getString("caption"));
    List<TelegramMessage> sent = new ArrayList<>();
    for (JsonObject content : contents) {
      sent.add(chats.put(call, chat, content.getString("caption", ""), content));
    }
    JsonArray result = new JsonArray(sent.stream().map(TelegramMessage::toJson).toList());
    Reply reply = TelegramChats.ok(result).sent(sent.get(0).shown(call));
    for (TelegramMessage other : sent.subList(1, sent.size())) {
      reply = reply.alsoSent(other.shown(call));
    }
    return reply;
  }

  private Reply copy(Call call, boolean forward) {
    String chat = chats.open(call);
    String from = TelegramChats.chat(call, "from_chat_id");
    TelegramMessage old = chats.find(from, String.valueOf(call.input("message_id")));
    if (old == null) {
      throw TelegramDialect.bad("message to " + (forward ? "forward" : "copy") + " not found");
    }
    JsonObject content = old.content().copy();
    content.remove("reply_to_message");
    if (forward) {
      JsonObject origin =
          new JsonObject()
              .put("type", "user")
              .put("date", old.date())
              .put("sender_user", TelegramMessage.bot());
      content.put("forward_origin", origin);
    }
    TelegramMessage message = chats.put(call, chat, old.text(), content);
    call.about(old.text());
    Object result = forward ? message.toJson() : new JsonObject().put("message_id", message.id());
    return TelegramChats.ok(result).sent(message.shown(call));
  }
}
