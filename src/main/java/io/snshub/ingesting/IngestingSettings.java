package io.snshub.ingesting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How files are taken ({@code hub.ingesting.*}).
 *
 * @param inboxDir where files are dropped; made at the start
 * @param lookEvery pause between two looks into the inbox
 * @param quietTime how long a file must not have been written to before it is taken
 * @param emptyPatience how long a file may stay empty before it counts as one
 * @param filesAtOnce how many files are read side by side
 * @param retryAfter how long a file rests that could not be ended, for example on a full disk
 */
@Validated
@ConfigurationProperties("hub.ingesting")
record IngestingSettings(
    @NotNull Path inboxDir,
    @DefaultValue("500ms") @NotNull Duration lookEvery,
    @DefaultValue("2s") @NotNull Duration quietTime,
    @DefaultValue("30s") @NotNull Duration emptyPatience,
    @DefaultValue("4") @Min(1) @Max(64) int filesAtOnce,
    @DefaultValue("60s") @NotNull Duration retryAfter) {
  private static final Pattern UNUSABLE = Pattern.compile("[?#%&{}$\\p{Cntrl}]");

  IngestingSettings {
    if (UNUSABLE.matcher(inboxDir.toString()).find()) {
      throw new IllegalArgumentException(
          "hub.ingesting.inbox-dir must not contain any of ? # % & { } $: " + inboxDir);
    }
    positive("look-every", lookEvery);
    positive("quiet-time", quietTime);
    positive("empty-patience", emptyPatience);
    positive("retry-after", retryAfter);
    inboxDir = inboxDir.toAbsolutePath().normalize();
  }

  private static void positive(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException("hub.ingesting." + name + " must be longer than zero");
    }
  }
}
