package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a chat is and who is in it. */
final class TelegramMembers {
  private final TelegramEdits edits;

  TelegramMembers(TelegramEdits edits) {
    this.edits = edits;
  }

  void open(Map<String, Function<Call, Reply>> methods) {
    methods.put("getchat", this::chat);
    methods.put("getchatmember", this::member);
    methods.put("getchatmembercount", call -> TelegramChats.ok(members(call)));
    methods.put("getchatadministrators", this::administrators);
  }

  private Reply chat(Call call) {
    String chat = TelegramChats.chat(call);
    JsonObject gifts =
        new JsonObject()
            .put("unlimited_gifts", false)
            .put("limited_gifts", false)
            .put("unique_gifts", false)
            .put("premium_subscription", false)
            .put("gifts_from_channels", false);
    JsonObject shown =
        TelegramMessage.chat(chat)
            .put("accent_color_id", 0)
            .put("max_reaction_count", 11)
            .put("accepted_gift_types", gifts);
    TelegramMessage pinned = edits.pinned(chat);
    return TelegramChats.ok(pinned == null ? shown : shown.put("pinned_message", pinned.toJson()));
  }

  private Reply member(Call call) {
    TelegramChats.chat(call);
    boolean bot = "1".equals(call.input("user_id"));
    JsonObject user =
        bot
            ? TelegramMessage.bot()
            : new JsonObject()
                .put("id", Long.parseLong(user(call)))
                .put("is_bot", false)
                .put("first_name", "Sandbox");
    return TelegramChats.ok(
        bot ? administrator() : new JsonObject().put("user", user).put("status", "member"));
  }

  private static String user(Call call) {
    String user = String.valueOf(call.input("user_id"));
    if (!user.matches("[1-9]\\d{0,17}")) {
      throw TelegramDialect.bad("invalid user_id specified");
    }
    return user;
  }

  private static int members(Call call) {
    String chat = TelegramChats.chat(call);
    return chat.startsWith("-") || chat.startsWith("@") ? 12 : 2;
  }

  private Reply administrators(Call call) {
    String chat = TelegramChats.chat(call);
    if (!chat.startsWith("-") && !chat.startsWith("@")) {
      throw TelegramDialect.bad("there are no administrators in the private chat");
    }
    return TelegramChats.ok(new JsonArray().add(administrator()));
  }

  private static JsonObject administrator() {
    JsonObject rights =
        new JsonObject()
            .put("user", TelegramMessage.bot())
            .put("status", "administrator")
            .put("can_be_edited", false)
            .put("is_anonymous", false);
    for (String right :
        List.of(
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories")) {
      rights.put(right, right.matches("can_(manage_chat|delete_messages)"));
    }
    return rights;
  }
}
