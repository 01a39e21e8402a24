package io.snshub.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Authorisation codes that the Allow page gave out: each good once, for ten minutes, for the
 * redirect address and the PKCE challenge it was asked with (RFC 6749 §4.1.3, RFC 7636 §4.6).
 * Thread-safe.
 */
final class Codes {
  static final String SEEDED = "sandbox-code";

  private static final int CAPACITY = 1_000;
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Ask> given =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ask> eldest) {
          return size() > CAPACITY;
        }
      };

  Codes(Clock clock) {
    this.clock = clock;
  }

  private record Ask(
      String redirectUri, @Nullable String challenge, @Nullable String method, Instant until) {}

  synchronized String give(
      String redirectUri, @Nullable String challenge, @Nullable String method) {
    String code = SEEDED + "-" + UUID.randomUUID();
    Instant until = clock.instant().plus(LIFETIME);
    given.put(code, new Ask(redirectUri, challenge, method, until));
    return code;
  }

  synchronized boolean redeem(
      @Nullable String code, @Nullable String redirectUri, @Nullable String verifier) {
    if (SEEDED.equals(code)) {
      return true;
    }
    // a wrong try ends a code too
    Ask ask = code == null ? null : given.remove(code);
    return ask != null
        && clock.instant().isBefore(ask.until())
        && ask.redirectUri().equals(redirectUri)
        && proven(ask, verifier);
  }

  synchronized void clear() {
    given.clear();
  }

  private static boolean proven(Ask ask, @Nullable String verifier) {
    String challenge = ask.challenge();
    if (challenge == null) {
      return true;
    }
    if (verifier == null) {
      return false;
    }
    if ("plain".equals(ask.method())) {
      return challenge.equals(verifier);
    }
    byte[] hash = sha256(verifier);
    // TikTok writes the hash in hex, everybody else in base64url
    return challenge.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        || challenge.equalsIgnoreCase(HexFormat.of().formatHex(hash));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
