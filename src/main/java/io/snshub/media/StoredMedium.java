package io.snshub.media;

import io.snshub.post.MediaFacts;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded medium as it is stored.
 *
 * @param id its id
 * @param userId whose it is
 * @param key names its file, and is what nobody guesses in its public address
 * @param name what its public address ends in, after the key
 * @param facts what it is
 * @param declaredType what its sender called it, where that isn't true; null otherwise
 * @param animated a picture that moves
 * @param sha256 of its bytes, in hex
 * @param altText what it shows, in words, or null
 * @param sourceUrl where it was fetched from, without the query; null for an upload
 * @param neededAt when it was put here or last let go by a post
 * @param createdAt when it was put here
 */
record StoredMedium(
    long id,
    long userId,
    String key,
    String name,
    MediaFacts facts,
    @Nullable String declaredType,
    boolean animated,
    String sha256,
    @Nullable String altText,
    @Nullable String sourceUrl,
    Instant neededAt,
    Instant createdAt) {

  static StoredMedium of(ResultSet row, int number) throws SQLException {
    Long millis = row.getObject("duration_ms", Long.class);
    return new StoredMedium(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("file_key"),
        row.getString("file_name"),
        new MediaFacts(
            row.getString("content_type"),
            row.getLong("size_bytes"),
            row.getObject("width", Integer.class),
            row.getObject("height", Integer.class),
            millis == null ? null : Duration.ofMillis(millis)),
        row.getString("declared_type"),
        row.getBoolean("animated"),
        row.getString("sha256"),
        row.getString("alt_text"),
        row.getString("source_url"),
        Objects.requireNonNull(Sql.instant(row, "needed_at")),
        Objects.requireNonNull(Sql.instant(row, "created_at")));
  }

  /** Returns the same with the id that the database gave it. */
  StoredMedium withId(long newId) {
    return new StoredMedium(
        newId,
        userId,
        key,
        name,
        facts,
        declaredType,
        animated,
        sha256,
        altText,
        sourceUrl,
        neededAt,
        createdAt);
  }
}
