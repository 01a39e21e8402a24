package io.snshub.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the hub talks to platforms ({@code hub.platform.*}).
 *
 * @param connections most connections to one origin; more calls wait for one
 * @param connectTimeout how long a TCP connect may take
 * @param acquireTimeout how long a call may wait for a connection, connect and TLS included;
 *     nothing has been sent when it is over
 * @param callTimeout how long a call may take once it is being sent
 * @param uploadTimeout the same for a call that carries a megabyte or more
 * @param keepAlive how long an idle connection is kept
 * @param maxAnswerBytes the largest answer that is read; a larger one counts as lost
 * @param workerThreads threads that go on with a route after an answer; 0 means twice the cores, at
 *     least 8
 * @param workerQueue answers that may wait for such a thread; beyond it the thread that received
 *     the answer does the work
 * @param defaultListLag how long a fresh post may be missing from a platform's own lists
 * @param listLag by platform name: how long a fresh post may be missing from its lists, where it
 *     differs from the platform's default
 * @param longestRest the longest that an account is left alone because its platform asked for it
 */
@Validated
@ConfigurationProperties("hub.platform")
public record PlatformSettings(
    @DefaultValue("8192") @Min(1) @Max(65_536) int connections,
    @DefaultValue("5s") @NotNull Duration connectTimeout,
    @DefaultValue("10s") @NotNull Duration acquireTimeout,
    @DefaultValue("60s") @NotNull Duration callTimeout,
    @DefaultValue("5m") @NotNull Duration uploadTimeout,
    @DefaultValue("20s") @NotNull Duration keepAlive,
    @DefaultValue("8388608") @Min(65_536) int maxAnswerBytes,
    @DefaultValue("0") @Min(0) @Max(1_024) int workerThreads,
    @DefaultValue("16384") @Min(1) int workerQueue,
    @DefaultValue("120s") @NotNull Duration defaultListLag,
    @DefaultValue Map<String, Duration> listLag,
    @DefaultValue("24h") @NotNull Duration longestRest) {

  /** Refuses a time that would make every call fail at once. */
  public PlatformSettings {
    positive("connect-timeout", connectTimeout);
    positive("acquire-timeout", acquireTimeout);
    positive("call-timeout", callTimeout);
    positive("upload-timeout", uploadTimeout);
    positive("keep-alive", keepAlive);
    positive("longest-rest", longestRest);
    listLag = Map.copyOf(listLag);
  }

  /** Returns the settings as they come when nothing is configured. */
  public static PlatformSettings defaults() {
    return new PlatformSettings(
        8192,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        8 << 20,
        0,
        16_384,
        Duration.ofSeconds(120),
        Map.of(),
        Duration.ofHours(24));
  }

  /** Returns the number of worker threads to run. */
  public int threads() {
    return workerThreads > 0
        ? workerThreads
        : Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
  }

  /** Returns how long a fresh post may be missing from a platform's lists. */
  public Duration lagOf(String platform) {
    return listLag.getOrDefault(platform, defaultListLag);
  }

  private static void positive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("hub.platform." + key + " must be longer than zero");
    }
  }
}
