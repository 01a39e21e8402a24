package io.snshub.platform;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body at {@code <p>-refresh}.
 *
 * @param platform the platform's name
 * @param accessToken the current access token (some platforms exchange it)
 * @param refreshToken the refresh token, or null when the platform has none
 * @param clientId the OAuth client
 * @param clientSecret its secret
 * @param hosts roots by role
 */
public record RefreshWork(
    String platform,
    String accessToken,
    @Nullable String refreshToken,
    String clientId,
    String clientSecret,
    Map<String, String> hosts) {
  /** Returns the root of the role {@code token}, which every platform's profile names. */
  public String root() {
    return Objects.requireNonNull(hosts.get("token"), "no host for the role token");
  }

  /** Keeps the tokens out of logs and messages. */
  @Override
  public String toString() {
    return "RefreshWork[" + platform + "]";
  }
}
