package io.snshub.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a person allows the hub to act for them, as data.
 *
 * @param path its path below the host of the role {@code authorize}
 * @param clientParameter what the platform calls the client's id
 * @param separator what stands between two scopes
 * @param extra parameters of the platform's own
 * @param pkce how the page is bound to the exchange that follows
 */
public record Consent(
    String path, String clientParameter, String separator, Map<String, String> extra, Pkce pkce) {

  /** How a verifier becomes a challenge. */
  public enum Pkce {
    /** The platform knows no PKCE; only the client's secret protects a code. */
    NONE,
    /** RFC 7636, S256. */
    BASE64URL,
    /** The same hash in hexadecimal. */
    HEX
  }

  /** A page as RFC 6749 has it, scopes with this between them. */
  public static Consent standard(String path, String separator) {
    return new Consent(path, "client_id", separator, Map.of(), Pkce.NONE);
  }

  /** Returns the same page with PKCE. */
  public Consent with(Pkce kind) {
    return new Consent(path, clientParameter, separator, extra, kind);
  }

  /** Returns the same page with parameters of the platform's own. */
  public Consent with(Map<String, String> parameters) {
    return new Consent(path, clientParameter, separator, Map.copyOf(parameters), pkce);
  }

  /** Returns the same page that calls the client's id something else. */
  public Consent clientAs(String parameter) {
    return new Consent(path, parameter, separator, extra, pkce);
  }

  /**
   * What is asked on the page.
   *
   * @param host the root of the role {@code authorize}
   * @param clientId the OAuth client
   * @param redirectUri where the platform sends the person back to
   * @param scopes what is asked for
   * @param state what proves that the answer belongs to this question
   * @param verifier the PKCE verifier, or null without PKCE
   */
  public record Ask(
      String host,
      String clientId,
      String redirectUri,
      List<String> scopes,
      String state,
      @Nullable String verifier) {
    /** Keeps the state and the verifier out of logs. */
    @Override
    public String toString() {
      return "Ask[" + host + "]";
    }
  }

  /** Returns the page's address. */
  public String url(Ask ask) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put(clientParameter, ask.clientId());
    query.put("redirect_uri", ask.redirectUri());
    query.put("scope", String.join(separator, ask.scopes()));
    query.put("state", ask.state());
    query.putAll(extra);
    if (pkce != Pkce.NONE && ask.verifier() != null) {
      query.put("code_challenge", challenge(ask.verifier()));
      query.put("code_challenge_method", "S256");
    }
    return ask.host() + path + "?" + Answers.form(query);
  }

  private String challenge(String verifier) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return pkce == Pkce.HEX
        ? HexFormat.of().formatHex(hash)
        : Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
