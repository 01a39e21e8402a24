package io.snshub.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One platform's OAuth server: what tokens exist and what they are worth. The seeded tokens live
 * for ever; a seeded access token that was made to expire comes back with {@link #restore}. Keeps
 * the newest {@value #CAPACITY} issued tokens. Thread-safe.
 */
public final class Tokens {
  private static final int CAPACITY = 10_000;

  private final String seededAccess;
  private final String seededRefresh;
  private final Clock clock;
  private final Map<String, Instant> access = bounded();
  private final Map<String, Boolean> refresh = bounded();
  private final Codes codes;
  private final Set<String> expired = new HashSet<>();
  private final Map<String, Boolean> revoked = new HashMap<>();

  Tokens(String prefix, Clock clock) {
    this.seededAccess = "sandbox-" + prefix + "-token";
    this.seededRefresh = "sandbox-" + prefix + "-refresh";
    this.clock = clock;
    this.codes = new Codes(clock);
  }

  /** A pair of tokens. */
  public record Grant(String accessToken, String refreshToken, Duration lifetime) {
    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
      return "Grant[" + lifetime + "]";
    }
  }

  /** Returns what an access token is worth. */
  public synchronized TokenState check(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return TokenState.MISSING;
    }
    if (revoked.containsKey(token)) {
      return TokenState.UNKNOWN;
    }
    if (expired.contains(token)) {
      return TokenState.EXPIRED;
    }
    if (token.equals(seededAccess)) {
      return TokenState.VALID;
    }
    Instant end = access.get(token);
    if (end == null) {
      return TokenState.UNKNOWN;
    }
    return clock.instant().isBefore(end) ? TokenState.VALID : TokenState.EXPIRED;
  }

  /** Issues a new pair. */
  public synchronized Grant issue(Duration lifetime) {
    String newAccess = seededAccess + "-" + UUID.randomUUID();
    String newRefresh = seededRefresh + "-" + UUID.randomUUID();
    access.put(newAccess, clock.instant().plus(lifetime));
    refresh.put(newRefresh, true);
    return new Grant(newAccess, newRefresh, lifetime);
  }

  /** A refresh token that still works. */
  public synchronized boolean refreshable(@Nullable String token) {
    return token != null
        && !revoked.containsKey(token)
        && (token.equals(seededRefresh) || refresh.containsKey(token));
  }

  /** Ends a refresh token, as platforms that rotate do; the seeded one stays. */
  public synchronized void spend(String refreshToken) {
    refresh.remove(refreshToken);
  }

  /** Ends an access or refresh token. */
  public synchronized void revoke(String token) {
    if (token.equals(seededAccess) || token.equals(seededRefresh)) {
      revoked.put(token, true);
    }
    access.remove(token);
    refresh.remove(token);
  }

  /** The OAuth client that every platform knows. */
  public boolean client(@Nullable String id, @Nullable String secret) {
    return clientId(id) && "sandbox-secret".equals(secret);
  }

  /** The same client without its secret. */
  public boolean clientId(@Nullable String id) {
    return "sandbox-client".equals(id);
  }

  /**
   * Takes an authorisation code: the one that every platform knows, as often as it comes, or one
   * that the Allow page gave out, once, with the redirect address and the PKCE verifier that belong
   * to it.
   */
  public boolean redeem(
      @Nullable String code, @Nullable String redirectUri, @Nullable String verifier) {
    return codes.redeem(code, redirectUri, verifier);
  }

  /** Returns a new authorisation code for what was asked on the Allow page. */
  String giveCode(String redirectUri, @Nullable String challenge, @Nullable String method) {
    return codes.give(redirectUri, challenge, method);
  }

  synchronized void expire(String token) {
    expired.add(token);
  }

  /** Makes the seeded tokens good again. */
  synchronized void restore() {
    expired.remove(seededAccess);
    revoked.clear();
  }

  synchronized void clear() {
    access.clear();
    refresh.clear();
    expired.clear();
    revoked.clear();
    codes.clear();
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > CAPACITY;
      }
    };
  }
}
