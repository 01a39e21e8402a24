package io.snshub.media;

import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The rows of {@code media} and {@code media_hold}. Each method joins the caller's transaction. */
class MediaTable {
  private final Sql sql;

  MediaTable(Sql sql) {
    this.sql = sql;
  }

  StoredMedium insert(StoredMedium medium) {
    KeyHolder id = new GeneratedKeyHolder();
    Duration duration = medium.facts().duration();
    sql.run("media/insert-media")
        .param("userId", medium.userId())
        .param("fileKey", medium.key())
        .param("fileName", medium.name())
        .param("contentType", medium.facts().contentType())
        .param("declaredType", medium.declaredType())
        .param("sizeBytes", medium.facts().bytes())
        .param("width", medium.facts().width())
        .param("height", medium.facts().height())
        .param("durationMs", duration == null ? null : duration.toMillis())
        .param("animated", medium.animated())
        .param("sha256", medium.sha256())
        .param("altText", medium.altText())
        .param("sourceUrl", medium.sourceUrl())
        .param("now", Sql.at(medium.createdAt()))
        .update(id, "id");
    return medium.withId(Objects.requireNonNull(id.getKey()).longValue());
  }

  List<StoredMedium> find(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : sql.run("media/find-media").param("ids", ids).query(StoredMedium::of).list();
  }

  Optional<StoredMedium> find(long id) {
    return find(List.of(id)).stream().findFirst();
  }

  Optional<StoredMedium> findByKey(String key) {
    return sql.run("media/find-by-key").param("fileKey", key).query(StoredMedium::of).optional();
  }

  List<StoredMedium> list(long userId, int limit, long offset) {
    return sql.run("media/list-media")
        .param("userId", userId)
        .param("limit", limit)
        .param("offset", offset)
        .query(StoredMedium::of)
        .list();
  }

  long count(long userId) {
    return sql.run("media/count-media").param("userId", userId).query(Long.class).single();
  }

  /** Returns which of these are there and can't be deleted until the transaction ends. */
  Set<Long> lock(Collection<Long> ids) {
    return new HashSet<>(sql.run("media/lock-media").param("ids", ids).query(Long.class).list());
  }

  void hold(long id, long postId, Instant now) {
    sql.run("media/hold-media")
        .param("mediaId", id)
        .param("postId", postId)
        .param("now", Sql.at(now))
        .update();
  }

  void release(long postId, Instant now) {
    int held = sql.run("media/let-go").param("postId", postId).param("now", Sql.at(now)).update();
    if (held > 0) {
      sql.run("media/delete-holds").param("postId", postId).update();
    }
  }

  /** Returns the posts that need each of these, by medium. */
  Map<Long, List<Long>> holds(Collection<Long> ids) {
    Map<Long, List<Long>> posts = new TreeMap<>();
    if (!ids.isEmpty()) {
      sql.run("media/find-holds")
          .param("ids", ids)
          .query((row, number) -> new Hold(row.getLong("media_id"), row.getLong("post_id")))
          .list()
          .forEach(
              hold ->
                  posts
                      .computeIfAbsent(hold.mediaId(), id -> new ArrayList<>())
                      .add(hold.postId()));
    }
    return posts;
  }

  private record Hold(long mediaId, long postId) {}

  /** A medium that nobody needs. */
  record Unused(long id, String key) {}

  List<Unused> unused(Instant before, int batch) {
    return sql.run("media/find-unused")
        .param("before", Sql.at(before))
        .param("batch", batch)
        .query((row, number) -> new Unused(row.getLong("id"), row.getString("file_key")))
        .list();
  }

  /** Deletes a medium that is locked; returns false when a post needs it. */
  boolean delete(long id) {
    return sql.run("media/delete-media").param("id", id).update() > 0;
  }

  /** Returns which of these files belong to a medium. */
  Set<String> known(Collection<String> keys) {
    return new HashSet<>(
        sql.run("media/find-keys").param("fileKeys", keys).query(String.class).list());
  }
}
