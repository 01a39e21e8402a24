package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes and takes down messages. */
final class TelegramEdits {
  private static final Duration DELETABLE = Duration.ofHours(48);

  private final TelegramChats chats;
  private final TelegramFiles files;
  private final Map<String, Long> pinned = new HashMap<>();

  TelegramEdits(TelegramChats chats, TelegramFiles files) {
    this.chats = chats;
    this.files = files;
  }

  void open(Map<String, Function<Call, Reply>> methods) {
    methods.put("editmessagetext", this::text);
    methods.put("editmessagecaption", this::caption);
    methods.put("editmessagemedia", this::media);
    methods.put("editmessagereplymarkup", this::markup);
    methods.put("deletemessage", this::delete);
    methods.put("deletemessages", this::deleteAll);
    methods.put("stoppoll", this::stopPoll);
    methods.put("setmessagereaction", this::react);
    methods.put("pinchatmessage", this::pin);
    methods.put("unpinchatmessage", this::unpin);
    methods.put("unpinallchatmessages", this::unpin);
  }

  @Nullable TelegramMessage pinned(String chat) {
    Long id = pinned.get(chat);
    return id == null ? null : chats.find(chat, id.toString());
  }

  void clear() {
    pinned.clear();
  }

  private Reply text(Call call) {
    TelegramMessage before = chats.required(call, "message to edit not found");
    if (!before.content().containsKey("text")) {
      throw TelegramDialect.bad("there is no text in the message to edit");
    }
    TelegramText text = TelegramSends.text(call, 4_096);
    return changed(call, before, text.plain(), TelegramSends.content(text));
  }

  private Reply caption(Call call) {
    TelegramMessage before = chats.required(call, "message to edit not found");
    if (before.content().containsKey("text")) {
      throw TelegramDialect.bad("there is no caption in the message to edit");
    }
    JsonObject content = before.content().copy();
    content.remove("reply_markup");
    return changed(call, before, TelegramSends.caption(call, content), content);
  }

  private Reply media(Call call) {
    TelegramMessage before = chats.required(call, "message to edit not found");
    JsonObject media = TelegramMarkup.object(call, "media");
    String kind = media == null ? "" : String.valueOf(media.getValue("type"));
    if (media == null || !kind.matches("photo|video|document|audio|animation")) {
      throw TelegramDialect.bad("can't parse InputMedia: type must be specified");
    }
    JsonObject content =
        new JsonObject().put(kind, files.taken(call, kind, media.getString("media"), "media"));
    String caption = media.getString("caption");
    if (caption != null) {
      content.put("caption", caption);
    }
    return changed(call, before, caption == null ? "" : caption, content);
  }

  private Reply markup(Call call) {
    TelegramMessage before = chats.required(call, "message to edit not found");
    JsonObject content = before.content().copy();
    content.remove("reply_markup");
    return changed(call, before, before.text(), content);
  }

  private Reply changed(Call call, TelegramMessage before, String text, JsonObject content) {
    TelegramMarkup.buttons(call, content);
    JsonObject compared = before.content().copy();
    List.of("edit_date", "link_preview_options", "reply_to_message").forEach(compared::remove);
    if (compared.equals(content)) {
      throw TelegramDialect.bad(
          "message is not modified: specified new message content and reply markup are exactly the"
              + " same as a current content and reply markup of the message");
    }
    content.put("edit_date", call.at().getEpochSecond());
    TelegramMessage after = before.with(text, content);
    chats.change(after);
    return TelegramChats.ok(after.toJson()).showsMessage(after.shown(call));
  }

  private Reply delete(Call call) {
    TelegramMessage message = chats.required(call, "message to delete not found");
    if (call.at().getEpochSecond() - message.date() > DELETABLE.toSeconds()) {
      throw TelegramDialect.bad("message can't be deleted for everyone");
    }
    call.about(message.text());
    chats.remove(message);
    return TelegramChats.ok(true).deleted(message.key());
  }

  /** What is not there is passed over; one call tells the ledger of one message. */
  private Reply deleteAll(Call call) {
    String chat = TelegramChats.chat(call);
    JsonArray ids = TelegramMarkup.array(call, "message_ids");
    if (ids.isEmpty() || ids.size() > 100) {
      throw TelegramDialect.bad("message identifiers are not specified");
    }
    Reply done = TelegramChats.ok(true);
    boolean first = true;
    for (Object id : ids) {
      TelegramMessage message = chats.find(chat, String.valueOf(id));
      if (message != null) {
        chats.remove(message);
        done = first ? done.deleted(message.key()) : done.alsoDeleted(message.key());
        first = false;
      }
    }
    return done;
  }

  private Reply stopPoll(Call call) {
    TelegramMessage message = chats.required(call, "message with poll to stop not found");
    JsonObject poll = message.content().getJsonObject("poll");
    if (poll == null || poll.getBoolean("is_closed")) {
      throw TelegramDialect.bad("poll has already been closed");
    }
    JsonObject content = message.content().copy();
    content.getJsonObject("poll").put("is_closed", true);
    chats.change(message.with(message.text(), content));
    return TelegramChats.ok(content.getJsonObject("poll"));
  }

  private Reply react(Call call) {
    chats.required(call, "message to react not found");
    return TelegramChats.ok(true);
  }

  private Reply pin(Call call) {
    TelegramMessage message = chats.required(call, "message to pin not found");
    pinned.put(message.chat(), message.id());
    return TelegramChats.ok(true);
  }

  private Reply unpin(Call call) {
    boolean all = call.input("message_id") == null;
    Long id = pinned.get(TelegramChats.chat(call));
    if (!all && (id == null || !id.toString().equals(call.input("message_id")))) {
      throw TelegramDialect.bad("message to unpin not found");
    }
    pinned.remove(TelegramChats.chat(call));
    return TelegramChats.ok(true);
  }
}
