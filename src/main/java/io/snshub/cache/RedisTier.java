package io.snshub.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.snshub.store.RedisLink;
import io.snshub.store.RedisSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The tier in Redis, for documents at rest. It is used while all goes well and left out otherwise;
 * package-info says why nothing old comes out of it.
 */
final class RedisTier implements Behind {
  private static final Script LOOK = new Script("look", ScriptOutputType.MULTI);
  private static final Script FILL = new Script("fill", ScriptOutputType.STATUS);

  private final RedisLink link;
  private final Epochs epochs;
  private final Trust trust;
  private final Changes changes;
  private final RedisLives lives;
  private final CacheMeters meters;
  private final AtomicLong tokens = new AtomicLong();

  RedisTier(
      RedisLink link,
      Epochs epochs,
      Trust trust,
      Changes changes,
      RedisLives lives,
      CacheMeters meters) {
    this.link = link;
    this.epochs = epochs;
    this.trust = trust;
    this.changes = changes;
    this.lives = lives;
    this.meters = meters;
  }

  static boolean loadScripts(RedisSession session) {
    return LOOK.load(session) && FILL.load(session);
  }

  /** A lease on keys in one epoch: whatever changes them ends it. */
  private record Lease(RedisSession session, long epoch, String token) {
    byte[] argument() {
      return Script.bytes(Entry.digits(epoch) + token);
    }
  }

  @Override
  public Found look(String shelf, List<String> names) {
    // in this order: a session brings a new epoch, and what is doubted ends in an epoch that is
    // owed
    Optional<RedisSession> session = link.session();
    List<String> asked =
        names.stream()
            .limit(Changes.AT_ONCE)
            .filter(name -> !trust.doubts(Changes.key(shelf, name)))
            .toList();
    if (session.isEmpty() || asked.isEmpty() || trust.owes()) {
      return Found.NOTHING;
    }
    Long epoch = epoch();
    if (epoch == null) {
      return Found.NOTHING;
    }
    Lease lease = new Lease(session.get(), epoch, changes.node() + "-" + tokens.incrementAndGet());
    Found found = ask(shelf, asked, lease);
    meters.hit(found.documents().size());
    meters.missed(names.size() - found.documents().size());
    return found;
  }

  private @Nullable Long epoch() {
    try {
      return epochs.present();
    } catch (DataAccessException e) {
      // without the database nobody knows what is true; the loader will say so
      return null;
    }
  }

  private Found ask(String shelf, List<String> names, Lease lease) {
    byte[] digits = Script.bytes(Entry.digits(lease.epoch()));
    byte[] life = number(lives.lease().toMillis());
    Optional<List<byte[]>> answer =
        lease
            .session()
            .ask(
                redis ->
                    LOOK.run(
                        redis,
                        Changes.keys(shelf, names),
                        digits,
                        Script.bytes(lease.token()),
                        life));
    if (answer.isEmpty()) {
      return Found.NOTHING;
    }
    Map<String, Document> documents = new HashMap<>();
    List<String> leased = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      byte[] entry = answer.get().get(i);
      Document document = entry == null ? null : Entry.read(lease.epoch(), entry);
      if (document != null) {
        documents.put(names.get(i), document);
      } else if (entry != null) {
        leased.add(names.get(i));
      }
    }
    return new Found(documents, loaded -> fill(shelf, leased, loaded, lease));
  }

  private void fill(String shelf, List<String> leased, Map<String, Document> loaded, Lease lease) {
    Map<String, Document> resting = new LinkedHashMap<>();
    for (String name : leased) {
      Document document = loaded.get(name);
      if (document != null && document.resting()) {
        resting.put(name, document);
      }
    }
    if (resting.isEmpty()) {
      return;
    }
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(lease.argument());
    for (Document document : resting.values()) {
      arguments.add(Entry.write(lease.epoch(), document));
      arguments.add(number(lives.jittered().toMillis()));
    }
    byte[][] keys = Changes.keys(shelf, List.copyOf(resting.keySet()));
    try {
      lease.session().send(redis -> FILL.run(redis, keys, arguments.toArray(byte[][]::new)));
    } catch (RedisException e) {
      // the next who misses it may
    }
  }

  @Override
  public void forget(String shelf, List<String> names) {
    changes.tell(shelf, names);
  }

  private static byte[] number(long number) {
    return Script.bytes(Long.toString(number));
  }
}
