package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The Bot API for one bot, whose token is {@code 1:sandbox}. Every chat exists, except 0.
 * TelegramMessage ids rise per chat; the newest {@value #CAPACITY} messages are kept.
 */
@Component
public final class TelegramSandbox implements PlatformSandbox {
  private static final int CAPACITY = 100_000;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_RAW = 32_768;

  private final TelegramDialect dialect = new TelegramDialect();
  private final Shelf<Long, TelegramMessage> messages = new Shelf<>(CAPACITY);
  private final Map<String, Long> numberByKey = new HashMap<>();
  private final Map<String, Long> lastIdByChat = new HashMap<>();
  private long lastNumber;

  @Override
  public String prefix() {
    return "telegram";
  }

  @Override
  public String account() {
    return "sandbox_hub_bot";
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    for (String path : new String[] {"/bot{token}/test/{method}", "/bot{token}/{method}"}) {
      site.route("POST", path, TelegramSandbox::operation, this::answer);
      site.route("GET", path, TelegramSandbox::operation, this::answer);
    }
  }

  @Override
  public void reset() {
    messages.clear();
    numberByKey.clear();
    lastIdByChat.clear();
  }

  private static Operation operation(Call call) {
    return switch (method(call)) {
      case "sendmessage", "editmessagetext" -> Operation.PUBLISH;
      case "deletemessage" -> Operation.DELETE;
      default -> Operation.LOOKUP;
    };
  }

  private static String method(Call call) {
    return call.param("method").toLowerCase(Locale.ROOT);
  }

  private Reply answer(Call call) {
    return switch (method(call)) {
      case "sendmessage" -> send(call);
      case "editmessagetext" -> edit(call);
      case "deletemessage" -> delete(call);
      case "getme" -> ok(TelegramMessage.bot());
      case "getchat" -> ok(TelegramMessage.chat(chatId(call)));
      default -> TelegramDialect.error(404, "Not Found: method not found");
    };
  }

  private Reply send(Call call) {
    String chat = chatId(call);
    String text = text(call);
    long id = lastIdByChat.merge(chat, 1L, Long::sum);
    TelegramMessage message =
        new TelegramMessage(++lastNumber, chat, id, text, call.at().getEpochSecond());
    if (messages.size() == CAPACITY) {
      TelegramMessage oldest = messages.oldestFirst().iterator().next();
      numberByKey.remove(oldest.key());
    }
    messages.put(message.number(), message);
    numberByKey.put(message.key(), message.number());
    return ok(message.toJson()).sent(message.shown(call));
  }

  private Reply edit(Call call) {
    TelegramMessage before = find(call, "message to edit not found");
    String text = text(call);
    if (text.equals(before.text())) {
      throw TelegramDialect.bad(
          "message is not modified: specified new message content and reply markup are exactly the"
              + " same as a current content and reply markup of the message");
    }
    TelegramMessage after =
        new TelegramMessage(before.number(), before.chat(), before.id(), text, before.date());
    messages.put(after.number(), after);
    JsonObject json = after.toJson().put("edit_date", call.at().getEpochSecond());
    return ok(json).showsMessage(after.shown(call));
  }

  private Reply delete(Call call) {
    TelegramMessage message = find(call, "message to delete not found");
    call.about(message.text());
    messages.remove(message.number());
    numberByKey.remove(message.key());
    return Reply.json(200, new JsonObject().put("ok", true).put("result", true))
        .deleted(message.key());
  }

  private TelegramMessage find(Call call, String otherwise) {
    String id = String.valueOf(call.input("message_id"));
    String key = chatId(call) + "/" + id;
    Long number = numberByKey.get(key);
    TelegramMessage message = number == null ? null : messages.get(number);
    if (message == null) {
      throw TelegramDialect.bad(otherwise);
    }
    return message;
  }

  private static String chatId(Call call) {
    String chat = call.input("chat_id");
    if (chat == null || chat.isBlank()) {
      throw TelegramDialect.bad("chat_id is empty");
    }
    if (!chat.matches("-?[1-9]\\d{0,17}|@\\w+")) {
      throw TelegramDialect.bad("chat not found");
    }
    return chat;
  }

  private static String text(Call call) {
    String text = call.input("text");
    call.about(text);
    if (text == null || text.isBlank()) {
      throw TelegramDialect.bad("message text is empty");
    }
    if (text.length() > LONGEST_RAW) {
      throw TelegramDialect.bad("text is too long");
    }
    if (text.length() > LONGEST_TEXT) {
      throw TelegramDialect.bad("message is too long");
    }
    String mode = call.input("parse_mode");
    if (mode != null && !mode.toLowerCase(Locale.ROOT).matches("markdownv2|markdown|html")) {
      throw TelegramDialect.bad("unsupported parse_mode");
    }
    return text;
  }

  private static Reply ok(JsonObject result) {
    return Reply.json(200, new JsonObject().put("ok", true).put("result", result));
  }
}
