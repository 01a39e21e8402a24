package io.snshub.platform.threads;

import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Connects a profile on Threads. */
@Component
final class ThreadsConnector implements Connector {
  @Override
  public Set<String> platforms() {
    return Set.of(ThreadsPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/oauth/authorize", ",");
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", work.redirectUri());
    form.put("code", work.code());
    return exchange(
        PlatformRequest.of("POST", work.host("token") + "/oauth/access_token")
            .form(Answers.form(form)),
        brief -> lengthen(work, brief));
  }

  /** What a code is exchanged for lives an hour; that in turn for one of sixty days. */
  private static ConnectStep lengthen(ConnectWork work, Exchanged brief) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("grant_type", "th_exchange_token");
    query.put("client_secret", work.clientSecret());
    query.put("access_token", brief.tokens().access().reveal());
    return exchange(
        PlatformRequest.of("GET", work.host("token") + "/access_token?" + Answers.form(query)),
        lasting -> scopes(work, lasting));
  }

  private static ConnectStep exchange(
      PlatformRequest request, Function<Exchanged, ConnectStep> then) {
    return ConnectStep.exchange(ThreadsPlatform.NAME, request, ThreadsErrors::failure, then);
  }

  private static ConnectStep scopes(ConnectWork work, Exchanged exchanged) {
    String token = exchanged.tokens().access().reveal();
    return ConnectStep.ask(
        PlatformRequest.of(
                "GET", work.host("api") + "/debug_token?input_token=" + Answers.encode(token))
            .bearer(token),
        ThreadsErrors::failure,
        body -> {
          List<String> granted = ConnectStep.scopes(body.path("data").path("scopes"));
          return whoAmI(work, new Exchanged(exchanged.tokens(), granted));
        });
  }

  private static ConnectStep whoAmI(ConnectWork work, Exchanged exchanged) {
    return ConnectStep.ask(
        PlatformRequest.of(
                "GET", work.host("api") + "/" + ThreadsPlatform.VERSION + "/me?fields=id,username")
            .bearer(exchanged.tokens().access().reveal()),
        ThreadsErrors::failure,
        body ->
            ConnectStep.one(
                "user",
                Answers.text(body, "id", ThreadsContainers.ID),
                "@" + body.path("username").asText(""),
                exchanged));
  }
}
