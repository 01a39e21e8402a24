package io.snshub.sandbox;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The page on which a person allows an app to act for an account. */
final class AuthorizePage {
  private AuthorizePage() {}

  static Reply answer(String platform, Tokens tokens, Call call) {
    String target = call.query("redirect_uri");
    if (target == null || !target.matches("https?://[^\\s]+")) {
      return html(400, "<h1>redirect_uri is missing or no http address</h1>");
    }
    if (!"sandbox-client".equals(call.query("client_id"))
        && !"sandbox-client".equals(call.query("client_key"))) {
      return html(400, "<h1>client_id is unknown</h1><p>The sandbox knows sandbox-client.</p>");
    }
    String state = call.query("state");
    String code =
        tokens.giveCode(target, call.query("code_challenge"), call.query("code_challenge_method"));
    String allow = back(target, "code=" + code + granted(call), state);
    String deny = back(target, "error=access_denied", state);
    return html(
        200,
        "<h1>"
            + Page.escape(platform)
            + " (sandbox)</h1><p>Allow the app to post for the sandbox account?</p>"
            + asked(call)
            + "<p><a class=go"
            + " id=allow href=\""
            + Page.escape(allow)
            + "\">Allow</a> <a id=deny href=\""
            + Page.escape(deny)
            + "\">Deny</a></p>");
  }

  /** Who speaks of a client's key also names the scopes in the answer. */
  private static String granted(Call call) {
    String scope = call.query("scope");
    return call.query("client_key") == null || scope == null
        ? ""
        : "&scopes=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
  }

  private static String asked(Call call) {
    String scope = call.query("scope");
    return scope == null || scope.isBlank()
        ? ""
        : "<p>It asks for: <code id=scope>" + Page.escape(scope) + "</code></p>";
  }

  private static String back(String target, String query, @Nullable String state) {
    String joined = target + (target.contains("?") ? "&" : "?") + query;
    return state == null
        ? joined
        : joined + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
  }

  private static Reply html(int status, String body) {
    String page =
        "<!doctype html><html lang=en><meta charset=utf-8><title>Allow access</title>"
            + "<style>body{font:16px system-ui,sans-serif;max-width:30rem;margin:4rem auto;"
            + "padding:0 1rem}.go{background:#1d4ed8;color:#fff;padding:.5rem 1.2rem;"
            + "border-radius:.4rem;text-decoration:none;margin-right:1rem}</style>"
            + body;
    return Reply.of(status, "text/html; charset=utf-8", Buffer.buffer(page))
        .header("Content-Security-Policy", Page.POLICY);
  }
}
