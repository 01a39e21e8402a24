package io.snshub.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the sandbox listens and how strict it is.
 *
 * @param enabled the hub starts one in its own process
 * @param address the address to listen on
 * @param port the port; 0 = any free one
 * @param rateLimits the platforms' call limits are enforced, not only told
 */
@ConfigurationProperties("hub.sandbox")
public record SandboxSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("8090") int port,
    @DefaultValue("false") boolean rateLimits) {

  /** Refuses what can't be listened on. */
  public SandboxSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "hub.sandbox.port: " + port + " is no port, allowed: 0 to 65535");
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException("hub.sandbox.address: must not be blank");
    }
  }

  /** Returns settings for any free port of this machine. */
  public static SandboxSettings onFreePort() {
    return new SandboxSettings(true, "127.0.0.1", 0, false);
  }
}
