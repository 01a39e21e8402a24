package io.snshub.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the sandbox listens and how strict it is.
 *
 * @param enabled the hub starts one in its own process
 * @param address the address to listen on
 * @param port the port; 0 = any free one
 * @param rateLimits the platforms' call limits are enforced, not only told
 * @param journal a file to which every call is added as a line of JSON, credentials left out; null
 *     for none
 */
@ConfigurationProperties("hub.sandbox")
public record SandboxSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("8090") int port,
    @DefaultValue("false") boolean rateLimits,
    @Nullable Path journal) {

  /** Refuses what can't be listened on. */
  @ConstructorBinding
  public SandboxSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "hub.sandbox.port: " + port + " is no port, allowed: 0 to 65535");
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException("hub.sandbox.address: must not be blank");
    }
  }

  /** Settings without a journal. */
  public SandboxSettings(boolean enabled, String address, int port, boolean rateLimits) {
    this(enabled, address, port, rateLimits, null);
  }

  /** Returns the same settings with a journal. */
  public SandboxSettings journal(@Nullable Path file) {
    return new SandboxSettings(enabled, address, port, rateLimits, file);
  }

  /** Returns settings for any free port of this machine. */
  public static SandboxSettings onFreePort() {
    return new SandboxSettings(true, "127.0.0.1", 0, false);
  }
}
