package io.snshub.identity;

import io.snshub.call.KeyLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key as its owner sees it. */
record KeyView(
    long id,
    long userId,
    String name,
    String prefix,
    List<String> scopes,
    KeyLimits limits,
    @Nullable List<Long> accountIds,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Long rotatedTo,
    @Nullable Instant lastUsedAt,
    Instant createdAt) {
  KeyView withAccounts(List<Long> accounts) {
    return new KeyView(
        id,
        userId,
        name,
        prefix,
        scopes,
        limits,
        accounts,
        expiresAt,
        revokedAt,
        rotatedTo,
        lastUsedAt,
        createdAt);
  }
}
