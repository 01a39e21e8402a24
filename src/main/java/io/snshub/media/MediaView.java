package io.snshub.media;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded medium as its owner sees it.
 *
 * @param mediaId its id, for {@code media_ids}
 * @param kind image or video
 * @param contentType what it is by its bytes
 * @param bytes its size
 * @param width pixels across as it is shown, or null
 * @param height pixels down as it is shown, or null
 * @param durationMs how long it plays, or null
 * @param animated a picture that moves
 * @param sha256 of its bytes, in hex
 * @param altText what it shows, in words, or null
 * @param url where anybody who knows this address can fetch it
 * @param declaredType what its sender called it, where that isn't true; null otherwise
 * @param sourceUrl where it was fetched from, or null
 * @param createdAt when it was put here
 * @param usedBy ids of the posts that need it; while there is one it can't be deleted
 * @param expiresAt when it is deleted unless a post needs it; null while one does
 */
record MediaView(
    long mediaId,
    String kind,
    String contentType,
    long bytes,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Long durationMs,
    boolean animated,
    String sha256,
    @Nullable String altText,
    String url,
    @Nullable String declaredType,
    @Nullable String sourceUrl,
    Instant createdAt,
    List<Long> usedBy,
    @Nullable Instant expiresAt) {

  /** A page of media. */
  record Page(List<MediaView> media, long total) {}
}
