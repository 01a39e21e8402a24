package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 1.0a: a call is signed with the client's and the token's secret over its method, address
 * and parameters. Clients sign for the host they were built for, also when something between takes
 * them here, so X's own hosts count beside the sandbox's.
 *
 * @param parameters the fields of the {@code Authorization} header, decoded
 */
record TwitterSandboxSignature(Map<String, String> parameters) {
  private static final Pattern FIELD = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final long CLOCK_DIFFERENCE_SECONDS = 300;
  private static final List<String> HOSTS =
      List.of("https://api.x.com", "https://api.twitter.com", "https://upload.twitter.com");

  /** Returns what a call is signed with, or null when it is not signed this way. */
  static @Nullable TwitterSandboxSignature of(Call call) {
    String header = call.credentials("OAuth ");
    if (header == null) {
      return null;
    }
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(header);
    while (field.find()) {
      fields.put(field.group(1), decode(field.group(2)));
    }
    return new TwitterSandboxSignature(fields);
  }

  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The signature is right for this call, made now, by the client that the sandbox knows. */
  boolean holds(Call call, UnaryOperator<String> tokenSecret) {
    boolean known = get("oauth_consumer_key").equals("sandbox-client");
    boolean method = get("oauth_signature_method").equals("HMAC-SHA1");
    if (!known || !method || !timely(call)) {
      return false;
    }
    String key = "sandbox-secret&" + encode(tokenSecret.apply(get("oauth_token")));
    byte[] given = get("oauth_signature").getBytes(StandardCharsets.UTF_8);
    List<String> roots = new ArrayList<>(HOSTS);
    roots.add(call.root());
    return roots.stream()
        .map(root -> signature(key, base(call, root + call.path())))
        .anyMatch(made -> MessageDigest.isEqual(made.getBytes(StandardCharsets.UTF_8), given));
  }

  private boolean timely(Call call) {
    String stamp = get("oauth_timestamp");
    return stamp.matches("\\d{1,12}")
        && Math.abs(Long.parseLong(stamp) - call.at().getEpochSecond()) <= CLOCK_DIFFERENCE_SECONDS;
  }

  /** Parameters of a multipart form are not signed. */
  private String base(Call call, String address) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("oauth_signature") && !name.equals("realm")) {
            pairs.add(encode(name) + "=" + encode(value));
          }
        });
    boolean multipart = String.valueOf(call.header("Content-Type")).startsWith("multipart/");
    for (Map.Entry<String, String> pair : multipart ? call.queries() : call.pairs()) {
      String one = encode(pair.getKey()) + "=" + encode(pair.getValue());
      // some clients send a field of the header in the body again and sign it once
      if (!pair.getKey().startsWith("oauth_") || !pairs.contains(one)) {
        pairs.add(one);
      }
    }
    pairs.sort(null);
    return call.method() + "&" + encode(address) + "&" + encode(String.join("&", pairs));
  }

  private static String signature(String key, String base) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] hash = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
