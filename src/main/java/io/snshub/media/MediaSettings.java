package io.snshub.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How media are fetched ({@code hub.media.*}).
 *
 * @param maxBytes the largest medium that is fetched or uploaded
 * @param maxPixels the most pixels, width × height, that a medium may show
 * @param timeout how long one fetch may take, all redirects included
 * @param stallTime how long a fetch may bring less than the least rate
 * @param minRate the least rate, in bytes a second
 * @param connections most connections to one origin
 * @param fresh how long a fetched file is used before it is fetched again
 * @param keep how long a fetched file that isn't used stays
 * @param keepUnused how long an uploaded medium stays that no post needs
 * @param trustedOrigins origins ({@code http://127.0.0.1:8090}) that may have an address that isn't
 *     public
 * @param mirrors by URL prefix: the prefix to fetch from instead
 */
@Validated
@ConfigurationProperties("hub.media")
record MediaSettings(
    @DefaultValue("1073741824") @Min(1) long maxBytes,
    @DefaultValue("100000000") @Min(1) long maxPixels,
    @DefaultValue("5m") @NotNull Duration timeout,
    @DefaultValue("20s") @NotNull Duration stallTime,
    @DefaultValue("1024") @Min(0) long minRate,
    @DefaultValue("32") @Min(1) @Max(1_024) int connections,
    @DefaultValue("1h") @NotNull Duration fresh,
    @DefaultValue("24h") @NotNull Duration keep,
    @DefaultValue("30d") @NotNull Duration keepUnused,
    @DefaultValue List<String> trustedOrigins,
    @DefaultValue Map<String, String> mirrors) {

  MediaSettings {
    requirePositive("timeout", timeout);
    requirePositive("stall-time", stallTime);
    requirePositive("fresh", fresh);
    requirePositive("keep", keep);
    requirePositive("keep-unused", keepUnused);
    trustedOrigins = List.copyOf(trustedOrigins);
    mirrors = Map.copyOf(mirrors);
  }

  private static void requirePositive(String name, Duration time) {
    if (time.toMillis() <= 0) {
      throw new IllegalArgumentException("hub.media." + name + " must be longer than zero");
    }
  }

  /** Returns where to fetch a URL from; the longest matching prefix decides. */
  String mirrored(String url) {
    return mirrors.keySet().stream()
        .filter(url::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(prefix -> mirrors.get(prefix) + url.substring(prefix.length()))
        .orElse(url);
  }
}
