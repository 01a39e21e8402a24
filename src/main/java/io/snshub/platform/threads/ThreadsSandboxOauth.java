package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens. There is no refresh token on Threads: a long-lived token that still works is exchanged
 * for a younger one, an expired one can't be. The seeded refresh token is taken like a token that
 * still works.
 */
final class ThreadsSandboxOauth {
  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofSeconds(5_183_944);
  private static final Duration DAY = Duration.ofHours(24);
  private static final int CAPACITY = 10_000;
  private static final List<String> SCOPES =
      List.of(
          "threads_basic",
          "threads_content_publish",
          "threads_manage_replies",
          "threads_read_replies",
          "threads_manage_insights",
          "threads_delete",
          "threads_manage_mentions",
          "threads_keyword_search",
          "threads_location_tagging",
          "threads_profile_discovery");

  /** When a token was issued and for how long. */
  private record Birth(Instant at, Duration life) {}

  private final Site site;
  private final ThreadsSandboxSwitches switches;
  private final Map<String, Birth> births =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Birth> eldest) {
          return size() > CAPACITY;
        }
      };

  ThreadsSandboxOauth(Site site, ThreadsSandboxSwitches switches) {
    this.site = site;
    this.switches = switches;
  }

  void open() {
    site.authorizePage("/oauth/authorize");
    site.route("POST", "/oauth/access_token", Operation.TOKEN, this::exchange).open();
    site.route("GET", "/oauth/access_token", Operation.TOKEN, this::exchange).open();
    site.route("GET", "/access_token", Operation.TOKEN, this::lengthen).open();
    site.route("GET", "/refresh_access_token", Operation.TOKEN, this::refresh).open();
    site.route("GET", "/debug_token", Operation.LOOKUP, this::debug).open();
  }

  void clear() {
    births.clear();
  }

  /** A token of the app itself, which acts for nobody. */
  static boolean appToken(@Nullable String token) {
    return token != null && token.startsWith("TH|sandbox-client|");
  }

  private Reply exchange(Call call) {
    if (!site.tokens().client(call.input("client_id"), call.input("client_secret"))) {
      return flat("Error validating client secret.");
    }
    String grant = call.input("grant_type");
    if ("client_credentials".equals(grant)) {
      return Reply.json(
          200,
          new JsonObject()
              .put("access_token", "TH|sandbox-client|sandbox-app")
              .put("token_type", "bearer"));
    }
    if (!"authorization_code".equals(grant)) {
      return flat("Invalid grant_type: " + grant);
    }
    if (!site.tokens().redeem(call.input("code"), call.input("redirect_uri"), null)) {
      return codeRefused();
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", issue(SHORT, call.at()).accessToken())
            .put("user_id", Long.parseLong(ThreadsSandbox.ACCOUNT)));
  }

  private Reply codeRefused() {
    return switches.usedCodesAre100.getAsBoolean()
        ? ThreadsSandboxDialect.error(
            400, "OAuthException", 100, 4_279_030, "used_authorization_code")
        : flat("Matching code was not found or was already used");
  }

  private Reply lengthen(Call call) {
    if (!"th_exchange_token".equals(call.input("grant_type"))) {
      throw ThreadsSandboxRefusals.invalid("Param grant_type must be one of {th_exchange_token}.");
    }
    if (!"sandbox-secret".equals(call.input("client_secret"))) {
      return ThreadsSandboxDialect.error(
          400, "OAuthException", 101, 0, "Error validating client secret.");
    }
    return younger(call);
  }

  private Reply refresh(Call call) {
    if (!"th_refresh_token".equals(call.input("grant_type"))) {
      throw ThreadsSandboxRefusals.invalid("Param grant_type must be one of {th_refresh_token}.");
    }
    Birth birth = births.get(String.valueOf(call.input("access_token")));
    boolean shortLived = birth != null && birth.life().equals(SHORT);
    boolean young =
        birth != null
            && call.at().isBefore(birth.at().plus(DAY))
            && !switches.youngTokensRefresh.getAsBoolean();
    if (shortLived || young) {
      return ThreadsSandboxDialect.error(
          400, "OAuthException", 100, 0, "The access token can't be refreshed.");
    }
    return younger(call);
  }

  private Reply younger(Call call) {
    String token = site.dialect().token(call);
    TokenState state = site.tokens().check(token);
    if (state != TokenState.VALID && !site.tokens().refreshable(token)) {
      return site.dialect().unauthorized(call, state);
    }
    Tokens.Grant grant = issue(LONG, call.at());
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("token_type", "bearer")
            .put("expires_in", grant.lifetime().toSeconds()));
  }

  private Tokens.Grant issue(Duration life, Instant now) {
    Tokens.Grant grant = site.tokens().issue(life);
    births.put(grant.accessToken(), new Birth(now, life));
    return grant;
  }

  private Reply debug(Call call) {
    String caller = site.dialect().token(call);
    TokenState allowed = site.tokens().check(caller);
    if (allowed != TokenState.VALID && !appToken(caller)) {
      return switches.badTokensDebugAs500.getAsBoolean()
          ? ThreadsSandboxDialect.error(
              500, "OAuthException", 190, 0, "Error validating access token")
          : site.dialect().unauthorized(call, allowed);
    }
    String token = call.input("input_token");
    if (token == null) {
      throw ThreadsSandboxRefusals.required("input_token");
    }
    Birth birth = births.getOrDefault(token, new Birth(call.at(), LONG));
    JsonObject data =
        new JsonObject()
            .put("type", appToken(token) ? "APP" : "USER")
            .put("application", "Sandbox")
            .put("data_access_expires_at", birth.at().plus(Duration.ofDays(90)).getEpochSecond())
            .put("expires_at", birth.at().plus(birth.life()).getEpochSecond())
            .put("is_valid", appToken(token) || site.tokens().check(token) == TokenState.VALID)
            .put("issued_at", birth.at().getEpochSecond())
            .put("scopes", new JsonArray(SCOPES))
            .put("user_id", ThreadsSandbox.ACCOUNT);
    return Reply.json(200, new JsonObject().put("data", data));
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
