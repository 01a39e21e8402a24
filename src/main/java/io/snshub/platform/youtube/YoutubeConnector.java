package io.snshub.platform.youtube;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Connects the channel that a person has chosen on Google's page. */
@Component
final class YoutubeConnector implements Connector {
  private static final Pattern CHANNEL = Pattern.compile("UC[A-Za-z0-9_-]{1,60}");

  @Override
  public Set<String> platforms() {
    return Set.copyOf(YoutubeProfile.NAMES);
  }

  /** Without a new consent Google gives no refresh token to a person who has allowed it before. */
  @Override
  public Consent consent() {
    return Consent.standard("/o/oauth2/v2/auth", " ")
        .with(Pkce.BASE64URL)
        .with(Map.of("access_type", "offline", "prompt", "consent"));
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", work.code());
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    form.put("redirect_uri", work.redirectUri());
    form.put("code_verifier", Objects.requireNonNullElse(work.verifier(), ""));
    return ConnectStep.exchange(
        work.platform(),
        PlatformRequest.of("POST", work.host("token") + "/token").form(Answers.form(form)),
        answer -> YoutubeErrors.failure(work.platform(), answer),
        exchanged -> channel(work, exchanged));
  }

  private static ConnectStep channel(ConnectWork work, Exchanged exchanged) {
    return ConnectStep.ask(
        PlatformRequest.of("GET", work.host("api") + "/youtube/v3/channels?part=snippet&mine=true")
            .bearer(exchanged.tokens().access().reveal()),
        answer -> YoutubeErrors.failure(work.platform(), answer),
        body -> {
          JsonNode channel = body.path("items").path(0);
          return ConnectStep.one(
              "channel",
              Answers.text(channel, "id", CHANNEL),
              channel.path("snippet").path("title").asText(""),
              exchanged);
        });
  }

  @Override
  public PlatformRequest revocation(RefreshWork work) {
    String refresh = work.refreshToken();
    Map<String, String> form = Map.of("token", refresh == null ? work.accessToken() : refresh);
    return PlatformRequest.of("POST", work.hosts().get("token") + "/revoke")
        .form(Answers.form(form));
  }
}
