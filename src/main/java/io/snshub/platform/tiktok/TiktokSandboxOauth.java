package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Login Kit's tokens. A refusal comes with status 200, as it is reported; a refresh brings a new
 * refresh token and ends the old one.
 */
final class TiktokSandboxOauth {
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final Duration APP_LIFETIME = Duration.ofHours(2);
  private static final long REFRESH_SECONDS = 31_536_000;
  private static final String SCOPES =
      "user.info.basic,user.info.profile,user.info.stats,video.list,video.upload,video.publish";

  private final Site site;
  private final BooleanSupplier quiet;
  private final BooleanSupplier rotates;
  private final BooleanSupplier pkce;

  TiktokSandboxOauth(Site site) {
    this.site = site;
    this.quiet = site.choice("oauth_errors_with_200", true, "OAuth refuses with HTTP 200");
    this.rotates =
        site.choice("refresh_rotates", true, "a refresh brings a new refresh token, once");
    this.pkce = site.choice("pkce_required", false, "a code needs the verifier of its challenge");
  }

  void open() {
    site.authorizePage("/v2/auth/authorize");
    site.route("POST", "/v2/oauth/token", Operation.TOKEN, this::token).open();
    site.route("POST", "/v2/oauth/revoke", Operation.TOKEN, this::revoke).open();
  }

  private Reply token(Call call) {
    Reply refusal = refusal(call);
    if (refusal != null) {
      return refusal;
    }
    String grant = call.form("grant_type");
    if (grant == null) {
      return refused(call, 400, "invalid_request", "Grant type is missing.");
    }
    return switch (grant) {
      case "authorization_code" -> exchange(call);
      case "refresh_token" -> refresh(call);
      case "client_credentials" ->
          Reply.json(
              200,
              new JsonObject()
                  .put("access_token", "clt." + site.tokens().issue(APP_LIFETIME).accessToken())
                  .put("expires_in", APP_LIFETIME.toSeconds())
                  .put("token_type", "Bearer"));
      default -> refused(call, 400, "unsupported_grant_type", "Grant type is not supported.");
    };
  }

  private Reply exchange(Call call) {
    if (call.form("redirect_uri") == null) {
      return refused(call, 400, "invalid_request", "Redirect_uri is missing.");
    }
    String verifier = call.form("code_verifier");
    if (pkce.getAsBoolean() && verifier == null) {
      return refused(call, 400, "invalid_request", "Code verifier is missing.");
    }
    return site.tokens().redeem(call.form("code"), call.form("redirect_uri"), verifier)
        ? granted(site.tokens().issue(LIFETIME), null)
        : refused(call, 400, "invalid_grant", "Authorization code is expired.");
  }

  private Reply refresh(Call call) {
    String token = call.form("refresh_token");
    if (token == null) {
      return refused(call, 400, "invalid_request", "Refresh token is missing.");
    }
    if (!site.tokens().refreshable(token)) {
      return refused(call, 400, "invalid_grant", "Refresh token is invalid or expired.");
    }
    if (!rotates.getAsBoolean()) {
      return granted(site.tokens().issue(LIFETIME), token);
    }
    site.tokens().spend(token);
    return granted(site.tokens().issue(LIFETIME), null);
  }

  private Reply revoke(Call call) {
    Reply refusal = refusal(call);
    if (refusal != null) {
      return refusal;
    }
    String token = call.form("token");
    if (token == null) {
      return refused(call, 400, "invalid_request", "Token is missing.");
    }
    site.tokens().revoke(token);
    return Reply.empty(200);
  }

  private @Nullable Reply refusal(Call call) {
    String type = String.valueOf(call.header("Content-Type"));
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return refused(
          call,
          400,
          "invalid_request",
          "Only `application/x-www-form-urlencoded` is accepted as Content-Type.");
    }
    return site.tokens().client(call.form("client_key"), call.form("client_secret"))
        ? null
        : refused(call, 401, "invalid_client", "Client key or secret is incorrect.");
  }

  private Reply refused(Call call, int status, String error, String description) {
    return TiktokSandboxDialect.oauth(
        call, quiet.getAsBoolean() ? 200 : status, error, description);
  }

  private static Reply granted(Tokens.Grant grant, @Nullable String kept) {
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("expires_in", grant.lifetime().toSeconds())
            .put("open_id", TiktokSandbox.ACCOUNT)
            .put("refresh_expires_in", REFRESH_SECONDS)
            .put("refresh_token", kept == null ? grant.refreshToken() : kept)
            .put("scope", SCOPES)
            .put("token_type", "Bearer"));
  }
}
