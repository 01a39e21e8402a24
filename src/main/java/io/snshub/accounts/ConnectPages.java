package io.snshub.accounts;

import io.snshub.accounts.PlaceDesk.Choice;
import io.snshub.accounts.PlaceDesk.Connected;
import io.snshub.call.Answer;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import io.snshub.call.RequestContext;
import io.snshub.platform.Answers;
import java.util.Map;

/** What a person sees who comes back from a platform. No script, nothing from elsewhere. */
final class ConnectPages {
  private static final String HEAD =
      "<!doctype html><html lang=en><head><meta charset=utf-8>"
          + "<meta name=viewport content=\"width=device-width\">"
          + "<meta name=referrer content=no-referrer>"
          + "<meta http-equiv=Content-Security-Policy content=\"default-src 'none';"
          + " style-src 'unsafe-inline'\"><title>%s</title>"
          + "<style>body{font:16px system-ui,sans-serif;max-width:34rem;margin:4rem auto;"
          + "padding:0 1rem;color:#111}h1{font-size:1.5rem}li{margin:.6rem 0}"
          + "a{color:#1d4ed8}small{color:#555}</style></head><body>";

  private ConnectPages() {}

  static boolean html(RequestContext request) {
    return request.header("accept").map(accept -> accept.contains("text/html")).orElse(false);
  }

  static Answer told(String platform, Connected connected) {
    String title = escape(platform);
    StringBuilder page = new StringBuilder();
    if (connected.connectionId() == null) {
      page.append(HEAD.formatted("Connected"))
          .append("<h1 id=connected>Connected: ")
          .append(title)
          .append("</h1><ul>");
      for (Choice place : connected.places()) {
        page.append("<li>").append(named(place));
      }
      page.append("</ul><p>You may close this page.</p>");
    } else {
      page.append(HEAD.formatted("Choose"))
          .append("<h1 id=choose>")
          .append(title)
          .append(": where shall posts go?</h1><ul>");
      for (Choice place : connected.places()) {
        String query =
            Answers.form(Map.of("connection", connected.connectionId(), "place", place.place()));
        page.append("<li><a class=place href=\"callback?")
            .append(escape(query))
            .append("\">")
            .append(named(place))
            .append("</a>");
      }
      page.append("</ul><p><small>The choice is open for ten minutes.</small></p>");
    }
    return page(200, page);
  }

  private static String named(Choice place) {
    return escape(place.name()) + " <small>(" + escape(place.kind()) + ")</small>";
  }

  static Answer refusal(ProblemException refusal, boolean html) {
    Problem problem = refusal.problem();
    if (!html) {
      Answer answer = Answer.of(problem.status(), problem);
      return answer.header("Cache-Control", "no-store");
    }
    StringBuilder page = new StringBuilder(HEAD.formatted("Not connected"));
    page.append("<h1 id=refused>Not connected</h1><p>")
        .append(escape(String.valueOf(problem.detail())))
        .append("</p><p><small>")
        .append(escape(problem.code()))
        .append("</small></p>");
    return page(problem.status(), page);
  }

  private static Answer page(int status, StringBuilder page) {
    return Answer.of(status, page.append("</body></html>").toString())
        .header("Content-Type", "text/html; charset=utf-8")
        .header("Cache-Control", "no-store");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
