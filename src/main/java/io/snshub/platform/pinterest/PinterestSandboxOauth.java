package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Pinterest's OAuth. A refresh brings a new refresh token with another sixty days. */
final class PinterestSandboxOauth {
  private static final Duration ACCESS = Duration.ofDays(30);
  private static final Duration REFRESH = Duration.ofDays(60);
  private static final String SCOPES =
      "boards:read boards:write pins:read pins:write user_accounts:read";

  private final Site site;
  private final BooleanSupplier oldDies;
  private final BooleanSupplier plain400;

  PinterestSandboxOauth(Site site, BooleanSupplier oldDies, BooleanSupplier plain400) {
    this.site = site;
    this.oldDies = oldDies;
    this.plain400 = plain400;
  }

  void open(PinterestSandboxLimits limits) {
    site.authorizePage("/oauth");
    site.route("POST", "/v5/oauth/token", Operation.TOKEN, limits.on(this::token)).open();
  }

  private Reply token(Call call) {
    String[] pair = call.basic();
    if (pair == null || !site.tokens().client(pair[0], pair[1])) {
      return PinterestSandboxDialect.error(401, 2, "Authentication failed.");
    }
    String grant = call.form("grant_type");
    return switch (grant == null ? "" : grant) {
      case "authorization_code" -> exchange(call);
      case "refresh_token" -> refresh(call);
      case "client_credentials" ->
          Reply.json(
              200,
              granted(site.tokens().issue(ACCESS), "client_credentials", required(call, "scope")));
      case "" -> throw PinterestSandboxDialect.invalid("'grant_type' is a required property");
      default ->
          throw PinterestSandboxDialect.invalid(
              "'"
                  + grant
                  + "' is not one of ['authorization_code', 'refresh_token',"
                  + " 'client_credentials']");
    };
  }

  private Reply exchange(Call call) {
    String code = required(call, "code");
    if (!site.tokens().redeem(code, required(call, "redirect_uri"), null)) {
      return refused(call);
    }
    return Reply.json(
        200, renewable(call, site.tokens().issue(ACCESS), "authorization_code", SCOPES));
  }

  private Reply refresh(Call call) {
    String token = required(call, "refresh_token");
    if (!site.tokens().refreshable(token)) {
      return refused(call);
    }
    if (oldDies.getAsBoolean()) {
      site.tokens().spend(token);
    }
    String scope = call.form("scope");
    return Reply.json(
        200,
        renewable(
            call, site.tokens().issue(ACCESS), "refresh_token", scope == null ? SCOPES : scope));
  }

  private Reply refused(Call call) {
    return plain400.getAsBoolean()
        ? PinterestSandboxDialect.error(400, 1, "Invalid request: the grant is not valid")
        : site.dialect().refreshRefused(call);
  }

  private static String required(Call call, String field) {
    String value = call.form(field);
    if (value == null || value.isEmpty()) {
      throw PinterestSandboxDialect.invalid("'" + field + "' is a required property");
    }
    return value;
  }

  private static JsonObject renewable(Call call, Tokens.Grant grant, String type, String scope) {
    return granted(grant, type, scope)
        .put("refresh_token", grant.refreshToken())
        .put("refresh_token_expires_in", REFRESH.toSeconds())
        .put("refresh_token_expires_at", call.at().plus(REFRESH).getEpochSecond());
  }

  private static JsonObject granted(Tokens.Grant grant, String type, String scope) {
    return new JsonObject()
        .put("access_token", grant.accessToken())
        .put("response_type", type)
        .put("token_type", "bearer")
        .put("expires_in", grant.lifetime().toSeconds())
        .put("scope", scope);
  }
}
