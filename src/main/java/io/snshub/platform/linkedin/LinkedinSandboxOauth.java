package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn's OAuth server: the secret travels in the form, and a refresh gives the same refresh
 * token back, whose year goes on from where it began.
 */
final class LinkedinSandboxOauth {
  private static final Duration ACCESS = Duration.ofDays(60);
  private static final Duration REFRESH = Duration.ofDays(365);
  private static final int CAPACITY = 10_000;
  private static final String SCOPE =
      "openid,profile,email,w_member_social,r_organization_social,w_organization_social,"
          + "rw_organization_admin,r_member_postAnalytics";

  private final Site site;
  private final BooleanSupplier noRefresh;
  private final Map<String, Instant> begun =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > CAPACITY;
        }
      };

  LinkedinSandboxOauth(Site site, BooleanSupplier noRefresh) {
    this.site = site;
    this.noRefresh = noRefresh;
  }

  void open() {
    site.authorizePage("/oauth/v2/authorization");
    site.route("POST", "/oauth/v2/accessToken", Operation.TOKEN, this::token).open();
    site.route("POST", "/oauth/v2/introspectToken", Operation.TOKEN, this::introspect)
        .open()
        .readOnly();
    site.route("POST", "/oauth/v2/revoke", Operation.TOKEN, this::revoke).open();
  }

  private Reply token(Call call) {
    String grant = call.input("grant_type");
    if (grant == null) {
      return missing("grant_type");
    }
    return switch (grant) {
      case "authorization_code" -> exchange(call);
      case "refresh_token" -> refresh(call);
      case "client_credentials" ->
          LinkedinSandboxDialect.oauth(
              401, "access_denied", "This application is not allowed to create application tokens");
      default ->
          LinkedinSandboxDialect.oauth(
              400, "invalid_request", "Invalid value for parameter \"grant_type\"");
    };
  }

  private Reply exchange(Call call) {
    Reply refusal = refusal(call, "code", "redirect_uri");
    if (refusal != null) {
      return refusal;
    }
    String code = call.input("code");
    boolean known = code != null && code.startsWith("sandbox-code");
    if (!known) {
      return LinkedinSandboxDialect.oauth(
          401, "invalid_request", "Unable to retrieve access token: authorization code not found");
    }
    if (!site.tokens().redeem(code, call.input("redirect_uri"), call.input("code_verifier"))) {
      return LinkedinSandboxDialect.oauth(
          400,
          "invalid_redirect_uri",
          "Unable to retrieve access token: appid/redirect uri/code verifier does not match"
              + " authorization code. Or authorization code expired. Or external member binding"
              + " exists");
    }
    Tokens.Grant grant = site.tokens().issue(ACCESS);
    begun.put(grant.refreshToken(), call.at());
    return granted(grant, grant.refreshToken(), REFRESH);
  }

  private Reply refresh(Call call) {
    Reply refusal = refusal(call, "refresh_token");
    if (refusal != null) {
      return refusal;
    }
    String token = String.valueOf(call.input("refresh_token"));
    Instant since = begun.getOrDefault(token, call.at());
    Duration left = Duration.between(call.at(), since.plus(REFRESH));
    if (!site.tokens().refreshable(token) || left.isNegative() || noRefresh.getAsBoolean()) {
      return site.dialect().refreshRefused(call);
    }
    Tokens.Grant grant = site.tokens().issue(left.compareTo(ACCESS) < 0 ? left : ACCESS);
    site.tokens().spend(grant.refreshToken());
    return granted(grant, token, left);
  }

  private Reply granted(Tokens.Grant grant, String refreshToken, Duration refreshLeft) {
    JsonObject body =
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("expires_in", grant.lifetime().toSeconds());
    if (!noRefresh.getAsBoolean()) {
      body.put("refresh_token", refreshToken)
          .put("refresh_token_expires_in", refreshLeft.toSeconds());
    }
    return LinkedinSandboxDialect.ok(body.put("scope", SCOPE).put("token_type", "Bearer"));
  }

  private Reply introspect(Call call) {
    Reply refusal = refusal(call, "token");
    if (refusal != null) {
      return refusal;
    }
    TokenState state = site.tokens().check(call.input("token"));
    if (state == TokenState.UNKNOWN) {
      return LinkedinSandboxDialect.ok(
          new JsonObject().put("active", false).put("status", "revoked"));
    }
    long now = call.at().getEpochSecond();
    return LinkedinSandboxDialect.ok(
        new JsonObject()
            .put("active", state == TokenState.VALID)
            .put("client_id", "sandbox-client")
            .put("authorized_at", now)
            .put("created_at", now)
            .put("status", state == TokenState.VALID ? "active" : "expired")
            .put("expires_at", state == TokenState.VALID ? now + ACCESS.toSeconds() : now)
            .put("scope", SCOPE)
            .put("auth_type", "3L"));
  }

  private Reply revoke(Call call) {
    Reply refusal = refusal(call, "token");
    if (refusal != null) {
      return refusal;
    }
    site.tokens().revoke(String.valueOf(call.input("token")));
    return Reply.empty(200);
  }

  private @Nullable Reply refusal(Call call, String... needed) {
    for (String parameter : needed) {
      if (call.input(parameter) == null) {
        return missing(parameter);
      }
    }
    for (String parameter : new String[] {"client_id", "client_secret"}) {
      if (call.input(parameter) == null) {
        return missing(parameter);
      }
    }
    boolean ours = site.tokens().client(call.input("client_id"), call.input("client_secret"));
    return ours
        ? null
        : LinkedinSandboxDialect.oauth(401, "invalid_client", "Client authentication failed");
  }

  private static Reply missing(String parameter) {
    return LinkedinSandboxDialect.oauth(
        400, "invalid_request", "A required parameter \"" + parameter + "\" is missing");
  }

  void clear() {
    begun.clear();
  }
}
