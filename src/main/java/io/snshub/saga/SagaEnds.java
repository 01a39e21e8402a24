package io.snshub.saga;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Lets a caller wait for a saga's end without asking the database again and again. */
@Component
public class SagaEnds {
  /** Longest wait that is kept; entries nobody ends are forgotten after it. */
  private static final Duration KEEP = Duration.ofMinutes(2);

  private final Cache<String, CompletableFuture<Boolean>> waiting =
      Caffeine.newBuilder().expireAfterWrite(KEEP).maximumSize(10_000).build();
  private final SagaLog log;

  SagaEnds(SagaLog log) {
    this.log = log;
  }

  /**
   * Waits for a saga to end on this node.
   *
   * @param id the saga
   * @param atMost how long to wait, up to a minute
   * @return completes with true when it has ended, with false after {@code atMost}
   */
  public CompletableFuture<Boolean> ended(String id, Duration atMost) {
    CompletableFuture<Boolean> end = waiting.get(id, key -> new CompletableFuture<>());
    // asked after registering: an end in between is seen by one of the two
    if (log.status(id).map(SagaStatus::ended).orElse(true)) {
      announce(id);
    }
    return end.copy().completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void announce(String id) {
    CompletableFuture<Boolean> end = waiting.asMap().remove(id);
    if (end != null) {
      end.complete(true);
    }
  }
}
