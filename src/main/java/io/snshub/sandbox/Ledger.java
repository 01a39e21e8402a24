package io.snshub.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every mutating call and its effect, oldest first. Written at the moment the effect takes place;
 * keeps the newest {@value #CAPACITY} entries. Thread-safe.
 */
final class Ledger {
  static final int CAPACITY = 200_000;

  /**
   * One call. {@code status} is the HTTP status that was answered; 0 means that no answer was sent
   * (the connection was cut, or the caller is still being held).
   */
  record Entry(
      long seq,
      Instant at,
      String platform,
      Operation operation,
      @Nullable String account,
      Effect effect,
      @Nullable String postId,
      @Nullable String content,
      int status) {

    JsonObject toJson() {
      return new JsonObject()
          .put("seq", seq)
          .put("at", at.toString())
          .put("platform", platform)
          .put("operation", operation.word())
          .put("account", account)
          .put("effect", effect.word())
          .put("platform_post_id", postId)
          .put("content", content)
          .put("status", status);
    }
  }

  private final Shelf<Long, Entry> entries = new Shelf<>(CAPACITY);
  private long lastSeq;

  synchronized long record(Instant at, Call call, Change change, int status) {
    long seq = ++lastSeq;
    entries.put(
        seq,
        new Entry(
            seq,
            at,
            call.prefix(),
            call.operation(),
            call.accountOrNull(),
            change.effect(),
            change.postId(),
            call.content(),
            status));
    return seq;
  }

  /** A held call has got its answer. */
  synchronized void answered(long seq, int status) {
    Entry e = entries.get(seq);
    if (e != null) {
      entries.put(
          seq,
          new Entry(
              e.seq,
              e.at,
              e.platform,
              e.operation,
              e.account,
              e.effect,
              e.postId,
              e.content,
              status));
    }
  }

  /** Returns the newest {@code limit} entries of a platform (null = all) after a number. */
  synchronized List<Entry> entries(@Nullable String platform, long after, int limit) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries.newestFirst()) {
      if (entry.seq <= after || found.size() >= limit) {
        break;
      }
      if (platform == null || entry.platform.equals(platform)) {
        found.add(entry);
      }
    }
    Collections.reverse(found);
    return found;
  }

  synchronized void clear() {
    entries.clear();
    lastSeq = 0;
  }
}
