package io.snshub.platform;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a platform sent back with the person, and what its code is exchanged with.
 *
 * @param platform the platform's name
 * @param code the authorisation code
 * @param redirectUri the address that the code was sent to
 * @param verifier the PKCE verifier, or null without PKCE
 * @param clientId the OAuth client
 * @param clientSecret its secret
 * @param hosts roots by role
 */
public record ConnectWork(
    String platform,
    String code,
    String redirectUri,
    @Nullable String verifier,
    String clientId,
    String clientSecret,
    Map<String, String> hosts) {

  /** Returns the root of a role. */
  public String host(String role) {
    return Objects.requireNonNull(hosts.get(role), role);
  }

  /** Keeps code, verifier and secret out of logs and messages. */
  @Override
  public String toString() {
    return "ConnectWork[" + platform + "]";
  }
}
