package io.snshub.reading;

import io.snshub.cache.Document;
import io.snshub.cache.Shelf;
import io.snshub.cache.Shelves;
import io.snshub.store.JsonColumn;
import io.snshub.store.ReadSql;
import io.snshub.store.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which posts stand on a page of a list. */
@Component
class PostPages {
  /** A word with fewer posts than this needs no better one to look by. */
  private static final int RARE = 100;

  private static final int COMPARED = 1_000;

  /** A search counts among so many of the newest posts with its rarest word: each is looked up. */
  private static final int SEARCHED = 1_000;

  private final Sql sql;
  private final ReadSql reads;
  private final Clock clock;
  private final ListGenerations generations;
  private final Shelf<Key> shelf;

  PostPages(Sql sql, ReadSql reads, Clock clock, ListGenerations generations, Shelves shelves) {
    this.sql = sql;
    this.reads = reads;
    this.clock = clock;
    this.generations = generations;
    this.shelf = shelves.shelf("post-page", Key::name, this::load);
  }

  /**
   * A page without its posts.
   *
   * @param totalRelation {@code exact}, or {@code at_least} when there are too many to count
   */
  record PageOfIds(
      List<Long> posts,
      long total,
      String totalRelation,
      Instant retrievedAt,
      @Nullable String nextCursor) {}

  /** A page of a list as it was after so many changes. */
  private record Key(PostFilter filter, long generation) {
    String name() {
      return filter.userId() + ":" + generation + ":" + filter.name();
    }
  }

  private record Entry(long postId, Instant at) {}

  /** Returns a page; kept pages are for keys that may see all. */
  PageOfIds of(PostFilter filter) {
    if (filter.keyId() != 0) {
      return read(filter);
    }
    Document page =
        Objects.requireNonNull(shelf.get(new Key(filter, generations.of(filter.userId()))));
    return JsonColumn.read(new String(page.bytes(), StandardCharsets.UTF_8), PageOfIds.class);
  }

  private Map<Key, Document> load(List<Key> keys) {
    Map<Key, Document> pages = new HashMap<>();
    for (Key key : keys) {
      byte[] page = JsonColumn.write(read(key.filter())).getBytes(StandardCharsets.UTF_8);
      pages.put(key, Document.resting(page, key.generation()));
    }
    return pages;
  }

  private PageOfIds read(PostFilter filter) {
    String word = filter.words().isEmpty() ? null : rarest(filter);
    List<Entry> entries =
        page(filter, word)
            .query(
                (row, number) ->
                    new Entry(
                        row.getLong("post_id"),
                        Objects.requireNonNull(Sql.instant(row, "created_at"))))
            .list();
    boolean more = entries.size() > filter.limit();
    List<Entry> shown = more ? entries.subList(0, filter.limit()) : entries;
    Total total =
        !more && filter.cursor() == null && filter.offset() == 0
            ? new Total(shown.size(), true)
            : total(filter, word);
    Entry last = more ? shown.get(shown.size() - 1) : null;
    return new PageOfIds(
        shown.stream().map(Entry::postId).toList(),
        total.number(),
        total.relation(),
        clock.instant(),
        last == null ? null : new PageCursor(last.at(), Long.toString(last.postId())).text());
  }

  private Total total(PostFilter filter, @Nullable String word) {
    return word == null
        ? Total.of(count(filter, null, Total.COUNTED + 1))
        : new Total(count(filter, word, SEARCHED), holding(filter, word, SEARCHED + 1) <= SEARCHED);
  }

  private JdbcClient.StatementSpec page(PostFilter filter, @Nullable String word) {
    return narrowed(filter, word, "list-entries")
        .param("until", Sql.at(filter.until()))
        .param("untilId", filter.untilId())
        .param("offset", filter.offset())
        .param("limit", filter.limit() + 1);
  }

  private long count(PostFilter filter, @Nullable String word, int upTo) {
    return narrowed(filter, word, "count-entries")
        .param("to", Sql.at(filter.to()))
        .param("limit", upTo)
        .query(Long.class)
        .single();
  }

  private JdbcClient.StatementSpec narrowed(
      PostFilter filter, @Nullable String word, String statement) {
    boolean list = statement.equals("list-entries");
    JdbcClient.StatementSpec spec;
    if (word != null) {
      spec =
          from(filter)
              .run(list ? "reading/search-entries" : "reading/count-found")
              .param("word", word)
              .param("words", filter.words())
              .param("number", filter.words().size())
              .param("status", filter.status());
    } else if (filter.status() != null) {
      spec =
          from(filter)
              .run(list ? "reading/list-entries-in" : "reading/count-entries-in")
              .param("status", filter.status());
    } else {
      spec = from(filter).run(list ? "reading/list-entries" : "reading/count-entries");
    }
    return spec.param("userId", filter.userId())
        .param("keyId", filter.keyId())
        .param("platform", filter.platform())
        .param("from", Sql.at(filter.from()));
  }

  /** Of several words, the one with the fewest posts leads to the others soonest. */
  private String rarest(PostFilter filter) {
    List<String> words = filter.words();
    String best = words.get(0);
    long fewest = Long.MAX_VALUE;
    for (String word : words.size() == 1 ? List.<String>of() : words) {
      long posts = holding(filter, word, COMPARED);
      if (posts < fewest) {
        best = word;
        fewest = posts;
      }
      if (posts < RARE) {
        break;
      }
    }
    return best;
  }

  /** What is kept under a generation must not be older than it, as a replica may be. */
  private Sql from(PostFilter filter) {
    return filter.keyId() == 0 ? sql : reads.forUser(filter.userId());
  }

  private long holding(PostFilter filter, String word, int upTo) {
    return from(filter)
        .run("reading/count-word")
        .param("userId", filter.userId())
        .param("word", word)
        .param("from", Sql.at(filter.from()))
        .param("to", Sql.at(filter.to()))
        .param("limit", upTo)
        .query(Long.class)
        .single();
  }
}
