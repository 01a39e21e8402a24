package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of both login families. There is no refresh token on the real platform: a token that still
 * works is exchanged for a younger one, and an expired one can't be. The seeded refresh token is
 * taken like a token that still works.
 */
final class InstagramSandboxOauth {
  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofSeconds(5_183_944);
  private static final List<String> FACEBOOK_LOGIN =
      List.of(
          "instagram_basic",
          "instagram_content_publish",
          "instagram_manage_insights",
          "instagram_manage_contents",
          "pages_show_list",
          "pages_read_engagement",
          "business_management");
  private static final String PERMISSIONS =
      "instagram_business_basic,instagram_business_content_publish,"
          + "instagram_business_manage_insights";

  private final Site site;

  private final InstagramSandboxChoices choices;

  InstagramSandboxOauth(Site site, InstagramSandboxChoices choices) {
    this.site = site;
    this.choices = choices;
  }

  void open() {
    site.authorizePage("/oauth/authorize");
    site.authorizePage("/dialog/oauth");
    site.route("POST", "/oauth/access_token", Operation.TOKEN, this::exchange).open();
    site.route("GET", "/oauth/access_token", Operation.TOKEN, this::exchange).open();
    site.route("GET", "/access_token", Operation.TOKEN, this::lengthen).open();
    site.route("GET", "/refresh_access_token", Operation.TOKEN, this::refresh).open();
    site.route("GET", "/{user}/accounts", Operation.LOOKUP, this::pages);
    site.route("GET", "/{user}/permissions", Operation.LOOKUP, this::permissions);
    site.route("DELETE", "/{user}/permissions", Operation.TOKEN, this::disconnect);
    site.route("GET", "/debug_token", Operation.LOOKUP, this::debug).open();
  }

  private Reply exchange(Call call) {
    String grant = call.input("grant_type");
    boolean client = site.tokens().client(call.input("client_id"), call.input("client_secret"));
    if ("fb_exchange_token".equals(grant)) {
      return client ? younger(call, call.input("fb_exchange_token")) : wrongClient();
    }
    if ("client_credentials".equals(grant)) {
      JsonObject app = new JsonObject().put("access_token", "sandbox-client|sandbox-secret");
      return client ? Reply.json(200, app.put("token_type", "bearer")) : wrongClient();
    }
    boolean instagramLogin = "authorization_code".equals(grant);
    if (!client) {
      return instagramLogin ? flat("Invalid platform app") : wrongClient();
    }
    if (!site.tokens().redeem(call.input("code"), call.input("redirect_uri"), null)) {
      return instagramLogin
          ? flat("Matching code was not found or was already used")
          : InstagramSandboxDialect.error(
              400, 100, 36009, "This authorization code has been used.");
    }
    if (!instagramLogin) {
      return granted(site.tokens().issue(SHORT));
    }
    String token = site.tokens().issue(SHORT).accessToken();
    if (choices.tokenInList().getAsBoolean()) {
      JsonObject one =
          new JsonObject()
              .put("access_token", token)
              .put("user_id", InstagramSandbox.ACCOUNT)
              .put("permissions", PERMISSIONS);
      return Reply.json(200, new JsonObject().put("data", new JsonArray().add(one)));
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", token)
            .put("user_id", Long.parseLong(InstagramSandbox.ACCOUNT))
            .put("permissions", new JsonArray(List.of(PERMISSIONS.split(",")))));
  }

  /** Returns the Facebook page that leads to the account. */
  static JsonObject page() {
    return new JsonObject()
        .put("id", InstagramSandbox.PAGE)
        .put("name", "Sandbox Page")
        .put("category", "Software")
        .put("tasks", new JsonArray().add("CREATE_CONTENT").add("MANAGE"))
        .put("access_token", "sandbox-instagram-token")
        .put("instagram_business_account", new JsonObject().put("id", InstagramSandbox.ACCOUNT));
  }

  private Reply pages(Call call) {
    JsonObject page = page();
    String token = site.dialect().token(call);
    if (token != null && !token.equals("sandbox-instagram-refresh")) {
      // whoever has connected gets tokens of their own, not the ones that everybody knows
      page.put("access_token", token);
    }
    String fields = call.query("fields");
    if (fields != null) {
      Set<String> wanted = InstagramSandboxReads.set(call, "fields");
      page.getMap().keySet().removeIf(name -> !name.equals("id") && !named(wanted, name));
    } else {
      page.remove("instagram_business_account");
    }
    return Reply.json(200, new JsonObject().put("data", new JsonArray().add(page)));
  }

  private static boolean named(Set<String> wanted, String name) {
    return wanted.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + "{"));
  }

  private Reply permissions(Call call) {
    JsonArray data = new JsonArray();
    List<String> names = new ArrayList<>(FACEBOOK_LOGIN);
    names.addAll(List.of(PERMISSIONS.split(",")));
    for (String name : names) {
      data.add(new JsonObject().put("permission", name).put("status", "granted"));
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  /** The app is taken off the account: its token is worth nothing from now on. */
  private Reply disconnect(Call call) {
    String token = site.dialect().token(call);
    if (token != null) {
      site.tokens().revoke(token);
    }
    return Reply.json(200, new JsonObject().put("success", true));
  }

  private Reply lengthen(Call call) {
    if (!"sandbox-secret".equals(call.query("client_secret"))) {
      return wrongClient();
    }
    return younger(call, call.query("access_token"));
  }

  private Reply refresh(Call call) {
    if (!"ig_refresh_token".equals(call.query("grant_type"))) {
      return InstagramSandboxDialect.error(400, 100, 0, "(#100) grant_type is not supported");
    }
    return younger(call, call.query("access_token"));
  }

  private Reply younger(Call call, @Nullable String token) {
    TokenState state = site.tokens().check(token);
    if (state != TokenState.VALID && !site.tokens().refreshable(token)) {
      return site.dialect().unauthorized(call, state);
    }
    return granted(site.tokens().issue(LONG));
  }

  private Reply debug(Call call) {
    String token = call.query("input_token");
    TokenState state = site.tokens().check(token);
    JsonObject data =
        new JsonObject()
            .put("app_id", "sandbox-client")
            .put("type", "USER")
            .put("application", "Sandbox")
            .put("is_valid", state == TokenState.VALID)
            .put("expires_at", call.at().plus(LONG).getEpochSecond())
            .put("data_access_expires_at", call.at().plus(LONG).getEpochSecond())
            .put("scopes", new JsonArray(List.of(PERMISSIONS.split(","))))
            .put("user_id", InstagramSandbox.ACCOUNT);
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private static Reply granted(Tokens.Grant grant) {
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("token_type", "bearer")
            .put("expires_in", grant.lifetime().toSeconds())
            .put("permissions", PERMISSIONS));
  }

  private static Reply wrongClient() {
    return InstagramSandboxDialect.error(400, 101, 0, "Error validating client secret.");
  }

  private static Reply flat(String message) {
    return Reply.json(
        400,
        new JsonObject()
            .put("error_type", "OAuthException")
            .put("code", 400)
            .put("error_message", message));
  }
}
