package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Messages that are neither text nor file: places, people, polls and dice. */
final class TelegramThings {
  private final TelegramChats chats;
  private final TelegramSends sends;

  TelegramThings(TelegramChats chats, TelegramSends sends) {
    this.chats = chats;
    this.sends = sends;
  }

  void open(Map<String, Function<Call, Reply>> methods) {
    methods.put("sendlocation", this::location);
    methods.put("sendvenue", this::venue);
    methods.put("sendcontact", this::contact);
    methods.put("sendpoll", this::poll);
    methods.put("senddice", this::dice);
  }

  private Reply location(Call call) {
    String chat = chats.open(call);
    return sends.sent(call, chat, "", new JsonObject().put("location", place(call)));
  }

  private Reply venue(Call call) {
    String chat = chats.open(call);
    JsonObject venue =
        new JsonObject()
            .put("location", place(call))
            .put("title", needed(call, "title"))
            .put("address", needed(call, "address"));
    return sends.sent(
        call,
        chat,
        needed(call, "title"),
        new JsonObject().put("venue", venue).put("location", place(call)));
  }

  private static JsonObject place(Call call) {
    return new JsonObject()
        .put("latitude", number(call, "latitude"))
        .put("longitude", number(call, "longitude"));
  }

  private Reply contact(Call call) {
    String chat = chats.open(call);
    JsonObject contact =
        new JsonObject()
            .put("phone_number", needed(call, "phone_number"))
            .put("first_name", needed(call, "first_name"));
    return sends.sent(call, chat, "", new JsonObject().put("contact", contact));
  }

  private Reply poll(Call call) {
    String chat = chats.open(call);
    JsonArray options = new JsonArray();
    for (Object option : TelegramMarkup.array(call, "options")) {
      String text = option instanceof JsonObject named ? named.getString("text") : option + "";
      options.add(
          new JsonObject()
              .put("persistent_id", Integer.toString(options.size()))
              .put("text", text)
              .put("voter_count", 0));
    }
    if (options.size() < 2 || options.size() > 12) {
      throw TelegramDialect.bad("poll must have at least 2 option");
    }
    String question = needed(call, "question");
    String type = call.input("type");
    JsonObject poll =
        new JsonObject()
            .put("id", Long.toString(5_000_000_000_000_000_000L + call.at().toEpochMilli()))
            .put("question", question)
            .put("options", options)
            .put("total_voter_count", 0)
            .put("is_closed", false)
            .put("is_anonymous", !"false".equals(call.input("is_anonymous")))
            .put("type", type == null ? "regular" : type)
            .put("allows_multiple_answers", "true".equals(call.input("allows_multiple_answers")))
            .put("allows_revoting", true)
            .put("members_only", false);
    return sends.sent(call, chat, question, new JsonObject().put("poll", poll));
  }

  private Reply dice(Call call) {
    String chat = chats.open(call);
    String emoji = call.input("emoji") == null ? "\ud83c\udfb2" : call.input("emoji");
    JsonObject dice = new JsonObject().put("emoji", emoji).put("value", 4);
    return sends.sent(call, chat, "", new JsonObject().put("dice", dice));
  }

  private static String needed(Call call, String name) {
    String value = call.input(name);
    if (value == null || value.isBlank()) {
      throw TelegramDialect.bad("parameter \"" + name + "\" is required");
    }
    return value;
  }

  private static double number(Call call, String name) {
    try {
      return Double.parseDouble(String.valueOf(call.input(name)));
    } catch (NumberFormatException e) {
      throw TelegramDialect.bad("wrong " + name + " specified");
    }
  }
}
