package io.snshub.notifying;

import io.snshub.store.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a notice says: plain text, so that nothing in a post can be taken for markup. */
@Component
class NoticeTexts {
  private static final int EXCERPT = 120;
  private final Sql sql;

  NoticeTexts(Sql sql) {
    this.sql = sql;
  }

  private record Target(
      String platform, String status, @Nullable String permalink, @Nullable String error) {}

  String of(long postId, String kind) {
    String content =
        sql.run("notifying/find-content").param("postId", postId).query(String.class).single();
    List<Target> targets =
        sql.run("notifying/find-outcomes")
            .param("postId", postId)
            .query(
                (row, number) ->
                    new Target(
                        row.getString("platform"),
                        row.getString("status"),
                        row.getString("permalink"),
                        row.getString("error_message")))
            .list();
    return switch (kind) {
      case Notices.CANCELLED -> cancelled(postId, content, targets);
      case Notices.QUESTION -> question(postId, content, targets);
      default -> result(postId, content, targets);
    };
  }

  private static String result(long postId, String content, List<Target> targets) {
    String up = names(targets, "confirmed");
    String head = up.isEmpty() ? "Not published" : "Published on " + up;
    return head + ": post " + postId + " “" + excerpt(content) + "”" + problems(targets);
  }

  private static String question(long postId, String content, List<Target> targets) {
    return "Please look: post " + postId + " “" + excerpt(content) + "”" + problems(targets);
  }

  private static String cancelled(long postId, String content, List<Target> targets) {
    String down = names(targets, "compensated");
    String up = names(targets, "compensation_failed", "not_compensable");
    return (up.isEmpty() ? "Cancelled: post " : "Cancelled, but still up on " + up + ": post ")
        + postId
        + " “"
        + excerpt(content)
        + "”"
        + (down.isEmpty() ? "" : "\nTaken down: " + down)
        + problems(targets);
  }

  private static String names(List<Target> targets, String... states) {
    Set<String> wanted = Set.of(states);
    return targets.stream()
        .filter(target -> wanted.contains(target.status()))
        .map(Target::platform)
        .collect(Collectors.joining(", "));
  }

  private static String problems(List<Target> targets) {
    return targets.stream()
        .filter(target -> !target.status().equals("confirmed") && target.error() != null)
        .map(target -> "\n" + target.error())
        .collect(Collectors.joining());
  }

  private static String excerpt(String content) {
    String line = content.replaceAll("\\s+", " ").strip();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }
}
