package io.snshub.publishing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient publishing is.
 *
 * @param firstPause pause after the first transient failure of a target; doubles up to {@code
 *     longestPause}, with a quarter of jitter
 * @param longestPause longest pause between two tries
 * @param giveUpAfter how long after its due time a target is tried before it has failed
 * @param quietTime how long after a lost answer "not there" is not believed: the client's deadline
 *     plus the longest pause of a process that is tolerated; the platform's list lag comes on top
 * @param firstLook pause before the first look for a lost post
 * @param longestLook longest pause between two looks
 * @param prepareAhead how long before its time a scheduled post is prepared, so that at its time
 *     only the last call is left
 * @param negativeLooks looks that must find nothing before a post counts as not created
 * @param ghostLooks when, counted from the end of a post that was taken back, to look again for
 *     what proved not to be there; rising, may be empty
 */
@Validated
@ConfigurationProperties("hub.publishing")
public record PublishingSettings(
    @DefaultValue("1s") @NotNull Duration firstPause,
    @DefaultValue("15m") @NotNull Duration longestPause,
    @DefaultValue("24h") @NotNull Duration giveUpAfter,
    @DefaultValue("120s") @NotNull Duration quietTime,
    @DefaultValue("1s") @NotNull Duration firstLook,
    @DefaultValue("30s") @NotNull Duration longestLook,
    @DefaultValue("60s") @NotNull Duration prepareAhead,
    @DefaultValue("3") @Min(1) @Max(100) int negativeLooks,
    @DefaultValue({"1m", "10m", "60m"}) List<Duration> ghostLooks) {

  /** How long after a platform is back a post goes on at the latest. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  /** Refuses looks that don't come one after another. */
  public PublishingSettings {
    ghostLooks = List.copyOf(ghostLooks);
    Duration before = Duration.ZERO;
    for (Duration look : ghostLooks) {
      if (look.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "hub.publishing.ghost-looks must be longer than zero and rise, not " + ghostLooks);
      }
      before = look;
    }
  }

  /** Returns when work on a post begins that is to be up at a time. */
  Instant startFor(Instant due, Instant now) {
    Instant start = due.minus(prepareAhead);
    return start.isBefore(now) ? now : start;
  }

  /** Returns the pause before try number {@code failures + 1}. */
  Duration pause(int failures) {
    return doubled(firstPause, longestPause, failures);
  }

  /** Returns the pause of a target whose platform is left alone; short, for nothing is called. */
  Duration restPause(int failures) {
    return doubled(firstPause, LONGEST_REST, failures);
  }

  /** Returns the pause before look number {@code looks + 1}. */
  Duration lookPause(int looks) {
    return doubled(firstLook, longestLook, looks + 1);
  }

  private static Duration doubled(Duration first, Duration longest, int times) {
    double millis = first.toMillis() * Math.pow(2, Math.min(times - 1, 30));
    return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
  }
}
