package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** X's token endpoint. A refresh rotates: the refresh token that was used is spent. */
final class TwitterSandboxOauth {
  private static final Duration LIFETIME = Duration.ofHours(2);

  private final Site site;

  TwitterSandboxOauth(Site site) {
    this.site = site;
  }

  void open() {
    site.authorizePage("/i/oauth2/authorize");
    site.route("POST", "/2/oauth2/token", Operation.TOKEN, this::token).open();
    site.route("POST", "/2/oauth2/revoke", Operation.TOKEN, this::revoke).open();
  }

  private Reply token(Call call) {
    Reply refusal = refusal(call);
    if (refusal != null) {
      return refusal;
    }
    String grant = String.valueOf(field(call, "grant_type"));
    return switch (grant) {
      case "authorization_code" -> exchange(call);
      case "refresh_token" -> refresh(call);
      default ->
          TwitterSandboxDialect.oauth(
              400, "unsupported_grant_type", "Unsupported grant_type: " + grant);
    };
  }

  private Reply exchange(Call call) {
    String redirect = field(call, "redirect_uri");
    String verifier = field(call, "code_verifier");
    if (redirect == null) {
      return missing("redirect_uri");
    }
    if (verifier == null) {
      return missing("code_verifier");
    }
    return site.tokens().redeem(field(call, "code"), redirect, verifier)
        ? granted(site.tokens().issue(LIFETIME))
        : TwitterSandboxDialect.oauth(
            400, "invalid_request", "Value passed for the authorization code was invalid.");
  }

  private Reply refresh(Call call) {
    String token = field(call, "refresh_token");
    if (token == null) {
      return missing("refresh_token");
    }
    if (!site.tokens().refreshable(token)) {
      return site.dialect().refreshRefused(call);
    }
    site.tokens().spend(token);
    return granted(site.tokens().issue(LIFETIME));
  }

  private Reply revoke(Call call) {
    Reply refusal = refusal(call);
    if (refusal != null) {
      return refusal;
    }
    String token = field(call, "token");
    if (token == null) {
      return missing("token");
    }
    site.tokens().revoke(token);
    return Reply.json(200, new JsonObject().put("revoked", true));
  }

  /** A confidential client shows itself by header, a public one by its id in the form. */
  private @Nullable Reply refusal(Call call) {
    if (call.header("Authorization") != null) {
      String[] pair = call.basic();
      return pair != null && site.tokens().client(pair[0], pair[1]) ? null : unauthorized();
    }
    if (field(call, "client_id") == null) {
      return missing("client_id");
    }
    return site.tokens().clientId(field(call, "client_id")) ? null : unauthorized();
  }

  /** A form is what the documentation asks for; clients that send JSON are understood as well. */
  private static @Nullable String field(Call call, String name) {
    JsonObject json = call.json();
    Object value = json == null ? call.form(name) : json.getValue(name);
    return value == null ? null : value.toString();
  }

  private static Reply unauthorized() {
    return TwitterSandboxDialect.oauth(
        401, "unauthorized_client", "Missing valid authorization header");
  }

  private static Reply missing(String parameter) {
    return TwitterSandboxDialect.oauth(
        400, "invalid_request", "Missing required parameter [" + parameter + "].");
  }

  private static Reply granted(Tokens.Grant grant) {
    return Reply.json(
        200,
        new JsonObject()
            .put("token_type", "bearer")
            .put("expires_in", grant.lifetime().toSeconds())
            .put("access_token", grant.accessToken())
            .put("scope", "tweet.read tweet.write users.read media.write offline.access")
            .put("refresh_token", grant.refreshToken()));
  }
}
