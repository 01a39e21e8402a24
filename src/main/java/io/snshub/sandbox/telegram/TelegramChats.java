package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chats and the messages in them. Every chat exists, except 0. Message ids rise per chat; the
 * newest {@value #CAPACITY} messages are kept.
 */
final class TelegramChats {
  private static final int CAPACITY = 100_000;
  private static final int MINUTE = 60;
  private static final int GROUP_MESSAGES = 20;
  private static final int CHAT_MESSAGES = 60;

  private final Shelf<Long, TelegramMessage> messages = new Shelf<>(CAPACITY);
  private final Map<String, Long> numberByKey = new HashMap<>();
  private final Map<String, Long> lastIdByChat = new HashMap<>();
  private final Map<String, Deque<Long>> recent = new HashMap<>();
  private final Site site;
  private final BooleanSupplier blocked;
  private final BooleanSupplier upgraded;
  private long lastNumber;

  TelegramChats(Site site) {
    this.site = site;
    this.blocked = site.choice("bot_blocked", false, "people have blocked the bot");
    this.upgraded = site.choice("groups_upgraded", false, "small groups have become supergroups");
  }

  static String chat(Call call) {
    return chat(call, "chat_id");
  }

  static String chat(Call call, String parameter) {
    String chat = call.input(parameter);
    if (chat == null || chat.isBlank()) {
      throw TelegramDialect.bad("chat_id is empty");
    }
    if (!chat.matches("-?[1-9]\\d{0,17}|@[A-Za-z]\\w{3,31}")) {
      throw TelegramDialect.bad("chat not found");
    }
    return chat;
  }

  /** Returns the chat that a message may be sent to now. */
  String open(Call call) {
    String chat = chat(call);
    boolean person = !chat.startsWith("-") && !chat.startsWith("@");
    if (person && blocked.getAsBoolean()) {
      throw new RefusedCall(TelegramDialect.error(403, "Forbidden: bot was blocked by the user"));
    }
    if (chat.startsWith("-") && !chat.startsWith("-100") && upgraded.getAsBoolean()) {
      throw new RefusedCall(TelegramDialect.migrated(Long.parseLong("-100" + chat.substring(1))));
    }
    if (site.rateLimits()) {
      limited(call, chat, person);
    }
    return chat;
  }

  private void limited(Call call, String chat, boolean person) {
    Deque<Long> times = recent.computeIfAbsent(chat, name -> new ArrayDeque<>());
    long now = call.at().getEpochSecond();
    while (!times.isEmpty() && times.peekFirst() <= now - MINUTE) {
      times.removeFirst();
    }
    if (times.size() >= (person ? CHAT_MESSAGES : GROUP_MESSAGES)) {
      long wait = times.peekFirst() + MINUTE - now;
      throw new RefusedCall(site.dialect().rateLimited(call, Math.max(1, wait)));
    }
    times.addLast(now);
  }

  /** Puts a message up. */
  TelegramMessage put(Call call, String chat, String text, JsonObject content) {
    long id = lastIdByChat.merge(chat, 1L, Long::sum);
    TelegramMessage message =
        new TelegramMessage(++lastNumber, chat, id, text, content, call.at().getEpochSecond());
    if (messages.size() == CAPACITY) {
      numberByKey.remove(messages.oldestFirst().iterator().next().key());
    }
    messages.put(message.number(), message);
    numberByKey.put(message.key(), message.number());
    return message;
  }

  void change(TelegramMessage message) {
    messages.put(message.number(), message);
  }

  void remove(TelegramMessage message) {
    messages.remove(message.number());
    numberByKey.remove(message.key());
  }

  @Nullable TelegramMessage find(String chat, String id) {
    Long number = numberByKey.get(chat + "/" + id);
    return number == null ? null : messages.get(number);
  }

  TelegramMessage required(Call call, String otherwise) {
    TelegramMessage message = find(chat(call), String.valueOf(call.input("message_id")));
    if (message == null) {
      throw TelegramDialect.bad(otherwise);
    }
    return message;
  }

  void clear() {
    messages.clear();
    numberByKey.clear();
    lastIdByChat.clear();
    recent.clear();
  }

  static Reply ok(Object result) {
    return Reply.json(200, new JsonObject().put("ok", true).put("result", result));
  }
}
