package io.snshub.ingesting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file and how far it is.
 *
 * @param name its name in the inbox
 * @param status {@code running}, {@code done} or {@code failed}
 * @param sizeBytes its size
 * @param bytesRead how much of it has been read; grows while it is running
 * @param rows rows taken so far, the sum of the three
 * @param accepted rows that became a post by this import
 * @param duplicates rows that had become a post before
 * @param rejected rows that became none
 * @param reason why the file, or the rest of it, could not be read
 * @param file where it lies now, below the inbox
 */
record ImportView(
    long importId,
    long userId,
    String name,
    String status,
    String contentHash,
    long sizeBytes,
    long bytesRead,
    long rows,
    long accepted,
    long duplicates,
    long rejected,
    @Nullable String reason,
    String file,
    Instant startedAt,
    @Nullable Instant endedAt) {}
