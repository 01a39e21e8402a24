package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.Consent.Pkce;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Connects a user of X: a code with PKCE, then who it is. */
@Component
final class TwitterConnector implements Connector {
  @Override
  public Set<String> platforms() {
    return Set.of(TwitterPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/i/oauth2/authorize", " ").with(Pkce.BASE64URL);
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", work.code());
    form.put("redirect_uri", work.redirectUri());
    form.put("code_verifier", Objects.requireNonNullElse(work.verifier(), ""));
    return ConnectStep.exchange(
        TwitterPlatform.NAME,
        request(work.host("token") + "/2/oauth2/token", form, work.clientId(), work.clientSecret()),
        TwitterErrors::failure,
        exchanged -> whoAmI(work, exchanged));
  }

  private static ConnectStep whoAmI(ConnectWork work, Exchanged exchanged) {
    return ConnectStep.ask(
        PlatformRequest.of("GET", work.host("api") + "/2/users/me")
            .bearer(exchanged.tokens().access().reveal()),
        TwitterErrors::failure,
        body -> {
          JsonNode user = body.path("data");
          String name = user.path("username").asText("");
          return ConnectStep.one(
              "user", Answers.text(user, "id", TwitterPage.ID), "@" + name, exchanged);
        });
  }

  @Override
  public PlatformRequest revocation(RefreshWork work) {
    String refresh = work.refreshToken();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refresh == null ? work.accessToken() : refresh);
    form.put("token_type_hint", refresh == null ? "access_token" : "refresh_token");
    return request(
        work.hosts().get("token") + "/2/oauth2/revoke", form, work.clientId(), work.clientSecret());
  }

  /** A client with a secret shows itself by header, one without by its id in the form. */
  private static PlatformRequest request(
      String url, Map<String, String> form, String clientId, String clientSecret) {
    PlatformRequest request = PlatformRequest.of("POST", url);
    if (clientSecret.isEmpty()) {
      form.put("client_id", clientId);
      return request.form(Answers.form(form));
    }
    String pair = Answers.encode(clientId) + ":" + Answers.encode(clientSecret);
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + basic).form(Answers.form(form));
  }
}
