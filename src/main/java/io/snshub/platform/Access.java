package io.snshub.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account has to grant, and how often it may call.
 *
 * @param scopes what is asked for when an account is connected
 * @param accessLifetime how long an access token lives, or null when the platform doesn't say
 * @param refreshLifetime how long a refresh token lives unused, or null when it has none or no end
 * @param rotates each refresh brings a new refresh token and ends the old one
 * @param pkce the platform's authorisation uses PKCE
 * @param renewal how an access token is renewed
 * @param quotas how often an account may do what, as the platform says
 */
public record Access(
    List<String> scopes,
    @Nullable Duration accessLifetime,
    @Nullable Duration refreshLifetime,
    boolean rotates,
    boolean pkce,
    Renewal renewal,
    List<Quota> quotas) {

  /** How an access token is renewed. */
  public enum Renewal {
    /** By a refresh token, also when the access token has expired. */
    REFRESH_TOKEN,
    /** By the access token itself, as long as it is valid; an expired one is lost. */
    WHILE_VALID
  }

  /** Tokens are renewed by a refresh token. */
  public Access(
      List<String> scopes,
      @Nullable Duration accessLifetime,
      @Nullable Duration refreshLifetime,
      boolean rotates,
      boolean pkce,
      List<Quota> quotas) {
    this(scopes, accessLifetime, refreshLifetime, rotates, pkce, Renewal.REFRESH_TOKEN, quotas);
  }

  /** Returns the same for tokens that can be renewed only while they are valid. */
  public Access renewedWhileValid() {
    return new Access(
        scopes, accessLifetime, refreshLifetime, rotates, pkce, Renewal.WHILE_VALID, quotas);
  }

  /** Keeps the lists as they are now. */
  public Access {
    scopes = List.copyOf(scopes);
    quotas = List.copyOf(quotas);
  }

  /**
   * How often an account may do something.
   *
   * @param name what is counted ({@code posts})
   * @param calls how many
   * @param window in what time
   * @param unit one of what ({@code posts}, {@code calls}, {@code units})
   */
  public record Quota(String name, long calls, Duration window, String unit) {}
}
