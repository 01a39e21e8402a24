package io.snshub.platform;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body at {@code <p>-refresh}.
 *
 * @param platform the platform's name
 * @param access the current access token (some platforms exchange it)
 * @param refresh the refresh token, or null when the platform has none
 * @param clientId the OAuth client
 * @param secret the client's secret
 * @param hosts roots by role
 */
public record RefreshWork(
    String platform,
    Secret access,
    @Nullable Secret refresh,
    String clientId,
    Secret secret,
    Map<String, String> hosts) {
  /** Work with secrets that nobody has wrapped yet. */
  public RefreshWork(
      String platform,
      String accessToken,
      @Nullable String refreshToken,
      String clientId,
      String clientSecret,
      Map<String, String> hosts) {
    this(
        platform,
        new Secret(accessToken),
        Secret.of(refreshToken),
        clientId,
        new Secret(clientSecret),
        hosts);
  }

  /** Returns the access token itself, for a request. */
  public String accessToken() {
    return access.reveal();
  }

  /** Returns the refresh token itself, for a request, or null. */
  public @Nullable String refreshToken() {
    return refresh == null ? null : refresh.reveal();
  }

  /** Returns the client's secret itself, for a request. */
  public String clientSecret() {
    return secret.reveal();
  }

  /** Returns the root of the role {@code token}, which every platform's profile names. */
  public String root() {
    return Objects.requireNonNull(hosts.get("token"), "no host for the role token");
  }
}
