package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Tells what a token is worth, whose it is and how long it lives. */
final class FacebookSandboxTokenInfo {
  private final Site site;
  private final FacebookSandboxOauth oauth;

  FacebookSandboxTokenInfo(Site site, FacebookSandboxOauth oauth) {
    this.site = site;
    this.oauth = oauth;
  }

  Reply answer(Call call) {
    String asking = site.dialect().token(call);
    if (!FacebookSandboxOauth.APP_TOKEN.equals(asking)
        && site.tokens().check(asking) != TokenState.VALID) {
      return site.dialect().unauthorized(call, site.tokens().check(asking));
    }
    String token = call.input("input_token");
    if (token == null) {
      throw FacebookSandboxAnswers.parameter("The parameter input_token is required");
    }
    TokenState state = site.tokens().check(token);
    boolean app = token.equals(FacebookSandboxOauth.APP_TOKEN);
    boolean valid = state == TokenState.VALID || app || site.tokens().refreshable(token);
    boolean person = oauth.person(token);
    JsonObject data =
        new JsonObject()
            .put("app_id", FacebookSandboxPage.APP)
            .put("type", app ? "APP" : person ? "USER" : "PAGE")
            .put("application", "Sandbox")
            .put(
                "data_access_expires_at",
                call.at().plus(FacebookSandboxOauth.LONG).getEpochSecond())
            .put(
                "expires_at",
                person ? call.at().plus(FacebookSandboxOauth.LONG).getEpochSecond() : 0)
            .put("is_valid", valid)
            .put("issued_at", call.at().getEpochSecond())
            .put("scopes", new JsonArray(FacebookSandboxOauth.SCOPES))
            .put("granular_scopes", granular())
            .put("user_id", FacebookSandboxPage.USER);
    if (!person && !app) {
      data.put("profile_id", FacebookSandbox.PAGE);
    }
    if (!valid) {
      data.put(
          "error",
          new JsonObject()
              .put("code", 190)
              .put("message", "Error validating access token")
              .put("subcode", state == TokenState.EXPIRED ? 463 : 467));
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private static JsonArray granular() {
    JsonArray all = new JsonArray();
    for (String scope : FacebookSandboxOauth.SCOPES.subList(0, 4)) {
      all.add(
          new JsonObject()
              .put("scope", scope)
              .put("target_ids", new JsonArray().add(FacebookSandbox.PAGE)));
    }
    return all;
  }
}
