package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Growth;
import io.snshub.sandbox.SandboxPost;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A public post as the Display API shows it. */
final class TiktokSandboxVideo {
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "create_time",
          "cover_image_url",
          "share_url",
          "video_description",
          "duration",
          "height",
          "width",
          "title",
          "embed_html",
          "embed_link",
          "like_count",
          "comment_count",
          "share_count",
          "view_count");
  private static final int SHOWN = 150;
  private static final int SECONDS = 30;

  private TiktokSandboxVideo() {}

  static String permalink(TiktokSandboxTask task) {
    return "https://www.tiktok.com/@"
        + TiktokSandboxCreator.USERNAME
        + (task.flow().photo() ? "/photo/" : "/video/")
        + task.postId();
  }

  static SandboxPost post(Call call, TiktokSandboxTask task) {
    List<String> media =
        task.flow().pulled
            ? task.source().urls()
            : List.of("video of " + task.source().size() + " bytes");
    return new SandboxPost(
        call.prefix(),
        Long.toString(task.postId()),
        TiktokSandbox.ACCOUNT,
        task.about().caption(),
        media,
        permalink(task),
        call.at());
  }

  static JsonObject toJson(TiktokSandboxTask task, Set<String> fields, Instant now) {
    JsonObject json = new JsonObject();
    for (String field : fields) {
      json.put(field, value(task, field, now));
    }
    return json;
  }

  private static Object value(TiktokSandboxTask task, String field, Instant now) {
    String id = Long.toString(task.postId());
    String embed = "https://www.tiktok.com/player/v1/" + id;
    return switch (field) {
      case "id" -> id;
      case "create_time" -> task.publishedAt().getEpochSecond();
      case "cover_image_url" -> "https://p19-sign.tiktokcdn.example/cover/" + id + ".jpeg";
      case "share_url" -> permalink(task) + "?utm_campaign=client_share&utm_source=sandbox-client";
      case "video_description" -> shortened(task.about().caption());
      case "title" -> shortened(task.about().title());
      case "duration" -> task.flow().photo() ? 0 : SECONDS;
      case "height" -> 1_920;
      case "width" -> 1_080;
      case "embed_html" ->
          "<blockquote class=\"tiktok-embed\" data-video-id=\"" + id + "\"></blockquote>";
      case "embed_link" -> embed;
      default -> counter(id, field, task.publishedAt(), now);
    };
  }

  private static long counter(String id, String field, Instant since, Instant now) {
    long ceiling =
        switch (field) {
          case "view_count" -> 50_000;
          case "like_count" -> 4_000;
          case "comment_count" -> 300;
          default -> 200;
        };
    return Growth.at(id + field, since, now, ceiling);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
  }
}
