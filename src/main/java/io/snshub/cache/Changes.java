package io.snshub.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.snshub.store.RedisLink;
import io.snshub.store.RedisSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Removes from Redis what has changed, and tells all processes in the same breath. What Redis
 * doesn't confirm in time is owed, and made good by a new epoch.
 */
final class Changes {
  /** Lua takes few more keys at once. */
  static final int AT_ONCE = 1_000;

  static final byte[] CHANNEL = Script.bytes("v1:changed");
  private static final byte[] COUNTER = Script.bytes("v1:changes");
  private static final Script FORGET = new Script("forget", ScriptOutputType.INTEGER);

  private final RedisLink link;
  private final Trust trust;
  private final String node;
  private final Duration confirm;
  private final Runnable whenOwed;

  /**
   * Tells changes.
   *
   * @param node this process's name, unlike any other's
   * @param confirm how long Redis may take to confirm it
   * @param whenOwed wakes whoever raises the epoch
   */
  Changes(RedisLink link, Trust trust, String node, Duration confirm, Runnable whenOwed) {
    this.link = link;
    this.trust = trust;
    this.node = node;
    this.confirm = confirm;
    this.whenOwed = whenOwed;
  }

  String node() {
    return node;
  }

  static String key(String shelf, String name) {
    return "v1:" + shelf + ":" + name;
  }

  static byte[][] keys(String shelf, List<String> names) {
    return names.stream().map(name -> Script.bytes(key(shelf, name))).toArray(byte[][]::new);
  }

  /** These documents have changed. Doesn't wait, and never fails. */
  void tell(String shelf, List<String> names) {
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
      List<String> keys = some.stream().map(name -> key(shelf, name)).toList();
      trust.doubt(keys);
      try {
        remove(keys, Message.write(node, shelf, some));
      } catch (RedisException e) {
        owe(keys);
      }
    }
  }

  private void remove(List<String> keys, byte[] message) {
    RedisSession session =
        link.session().orElseThrow(() -> new RedisException("there is no session"));
    long begun = System.nanoTime();
    publish(session, keys, message)
        .toCompletableFuture()
        .orTimeout(confirm.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (number, failure) -> {
              if (failure == null) {
                trust.believe(keys);
              } else {
                session.failed(begun, "a change could not be told");
                owe(keys);
              }
            });
  }

  /** First the debt, then the doubt: a reader looks the other way round. */
  private void owe(List<String> keys) {
    trust.owe();
    trust.believe(keys);
    whenOwed.run();
  }

  private static RedisFuture<Long> publish(
      RedisSession session, List<String> removed, byte[] message) {
    byte[][] keys = new byte[removed.size() + 1][];
    keys[0] = COUNTER;
    for (int i = 0; i < removed.size(); i++) {
      keys[i + 1] = Script.bytes(removed.get(i));
    }
    return session.send(redis -> FORGET.run(redis, keys, CHANNEL, message));
  }

  /** There is a new epoch. True when Redis has taken it, which shows that it can be written to. */
  boolean announceEpoch(RedisSession session) {
    return FORGET.load(session)
        && session
            .ask(
                redis ->
                    FORGET.<Long>run(
                        redis, new byte[][] {COUNTER}, CHANNEL, Message.write(node, "", List.of())))
            .isPresent();
  }
}
