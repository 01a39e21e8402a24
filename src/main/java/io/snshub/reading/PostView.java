package io.snshub.reading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post as the API shows it. */
record PostView(
    long postId,
    long userId,
    String content,
    String status,
    List<String> platforms,
    List<String> mediaUrls,
    List<Long> mediaIds,
    String onFailure,
    @Nullable Instant scheduledAt,
    Instant createdAt,
    @Nullable Instant publishedAt,
    @Nullable String errorMessage,
    String sagaId,
    long version,
    List<TargetView> targets) {

  /** One platform of it. */
  record TargetView(
      String platform,
      long accountId,
      String status,
      @Nullable String platformPostId,
      @Nullable String permalink,
      int attempts,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant publishedAt,
      @Nullable ErrorView error) {}

  /**
   * Why a target is where it is; {@code class} is transient, permanent, needs_reauth or in_doubt.
   */
  record ErrorView(
      @com.fasterxml.jackson.annotation.JsonProperty("class") String errorClass,
      String code,
      String message,
      boolean retryable) {}
}
