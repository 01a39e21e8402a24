package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two older ways in: OAuth 1.0a for a user, and a bearer token for an app alone. The seeded
 * user token works with OAuth 1.0a too, its secret is {@value #SECRET}.
 */
final class TwitterSandboxLogins {
  static final String SECRET = "sandbox-secret";

  private static final int CAPACITY = 10_000;
  private static final Duration FOR_EVER = Duration.ofDays(3_650);
  private static final String APP_ONLY =
      "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint."
          + "  Supported authentication types are [OAuth 1.0a User Context,"
          + " OAuth 2.0 User Context].";

  private final Map<String, Boolean> apps = bounded();
  private final Map<String, String> verifierByRequest = bounded();
  private @Nullable Site site;

  void open(Site newSite) {
    site = newSite;
    newSite.route("POST", "/oauth2/token", Operation.TOKEN, this::app).open();
    newSite.route("POST", "/oauth2/invalidate_token", Operation.TOKEN, this::end).open();
    newSite.route("POST", "/oauth/request_token", Operation.TOKEN, this::begin).open();
    newSite.route("POST", "/oauth/access_token", Operation.TOKEN, this::finish).open();
    newSite.route("GET", "/oauth/authorize", Operation.LOOKUP, this::page).open();
    newSite.route("GET", "/oauth/authenticate", Operation.LOOKUP, this::page).open();
  }

  /** Returns the token that a call acts by, or null when it shows none. */
  static @Nullable String token(Call call) {
    TwitterSandboxSignature signature = TwitterSandboxSignature.of(call);
    if (signature == null) {
      return call.bearer();
    }
    return signature.holds(call, token -> SECRET) ? signature.get("oauth_token") : "unsigned";
  }

  /** The call acts for an app and not for a user. */
  boolean appOnly(Call call) {
    String token = call.bearer();
    return token != null && apps.containsKey(token);
  }

  /** Returns a handler that refuses apps acting for themselves. */
  Function<Call, Reply> userOnly(Function<Call, Reply> handler) {
    return call -> {
      if (appOnly(call)) {
        throw new RefusedCall(
            TwitterSandboxDialect.problem(
                403, "Unsupported Authentication", APP_ONLY, "unsupported-authentication"));
      }
      return handler.apply(call);
    };
  }

  void clear() {
    apps.clear();
    verifierByRequest.clear();
  }

  private Reply app(Call call) {
    if (!client(call)) {
      return legacy(403, 99, "Unable to verify your credentials");
    }
    if (!"client_credentials".equals(call.input("grant_type"))) {
      return legacy(403, 170, "Missing required parameter: grant_type");
    }
    String token = site().tokens().issue(FOR_EVER).accessToken();
    apps.put(token, true);
    return Reply.json(200, new JsonObject().put("token_type", "bearer").put("access_token", token));
  }

  private Reply end(Call call) {
    String token = call.input("access_token");
    if (!client(call) || token == null || !apps.containsKey(token)) {
      return legacy(403, 99, "Unable to verify your credentials");
    }
    apps.remove(token);
    site().tokens().revoke(token);
    return Reply.json(200, new JsonObject().put("access_token", token));
  }

  private boolean client(Call call) {
    String[] pair = call.basic();
    return pair != null && site().tokens().client(pair[0], pair[1]);
  }

  private Reply begin(Call call) {
    TwitterSandboxSignature signature = TwitterSandboxSignature.of(call);
    if (signature == null || !signature.holds(call, token -> "")) {
      return legacy(401, 32, "Could not authenticate you.");
    }
    String token = "request-" + UUID.randomUUID();
    verifierByRequest.put(token, UUID.randomUUID().toString());
    return form(
        "oauth_token="
            + token
            + "&oauth_token_secret="
            + SECRET
            + "&oauth_callback_confirmed=true");
  }

  /** Shows the PIN, which is how an app without a page of its own goes on. */
  private Reply page(Call call) {
    String verifier = verifierByRequest.get(String.valueOf(call.query("oauth_token")));
    int status = verifier == null ? 403 : 200;
    String text = verifier == null ? "The request token is unknown." : "PIN: " + verifier;
    return Reply.of(status, "text/html; charset=utf-8", Buffer.buffer("<p>" + text + "</p>"));
  }

  private Reply finish(Call call) {
    TwitterSandboxSignature signature = TwitterSandboxSignature.of(call);
    String request = signature == null ? "" : signature.get("oauth_token");
    String given = call.input("oauth_verifier");
    if (given == null && signature != null) {
      given = signature.get("oauth_verifier");
    }
    if (signature == null
        || !signature.holds(call, token -> SECRET)
        || !String.valueOf(verifierByRequest.remove(request)).equals(given)) {
      return legacy(401, 32, "Could not authenticate you.");
    }
    return form(
        "oauth_token="
            + site().tokens().issue(FOR_EVER).accessToken()
            + "&oauth_token_secret="
            + SECRET
            + "&user_id="
            + TwitterSandbox.ACCOUNT
            + "&screen_name=sandbox");
  }

  private Site site() {
    Site open = site;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  private static Reply form(String pairs) {
    return Reply.of(200, "text/html;charset=utf-8", Buffer.buffer(pairs));
  }

  private static Reply legacy(int status, int code, String message) {
    return TwitterSandboxDialect.legacy(status, code, message);
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > CAPACITY;
      }
    };
  }
}
