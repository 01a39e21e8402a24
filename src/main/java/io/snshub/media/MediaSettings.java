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
 * @param maxBytes the largest medium that is fetched
 * @param timeout how long one fetch may take
 * @param connections most connections to one origin
 * @param keep how long an unused file stays
 * @param trustedOrigins origins ({@code http://127.0.0.1:8090}) that may have an address that isn't
 *     public
 * @param mirrors by URL prefix: the prefix to fetch from instead
 */
@Validated
@ConfigurationProperties("hub.media")
record MediaSettings(
    @DefaultValue("1073741824") @Min(1) long maxBytes,
    @DefaultValue("5m") @NotNull Duration timeout,
    @DefaultValue("32") @Min(1) @Max(1_024) int connections,
    @DefaultValue("24h") @NotNull Duration keep,
    @DefaultValue List<String> trustedOrigins,
    @DefaultValue Map<String, String> mirrors) {

  MediaSettings {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("hub.media.timeout must be longer than zero");
    }
    trustedOrigins = List.copyOf(trustedOrigins);
    mirrors = Map.copyOf(mirrors);
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
