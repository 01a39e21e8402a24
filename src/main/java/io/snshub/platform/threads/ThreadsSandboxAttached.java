package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a post carries beside text and media, as it is read back. */
final class ThreadsSandboxAttached {
  private ThreadsSandboxAttached() {}

  static @Nullable Object field(ThreadsSandboxPost post, String name) {
    ThreadsSandboxDraft draft = post.draft();
    return switch (name) {
      case "link_attachment_url" -> link(draft);
      case "topic_tag" -> topic(draft);
      case "gif_url" -> gif(draft.option("gif_attachment"));
      case "poll_attachment" -> poll(draft.option("poll_attachment"), post.at());
      case "text_attachment" -> object(draft.option("text_attachment"));
      case "text_entities" -> array(draft.option("text_entities"));
      case "reply_audience" ->
          String.valueOf(draft.options().getOrDefault("reply_control", "everyone"))
              .toUpperCase(Locale.ROOT);
      case "is_spoiler_media" -> draft.on("is_spoiler_media");
      case "ghost_post_status" -> draft.on("is_ghost_post") ? "ACTIVE" : null;
      case "allowlisted_country_codes" -> countries(draft.option(name));
      case "alt_text", "location_id" -> draft.option(name);
      default -> null;
    };
  }

  private static @Nullable String link(ThreadsSandboxDraft draft) {
    if (draft.kind() != Kind.TEXT || draft.option("link_attachment") != null) {
      return draft.option("link_attachment");
    }
    return ThreadsSandboxText.links(draft.text()).stream().findFirst().orElse(null);
  }

  private static @Nullable String topic(ThreadsSandboxDraft draft) {
    String tag = draft.option("topic_tag");
    return tag == null ? ThreadsSandboxText.topic(draft.text()) : tag;
  }

  private static @Nullable String gif(@Nullable String json) {
    return json == null
        ? null
        : "https://media.giphy.com/media/"
            + new JsonObject(json).getString("gif_id")
            + "/giphy.gif";
  }

  private static @Nullable JsonObject poll(@Nullable String json, Instant at) {
    if (json == null) {
      return null;
    }
    JsonObject poll = ThreadsSandboxAttachments.answers(json);
    for (String option : List.copyOf(poll.fieldNames())) {
      poll.put(option + "_votes_percentage", 0.0);
    }
    return poll.put("total_votes", 0)
        .put(
            "expiration_timestamp",
            ThreadsSandboxFields.TIME.format(at.plus(Duration.ofHours(24))));
  }

  private static @Nullable JsonObject object(@Nullable String json) {
    return json == null ? null : new JsonObject(json);
  }

  private static @Nullable JsonArray array(@Nullable String json) {
    return json == null ? null : new JsonArray(json);
  }

  private static @Nullable JsonArray countries(@Nullable String codes) {
    return codes == null ? null : new JsonArray(ThreadsSandboxParameters.list(codes));
  }
}
