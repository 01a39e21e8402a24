package io.snshub.ops;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where things are, in words. The command can be pasted into a shell in any directory, again and
 * again: platforms refuse the same text twice, so it carries the time of day.
 *
 * @param api root of the main port
 * @param management root of the management port
 * @param sandbox root of the platform sandbox; null when platforms are the real ones
 * @param inbox where files of posts are dropped
 * @param keyFile holds the first key; null when the operator has set it himself
 */
record Places(
    String api, String management, @Nullable String sandbox, Path inbox, @Nullable Path keyFile) {

  String text() {
    StringBuilder text = new StringBuilder("\nsns-hub is ready\n\n");
    line(text, "API", api + "/api/sns");
    line(text, "Documentation", api + "/api/docs");
    line(text, "OpenAPI", api + "/api/openapi.json");
    if (sandbox != null) {
      line(text, "Sandbox", sandbox + "/");
    }
    line(text, "Health", management + "/actuator/health");
    line(text, "Prometheus", management + "/actuator/prometheus");
    line(text, "Hawtio", management + "/actuator/hawtio");
    line(text, "Inbox", inbox.toString());
    line(text, "First API key", keyFile == null ? "HUB_BOOTSTRAP_KEY" : "in " + keyFile);
    return text.append("\nTry it:\n\n").append(command()).append('\n').toString();
  }

  /** Publishes in the sandbox; with the real platforms it only asks, for nobody wants this post. */
  String command() {
    String key = keyFile == null ? "$HUB_BOOTSTRAP_KEY" : "$(cat " + quoted(keyFile) + ")";
    String authorization = " -H \"Authorization: Bearer " + key + "\"";
    if (sandbox == null) {
      return "curl -sS " + api + "/api/sns/platforms" + authorization;
    }
    return "curl -sS -X POST "
        + api
        + "/api/sns/posts"
        + authorization
        + " -H 'Content-Type: application/json' -d '{\"content\":\"Hello from sns-hub at '\"$(date"
        + " +%T)\"'\",\"platforms\":[\"twitter\",\"instagram\",\"youtube\"],"
        + "\"media_urls\":[\"https://cdn.example.com/clip.mp4\"]}'";
  }

  /** As one word of a shell, inside {@code $(…)}; plain when it needs no quotes. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static void line(StringBuilder text, String what, String where) {
    text.append(String.format("  %-14s %s%n", what, where));
  }
}
