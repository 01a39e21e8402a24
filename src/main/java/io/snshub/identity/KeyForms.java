package io.snshub.identity;

import io.snshub.call.KeyLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the REST operations on keys take and give. */
final class KeyForms {
  private static final int MOST_A_MINUTE = 1_000_000;
  private static final int MOST_DAYS = 3_650;
  private static final int MOST_HOURS = 720;

  private KeyForms() {}

  record NewKey(
      @Nullable Long userId,
      @Nullable @Size(min = 1, max = 100) String name,
      @Nullable @Size(min = 1, max = 30) List<@NotBlank String> scopes,
      @Nullable @Min(1) @Max(MOST_DAYS) Integer expiresInDays,
      @Nullable @Valid NewLimits limits,
      @Nullable @Size(min = 1, max = 100) List<@NotNull Long> accountIds) {}

  record NewLimits(
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer createsPerMinute,
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer authorizationsPerMinute,
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer requestsPerMinute) {}

  /**
   * How to rotate a key.
   *
   * @param overlapHours how long the old key goes on; 0 ends it at once
   */
  record Rotation(
      @Nullable @Min(0) @Max(MOST_HOURS) Integer overlapHours,
      @Nullable @Min(1) @Max(MOST_DAYS) Integer expiresInDays) {}

  record IssuedKey(
      long id,
      long userId,
      String name,
      String prefix,
      List<String> scopes,
      KeyLimits limits,
      @Nullable List<Long> accountIds,
      Instant expiresAt,
      @Nullable Long replaces,
      @Nullable Instant replacedUntil,
      String key) {
    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
      return "IssuedKey[" + prefix + "]";
    }
  }

  record KeyList(List<KeyView> keys, long total) {}
}
