package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Google's OAuth server. A refresh does not rotate: the refresh token stays good. */
final class YoutubeSandboxOauth {
  private static final Duration LIFETIME = Duration.ofSeconds(3_599);
  private static final String SCOPES =
      "https://www.googleapis.com/auth/youtube https://www.googleapis.com/auth/youtube.upload"
          + " https://www.googleapis.com/auth/yt-analytics.readonly";

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
    for (String path : new String[] {"/revoke", "/o/oauth2/revoke"}) {
      site.route("POST", path, Operation.TOKEN, this::revoke).open();
      site.route("GET", path, Operation.TOKEN, this::revoke).open();
    }
    for (String path :
        new String[] {"/tokeninfo", "/oauth2/v3/tokeninfo", "/oauth2/v1/tokeninfo"}) {
      site.route("GET", path, Operation.LOOKUP, this::tokeninfo).open();
      site.route("POST", path, Operation.LOOKUP, this::tokeninfo).open();
    }
    for (String path :
        new String[] {"/oauth2/v2/userinfo", "/oauth2/v3/userinfo", "/v1/userinfo"}) {
      site.route("GET", path, Operation.LOOKUP, call -> person());
    }
  }

  private Reply token(Call call) {
    String[] basic = call.basic();
    String id = basic == null ? call.input("client_id") : basic[0];
    String secret = basic == null ? call.input("client_secret") : basic[1];
    if (!site.tokens().clientId(id)) {
      return YoutubeSandboxDialect.oauth(401, "invalid_client", "The OAuth client was not found.");
    }
    if (!site.tokens().client(id, secret)) {
      return YoutubeSandboxDialect.oauth(401, "invalid_client", "Unauthorized");
    }
    return switch (String.valueOf(call.input("grant_type"))) {
      case "authorization_code" -> exchange(call);
      case "refresh_token" ->
          site.tokens().refreshable(call.input("refresh_token"))
              ? granted(site.tokens().issue(LIFETIME), false)
              : site.dialect().refreshRefused(call);
      default ->
          YoutubeSandboxDialect.oauth(
              400, "unsupported_grant_type", "Invalid grant_type: " + call.input("grant_type"));
    };
  }

  private Reply exchange(Call call) {
    boolean good =
        site.tokens()
            .redeem(call.input("code"), call.input("redirect_uri"), call.input("code_verifier"));
    return good
        ? granted(site.tokens().issue(LIFETIME), true)
        : YoutubeSandboxDialect.oauth(400, "invalid_grant", "Bad Request");
  }

  private Reply revoke(Call call) {
    String token = call.input("token");
    if (token == null) {
      return YoutubeSandboxDialect.oauth(
          400, "invalid_request", "Bad Request: the token is missing");
    }
    boolean known =
        site.tokens().refreshable(token) || site.tokens().check(token) == TokenState.VALID;
    if (!known) {
      return YoutubeSandboxDialect.oauth(400, "invalid_token", "Token expired or revoked");
    }
    site.tokens().revoke(token);
    return Reply.json(200, new JsonObject());
  }

  private Reply tokeninfo(Call call) {
    String given = call.input("access_token");
    String token = given == null ? call.bearer() : given;
    if (site.tokens().check(token) != TokenState.VALID) {
      return YoutubeSandboxDialect.oauth(400, "invalid_token", "Invalid Value");
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("azp", "sandbox-client")
            .put("aud", "sandbox-client")
            .put("scope", SCOPES)
            .put("exp", Long.toString(call.at().plus(LIFETIME).getEpochSecond()))
            .put("expires_in", Long.toString(LIFETIME.toSeconds()))
            .put("access_type", "offline"));
  }

  private static Reply person() {
    return Reply.json(
        200,
        new JsonObject()
            .put("id", "100000000000000000001")
            .put("sub", "100000000000000000001")
            .put("name", YoutubeSandbox.TITLE)
            .put("given_name", YoutubeSandbox.TITLE));
  }

  private static Reply granted(Tokens.Grant grant, boolean first) {
    JsonObject body =
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("expires_in", grant.lifetime().toSeconds());
    if (first) {
      body.put("refresh_token", grant.refreshToken());
    }
    return Reply.json(200, body.put("scope", SCOPES).put("token_type", "Bearer"));
  }
}
