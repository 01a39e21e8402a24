package io.snshub.store;

import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which Redis the hub shares with other processes of its kind ({@code hub.redis.*}).
 *
 * @param url {@code redis://[[user:]password@]host[:port][/database]}, {@code rediss://} for TLS;
 *     none when empty
 * @param timeout how long a command may take before whoever waits goes on without an answer
 */
@Validated
@ConfigurationProperties("hub.redis")
public record RedisSettings(@Nullable String url, @DefaultValue("50ms") @NotNull Duration timeout) {
  private static final Pattern URL =
      Pattern.compile(
          "rediss?://([^@/\\s]*@)?(\\[[0-9a-fA-F:.]+]|[^:/@\\[\\]?#\\s]+)(:\\d{1,5})?(/\\d*)?(\\?\\S*)?");

  /** Refuses a URL that is none, without repeating it: it may hold a password. */
  public RedisSettings {
    if (url != null && !url.isBlank() && parse(url) == null) {
      throw new IllegalArgumentException(
          "hub.redis.url (HUB_REDIS_URL) is no redis://host:port or rediss://host:port");
    }
    if (timeout.toMillis() < 1 || timeout.toMillis() > 60_000) {
      throw new IllegalArgumentException("hub.redis.timeout must be 1ms at least and 60s at most");
    }
  }

  /** A Redis is named. */
  public boolean given() {
    return url != null && !url.isBlank();
  }

  RedisURI uri() {
    RedisURI uri = url == null ? null : parse(url);
    if (uri == null) {
      throw new IllegalStateException("no Redis is named");
    }
    return uri;
  }

  private static @Nullable RedisURI parse(String url) {
    // Lettuce takes nearly anything, and finds a host of its own in it
    if (!URL.matcher(url.strip()).matches()) {
      return null;
    }
    try {
      return RedisURI.create(url.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Leaves out the URL, which may hold a password. */
  @Override
  public String toString() {
    return "RedisSettings[given=" + given() + ", timeout=" + timeout + "]";
  }
}
