package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Bot API for one bot, whose token is {@code 1:sandbox}. */
@Component
public final class TelegramSandbox implements PlatformSandbox {
  private final TelegramDialect dialect = new TelegramDialect();
  private final TelegramFiles files = new TelegramFiles();
  private final Map<String, Function<Call, Reply>> methods = new HashMap<>();
  private @Nullable TelegramChats chats;
  private @Nullable TelegramEdits edits;
  private @Nullable TelegramBot bot;

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
    dialect.open(site);
    TelegramChats talk = new TelegramChats(site);
    TelegramEdits changes = new TelegramEdits(talk, files);
    TelegramBot self = new TelegramBot();
    chats = talk;
    edits = changes;
    bot = self;

    TelegramSends sends = new TelegramSends(talk, files);
    sends.open(methods);
    new TelegramThings(talk, sends).open(methods);
    changes.open(methods);
    self.open(methods);
    new TelegramMembers(changes).open(methods);
    methods.put("getfile", files::describe);
    site.route("GET", "/file/bot{token}/{kind}/{name}", Operation.LOOKUP, files::download);
    for (String path : new String[] {"/bot{token}/test/{method}", "/bot{token}/{method}"}) {
      site.route("POST", path, TelegramSandbox::operation, this::answer);
      site.route("GET", path, TelegramSandbox::operation, this::answer);
    }
  }

  @Override
  public void reset() {
    files.clear();
    if (chats != null && edits != null && bot != null) {
      chats.clear();
      edits.clear();
      bot.clear();
    }
  }

  private static Operation operation(Call call) {
    String method = method(call);
    if (method.startsWith("deletemessage")) {
      return Operation.DELETE;
    }
    boolean shows =
        method.startsWith("send") && !method.equals("sendchataction")
            || method.startsWith("editmessage")
            || method.matches("(copy|forward)message");
    return shows ? Operation.PUBLISH : Operation.LOOKUP;
  }

  /** Names of methods may be written in any case. */
  private static String method(Call call) {
    return call.param("method").toLowerCase(Locale.ROOT);
  }

  private Reply answer(Call call) {
    Function<Call, Reply> method = methods.get(method(call));
    return method == null
        ? TelegramDialect.error(404, "Not Found: method not found")
        : method.apply(call);
  }
}
