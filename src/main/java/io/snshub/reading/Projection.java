package io.snshub.reading;

import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the read model: brings the lists, the calendar and the words of posts to what the posts
 * are now. Any number may do so at once, for the same posts, in any order, and again: rows only
 * ever become newer.
 *
 * <p>Who writes a post's rows holds its row under {@code '*'} until the end, and reads everything
 * else after that; so what belongs together is of one moment, and a slow writer can't put back what
 * a faster one has replaced.
 */
@Component
class Projection {
  /** Posts in one transaction. */
  static final int BATCH = 200;

  private final Sql sql;
  private final TransactionTemplate transaction;
  private final ListGenerations generations;
  private final Clock clock;

  /** H2 makes writers of one row fail rather than wait; in one process they can wait here. */
  private final @Nullable Lock alone;

  Projection(Sql sql, TransactionTemplate transaction, ListGenerations generations, Clock clock) {
    this.sql = sql;
    this.transaction = transaction;
    this.generations = generations;
    this.clock = clock;
    this.alone = sql.dialect() == Dialect.H2 ? new ReentrantLock() : null;
  }

  private record Text(
      long postId, long userId, String content, @Nullable String known, String hash) {}

  /** Brings what the read model says of posts up to date. */
  void project(Collection<Long> posts) {
    List<Long> sorted = List.copyOf(new TreeSet<>(posts));
    for (int from = 0; from < sorted.size(); from += BATCH) {
      List<Long> batch = sorted.subList(from, Math.min(from + BATCH, sorted.size()));
      inTurn(() -> transaction.executeWithoutResult(status -> write(batch, false)));
    }
  }

  /** Writes anew whatever the read model says of posts, in the running transaction. */
  void rewrite(List<Long> posts) {
    write(posts, true);
  }

  /** Runs something that writes the read model when nobody else in this process does. */
  void inTurn(Runnable work) {
    if (alone == null) {
      work.run();
      return;
    }
    alone.lock();
    try {
      work.run();
    } finally {
      alone.unlock();
    }
  }

  private void write(List<Long> posts, boolean anew) {
    int force = anew ? 1 : 0;
    List<Long> stale =
        sql.run("reading/find-stale")
            .param("ids", posts)
            .param("force", force)
            .query(Long.class)
            .list();
    if (stale.isEmpty()) {
      return;
    }
    sql.run("reading/put-posts").param("ids", stale).param("force", force).update();
    sql.run("reading/put-platforms").param("ids", stale).param("force", force).update();
    sql.run("reading/drop-platforms").param("ids", stale).update();
    List<Text> texts = texts(stale);
    sql.run("reading/put-cards")
        .param("posts", texts.stream().map(Text::postId).toArray(Long[]::new))
        .param("hashes", texts.stream().map(Text::hash).toArray(String[]::new))
        .update();
    List<Text> changed =
        texts.stream().filter(text -> anew || !text.hash().equals(text.known())).toList();
    writeWords(changed, anew);
    raise(texts);
  }

  private List<Text> texts(List<Long> posts) {
    return sql.run("reading/find-texts")
        .param("ids", posts)
        .query(
            (row, number) -> {
              String content = row.getString("content");
              return new Text(
                  row.getLong("id"),
                  row.getLong("user_id"),
                  content,
                  row.getString("text_hash"),
                  hash(content));
            })
        .list();
  }

  private void writeWords(List<Text> texts, boolean anew) {
    List<Long> known =
        texts.stream().filter(text -> anew || text.known() != null).map(Text::postId).toList();
    if (!known.isEmpty()) {
      sql.run("reading/delete-words").param("ids", known).update();
    }
    List<Long> posts = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Text text : texts) {
      for (String word : PostWords.of(text.content())) {
        posts.add(text.postId());
        words.add(word);
      }
    }
    if (!words.isEmpty()) {
      sql.run("reading/add-words")
          .param("posts", posts.toArray(Long[]::new))
          .param("words", words.toArray(String[]::new))
          .update();
    }
  }

  private void raise(List<Text> texts) {
    Set<Long> users = new TreeSet<>(texts.stream().map(Text::userId).toList());
    sql.run("reading/raise-generations")
        .param("users", users.toArray(Long[]::new))
        .param("now", Sql.at(clock.instant()))
        .update();
    users.forEach(generations::changed);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
