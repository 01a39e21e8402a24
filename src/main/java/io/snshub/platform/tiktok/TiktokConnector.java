package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Connects a creator on TikTok, which calls the client's id a key. */
@Component
final class TiktokConnector implements Connector {
  private static final Pattern OPEN_ID = Pattern.compile("[!-~]{1,200}");

  @Override
  public Set<String> platforms() {
    return Set.of(TiktokPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/v2/auth/authorize/", ",").clientAs("client_key");
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = client(work.clientId(), work.clientSecret());
    form.put("code", work.code());
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", work.redirectUri());
    return ConnectStep.exchange(
        TiktokPlatform.NAME,
        PlatformRequest.of("POST", work.host("token") + "/v2/oauth/token/")
            .form(Answers.form(form)),
        TiktokErrors::failure,
        exchanged -> whoAmI(work, exchanged));
  }

  private static ConnectStep whoAmI(ConnectWork work, Exchanged exchanged) {
    return ConnectStep.ask(
        PlatformRequest.of("GET", work.host("api") + "/v2/user/info/?fields=open_id,display_name")
            .bearer(exchanged.tokens().access().reveal()),
        TiktokErrors::failure,
        body -> {
          JsonNode user = body.path("data").path("user");
          return ConnectStep.one(
              "user",
              Answers.text(user, "open_id", OPEN_ID),
              user.path("display_name").asText(""),
              exchanged);
        });
  }

  @Override
  public PlatformRequest revocation(RefreshWork work) {
    Map<String, String> form = client(work.clientId(), work.clientSecret());
    form.put("token", work.accessToken());
    return PlatformRequest.of("POST", work.hosts().get("token") + "/v2/oauth/revoke/")
        .form(Answers.form(form));
  }

  private static Map<String, String> client(String id, String secret) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_key", id);
    form.put("client_secret", secret);
    return form;
  }
}
