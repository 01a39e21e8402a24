package io.snshub.platform.twitter;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, and by which of X's three ways to show it. */
class TwitterSandboxAccessTest {
  private static final String CLIENT =
      "Basic " + Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes());
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new TwitterSandbox());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void an_app_alone_may_read_but_not_write_and_sees_no_private_counters() {
    String token = appToken();
    HttpRequest.Builder create =
        sandbox.json("/twitter/2/tweets", new JsonObject().put("text", "x"));
    String id = id(sandbox.send(create.header("Authorization", "Bearer sandbox-twitter-token")));

    HttpResponse<String> refused = sandbox.send(create.setHeader("Authorization", bearer(token)));
    HttpResponse<String> read =
        sandbox.send(
            sandbox
                .to("/twitter/2/tweets/" + id + "?tweet.fields=public_metrics,non_public_metrics")
                .header("Authorization", bearer(token)));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(object(refused).getString("type")).endsWith("/unsupported-authentication");
    assertThat(object(read).getJsonObject("data").containsKey("public_metrics")).isTrue();
    assertThat(object(read).getJsonObject("data").containsKey("non_public_metrics")).isFalse();
    assertThat(read.body()).contains("not-authorized-for-field");
  }

  @Test
  void an_app_token_can_be_ended() {
    String token = appToken();

    HttpResponse<String> ended =
        sandbox.send(
            sandbox
                .to("/twitter/oauth2/invalidate_token?access_token=" + token)
                .header("Authorization", CLIENT)
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(me(bearer(token)).statusCode()).isEqualTo(401);
  }

  @Test
  void a_call_may_be_signed_in_place_of_bearing_a_token() {
    String right = signed("GET", "/2/users/me", Map.of("user.fields", "created_at"), "");
    String wrong = signed("GET", "/2/users/me", Map.of("user.fields", "name"), "");

    String path = "/twitter/2/users/me?user.fields=created_at";
    assertThat(sandbox.send(sandbox.to(path).header("Authorization", right)).body())
        .contains("\"created_at\":\"2013-12-14");
    assertThat(sandbox.send(sandbox.to(path).header("Authorization", wrong)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_signature_of_another_secret_or_of_long_ago_is_refused() {
    assertThat(me(signed("GET", "/2/users/me", Map.of(), "x")).statusCode()).isEqualTo(401);
    assertThat(me(signed("GET", "/2/users/me", Map.of(), "", -3_600)).statusCode()).isEqualTo(401);
    assertThat(me(signed("GET", "/2/users/me", Map.of(), "")).statusCode()).isEqualTo(200);
  }

  @Test
  void tokens_are_granted_to_a_client_that_sends_json_too() {
    JsonObject form =
        new JsonObject()
            .put("grant_type", "refresh_token")
            .put("refresh_token", "sandbox-twitter-refresh");

    HttpResponse<String> answer =
        sandbox.send(sandbox.json("/twitter/2/oauth2/token", form).header("Authorization", CLIENT));

    assertThat(me(bearer(object(answer).getString("access_token"))).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> me(String authorization) {
    return sandbox.send(
        sandbox.to("/twitter/2/users/me").header("Authorization", authorization).GET());
  }

  private static String appToken() {
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/twitter/oauth2/token")
                .header("Authorization", CLIENT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(SandboxClient.form(Map.of("grant_type", "client_credentials"))));
    return object(answer).getString("access_token");
  }

  private static String signed(
      String method, String path, Map<String, String> query, String spoiled) {
    return signed(method, path, query, spoiled, 0);
  }

  private static String signed(
      String method, String path, Map<String, String> query, String spoiled, long seconds) {
    Map<String, String> oauth = new TreeMap<>();
    oauth.put("oauth_consumer_key", "sandbox-client");
    oauth.put("oauth_nonce", "n");
    oauth.put("oauth_signature_method", "HMAC-SHA1");
    oauth.put("oauth_timestamp", Long.toString(Instant.now().getEpochSecond() + seconds));
    oauth.put("oauth_token", "sandbox-twitter-token");
    Map<String, String> all = new TreeMap<>(oauth);
    all.putAll(query);
    String pairs =
        all.entrySet().stream()
            .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
            .collect(Collectors.joining("&"));
    String base = method + "&" + encode("https://api.x.com" + path) + "&" + encode(pairs);
    oauth.put("oauth_signature", hmac("sandbox-secret&sandbox-secret" + spoiled, base));
    return "OAuth "
        + oauth.entrySet().stream()
            .map(pair -> pair.getKey() + "=\"" + encode(pair.getValue()) + "\"")
            .collect(Collectors.joining(", "));
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static String id(HttpResponse<String> answer) {
    return object(answer).getJsonObject("data").getString("id");
  }
}
