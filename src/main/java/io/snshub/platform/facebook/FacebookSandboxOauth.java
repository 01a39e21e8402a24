package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.snshub.sandbox.TokenState;
import io.snshub.sandbox.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a person, of the Page and of the app. There is no refresh token on the real platform: a
 * person's token that still works is exchanged for a younger one, and the Page's token is read from
 * the list of Pages. The seeded refresh token is a person's token that never ends; the seeded
 * access token passes for a person's and for the Page's.
 */
final class FacebookSandboxOauth {
  static final List<String> SCOPES =
      List.of(
          "pages_show_list",
          "pages_read_engagement",
          "pages_manage_posts",
          "pages_manage_engagement",
          "pages_read_user_content",
          "read_insights",
          "business_management",
          "public_profile");

  static final String APP_TOKEN = "sandbox-client|sandbox-secret";
  private static final int CAPACITY = 10_000;
  private static final Duration SHORT = Duration.ofSeconds(5_183);
  static final Duration LONG = Duration.ofSeconds(5_183_944);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Site site;
  private final Shelf<String, String> pageTokens = new Shelf<>(CAPACITY);
  private final Shelf<String, Boolean> persons = new Shelf<>(CAPACITY);
  private final Shelf<String, Boolean> removed = new Shelf<>(CAPACITY);

  FacebookSandboxOauth(Site site) {
    this.site = site;
  }

  void open() {
    site.authorizePage("/dialog/oauth");
    for (String method : List.of("GET", "POST")) {
      site.route(method, "/oauth/access_token", Operation.TOKEN, this::exchange).open();
    }
    site.route(
            "GET",
            "/debug_token",
            Operation.LOOKUP,
            new FacebookSandboxTokenInfo(site, this)::answer)
        .open();
    site.route("GET", "/{node}/permissions", Operation.LOOKUP, this::permissions);
    site.route("DELETE", "/{node}/permissions", Operation.TOKEN, this::revoke);
    site.route("GET", "/{node}/accounts", Operation.LOOKUP, this::pages).open();
  }

  void clear() {
    pageTokens.clear();
    persons.clear();
    removed.clear();
  }

  /** The token was good once, and its person has removed the app. */
  boolean removed(@Nullable String token) {
    return token != null && removed.get(token) != null;
  }

  /** A person's token that can't speak for the Page. */
  boolean person(@Nullable String token) {
    return token != null && persons.get(token) != null;
  }

  /** Returns the token for the Page that somebody with this token may have. */
  @Nullable String pageToken(@Nullable String token) {
    if (token == null || !person(token)) {
      return token;
    }
    String known = pageTokens.get(token);
    if (known == null) {
      known = site.tokens().issue(FOR_EVER).accessToken();
      pageTokens.put(token, known);
    }
    return known;
  }

  private Reply exchange(Call call) {
    String grant = call.input("grant_type");
    if (!site.tokens().client(call.input("client_id"), call.input("client_secret"))) {
      return FacebookSandboxAnswers.error(400, 1, 0, "Error validating client secret.");
    }
    if ("client_credentials".equals(grant)) {
      return Reply.json(
          200, new JsonObject().put("access_token", APP_TOKEN).put("token_type", "bearer"));
    }
    if ("fb_exchange_token".equals(grant)) {
      return younger(call, call.input("fb_exchange_token"));
    }
    if (grant != null && !grant.equals("authorization_code")) {
      return FacebookSandboxAnswers.error(400, 1, 0, "Unsupported grant_type.");
    }
    return redeem(call);
  }

  private Reply redeem(Call call) {
    if (call.input("redirect_uri") == null) {
      return FacebookSandboxAnswers.error(400, 191, 0, "Missing redirect_uri parameter.");
    }
    if (call.input("code") == null) {
      return FacebookSandboxAnswers.error(400, 1, 0, "Missing authorization code");
    }
    return site.tokens().redeem(call.input("code"), call.input("redirect_uri"), null)
        ? granted(site.tokens().issue(SHORT))
        : FacebookSandboxAnswers.error(400, 100, 36009, "This authorization code has been used.");
  }

  private Reply younger(Call call, @Nullable String token) {
    if (token == null) {
      return FacebookSandboxAnswers.error(400, 100, 0, "(#100) fb_exchange_token is required.");
    }
    TokenState state = site.tokens().check(token);
    if (removed(token)) {
      return FacebookSandboxDialect.removed();
    }
    return state == TokenState.VALID || site.tokens().refreshable(token)
        ? granted(site.tokens().issue(LONG))
        : site.dialect().unauthorized(call, state);
  }

  private Reply granted(Tokens.Grant grant) {
    persons.put(grant.accessToken(), true);
    return Reply.json(
        200,
        new JsonObject()
            .put("access_token", grant.accessToken())
            .put("token_type", "bearer")
            .put("expires_in", grant.lifetime().toSeconds()));
  }

  private Reply pages(Call call) {
    String token = site.dialect().token(call);
    // the seeded refresh token is a person's, so it may read the Pages
    if (site.tokens().check(token) != TokenState.VALID && !site.tokens().refreshable(token)) {
      throw new RefusedCall(site.dialect().unauthorized(call, site.tokens().check(token)));
    }
    if (!call.param("node").matches("me|" + FacebookSandboxPage.USER)) {
      throw FacebookSandboxAnswers.missing(call, call.param("node"));
    }
    requirePerson(call, "accounts");
    String named = call.input("fields");
    String fields = named == null ? "access_token,category,category_list,name,id,tasks" : named;
    JsonObject page =
        FacebookSandboxFields.select(fields, new FacebookSandboxPage(pageToken(token)));
    JsonObject cursors = new JsonObject().put("before", "MA").put("after", "MA");
    boolean beyond = call.query("after") != null;
    return Reply.json(
        200,
        FacebookSandboxAnswers.list(beyond ? new JsonArray() : new JsonArray().add(page))
            .put("paging", new JsonObject().put("cursors", cursors)));
  }

  /** The Page's own token is nobody's; the seeded tokens pass for a person's. */
  private void requirePerson(Call call, String edge) {
    String token = site.dialect().token(call);
    if (token != null && !person(token) && !token.matches("sandbox-facebook-(token|refresh)")) {
      throw FacebookSandboxAnswers.parameter(
          "Tried accessing nonexisting field (" + edge + ") on node type (Page)");
    }
  }

  private Reply permissions(Call call) {
    requirePerson(call, "permissions");
    JsonArray data = new JsonArray();
    for (String scope : SCOPES) {
      data.add(new JsonObject().put("permission", scope).put("status", "granted"));
    }
    return Reply.json(200, FacebookSandboxAnswers.list(data));
  }

  /** Taking the last permission back removes the app; one alone is not kept account of. */
  private Reply revoke(Call call) {
    String token = site.dialect().token(call);
    if (call.input("permission") == null && token != null) {
      site.tokens().revoke(token);
      removed.put(token, true);
    }
    return FacebookSandboxAnswers.success();
  }
}
