package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Google's token endpoint. A refresh does not rotate: the refresh token stays good. */
final class YoutubeSandboxOauth {
  private static final Duration LIFETIME = Duration.ofSeconds(3_599);

  private final Site site;

  YoutubeSandboxOauth(Site site) {
    this.site = site;
  }

  void open() {
    site.authorizePage("/o/oauth2/v2/auth");
    site.authorizePage("/o/oauth2/auth");
    for (String path : new String[] {"/token", "/oauth2/v4/token", "/o/oauth2/token"}) {
      site.route("POST", path, Operation.TOKEN, this::token).open();
    }
    site.route("POST", "/revoke", Operation.TOKEN, this::revoke).open();
  }

  private Reply token(Call call) {
    String[] basic = call.basic();
    String id = basic == null ? call.input("client_id") : basic[0];
    String secret = basic == null ? call.input("client_secret") : basic[1];
    if (!site.tokens().client(id, secret)) {
      return YoutubeSandboxDialect.oauth(401, "invalid_client", "The OAuth client was not found.");
    }
    return switch (String.valueOf(call.input("grant_type"))) {
      case "authorization_code" ->
          site.tokens().code(call.input("code"))
              ? granted(site.tokens().issue(LIFETIME), true)
              : YoutubeSandboxDialect.oauth(400, "invalid_grant", "Malformed auth code.");
      case "refresh_token" ->
          site.tokens().refreshable(call.input("refresh_token"))
              ? granted(site.tokens().issue(LIFETIME), false)
              : site.dialect().refreshRefused(call);
      default -> YoutubeSandboxDialect.oauth(400, "unsupported_grant_type", "Invalid grant_type.");
    };
  }

  private Reply revoke(Call call) {
    String token = call.input("token");
    if (token == null) {
      return YoutubeSandboxDialect.oauth(400, "invalid_request", "token is missing");
    }
    site.tokens().revoke(token);
    return Reply.json(200, new JsonObject());
  }

  private static Reply granted(Tokens.Grant grant, boolean first) {
    JsonObject body =
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("expires_in", grant.lifetime().toSeconds())
            .put("scope", "https://www.googleapis.com/auth/youtube")
            .put("token_type", "Bearer");
    return Reply.json(200, first ? body.put("refresh_token", grant.refreshToken()) : body);
  }
}
