package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bot itself, and how it would hear of updates. Nobody writes to it. */
final class TelegramBot {
  private static final JsonArray NO_UPDATES = new JsonArray();

  private final Map<String, Object> profile = new HashMap<>();
  private @Nullable String webhook;

  void open(Map<String, Function<Call, Reply>> methods) {
    methods.put("getme", call -> TelegramChats.ok(me()));
    methods.put("sendchataction", this::action);
    methods.put("getupdates", this::updates);
    methods.put("setwebhook", this::setWebhook);
    methods.put("deletewebhook", call -> webhook(null));
    methods.put("getwebhookinfo", this::webhookInfo);
    methods.put("answercallbackquery", TelegramBot::expired);
    methods.put("logout", call -> TelegramChats.ok(true));
    methods.put("close", call -> TelegramChats.ok(true));
    methods.put("setmycommands", this::commands);
    methods.put("getmycommands", call -> kept("commands", new JsonArray()));
    methods.put("deletemycommands", call -> keep("commands", new JsonArray()));
    for (String name : List.of("name", "description", "short_description")) {
      String method = "my" + name.replace("_", "");
      methods.put("set" + method, call -> keep(name, text(call, name)));
      methods.put("get" + method, call -> described(name));
    }
  }

  void clear() {
    profile.clear();
    webhook = null;
  }

  private static JsonObject me() {
    return TelegramMessage.bot()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", false)
        .put("supports_guest_queries", false)
        .put("supports_inline_queries", false)
        .put("can_connect_to_business", false)
        .put("has_main_web_app", false)
        .put("has_topics_enabled", false)
        .put("allows_users_to_create_topics", false)
        .put("can_manage_bots", false)
        .put("supports_join_request_queries", false);
  }

  private Reply action(Call call) {
    TelegramChats.chat(call);
    String action = String.valueOf(call.input("action"));
    if (!action.matches("typing|(upload|record)_\\w+|choose_sticker|find_location")) {
      throw TelegramDialect.bad("wrong parameter action in request");
    }
    return TelegramChats.ok(true);
  }

  private Reply updates(Call call) {
    if (webhook != null) {
      throw new RefusedCall(
          TelegramDialect.error(
              409,
              "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
                  + " delete the webhook first"));
    }
    return TelegramChats.ok(NO_UPDATES);
  }

  private Reply setWebhook(Call call) {
    String url = call.input("url");
    if (url != null && !url.isEmpty() && !url.startsWith("https://")) {
      throw TelegramDialect.bad("bad webhook: An HTTPS URL must be provided for webhook");
    }
    return webhook(url == null || url.isEmpty() ? null : url);
  }

  private Reply webhook(@Nullable String url) {
    String done = url == null ? webhook == null ? "is already deleted" : "was deleted" : "was set";
    webhook = url;
    return Reply.json(
        200,
        new JsonObject().put("ok", true).put("result", true).put("description", "Webhook " + done));
  }

  private Reply webhookInfo(Call call) {
    return TelegramChats.ok(
        new JsonObject()
            .put("url", webhook == null ? "" : webhook)
            .put("has_custom_certificate", false)
            .put("pending_update_count", 0));
  }

  private static Reply expired(Call call) {
    throw TelegramDialect.bad(
        "query is too old and response timeout expired or query ID is invalid");
  }

  private Reply commands(Call call) {
    JsonArray commands = TelegramMarkup.array(call, "commands");
    for (Object one : commands) {
      boolean right =
          one instanceof JsonObject command
              && String.valueOf(command.getValue("command")).matches("[a-z0-9_]{1,32}")
              && command.getValue("description") instanceof String;
      if (!right) {
        throw TelegramDialect.bad("BOT_COMMAND_INVALID");
      }
    }
    return keep("commands", commands);
  }

  private static String text(Call call, String name) {
    String text = call.input(name);
    return text == null ? "" : text;
  }

  private Reply keep(String name, Object value) {
    profile.put(name, value);
    return TelegramChats.ok(true);
  }

  private Reply kept(String name, Object otherwise) {
    return TelegramChats.ok(profile.getOrDefault(name, otherwise));
  }

  private Reply described(String name) {
    Object value = profile.getOrDefault(name, name.equals("name") ? "Hub" : "");
    return TelegramChats.ok(new JsonObject().put(name, value));
  }
}
