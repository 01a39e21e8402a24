package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.GraphPage;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Search;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a post of a list can be the one that was submitted. Pure. */
final class ThreadsLikeness {
  private ThreadsLikeness() {}

  static boolean matches(JsonNode post, LaneWork work) {
    Instant at = GraphPage.time(post.path("timestamp"));
    boolean lateEnough = at == null || !at.isBefore(Search.from(work));
    return lateEnough
        && type(post, work)
        && parts(post, work)
        && named(post.path("quoted_post"), work.content().options().get("quote_post_id"))
        && named(post.path("replied_to"), work.content().options().get("reply_to_id"))
        && normal(post.path("text").asText("")).equals(normal(work.content().text()));
  }

  /** A video may read back as sound. */
  private static boolean type(JsonNode post, LaneWork work) {
    JsonNode type = post.path("media_type");
    return type.isMissingNode() || words(work).contains(type.asText());
  }

  private static Set<String> words(LaneWork work) {
    return switch (work.content().media().size()) {
      case 0 -> Set.of("TEXT_POST");
      case 1 -> ThreadsHandle.of(work).video(0) ? Set.of("VIDEO", "AUDIO") : Set.of("IMAGE");
      default -> Set.of("CAROUSEL_ALBUM");
    };
  }

  private static boolean parts(JsonNode post, LaneWork work) {
    JsonNode children = post.path("children").path("data");
    return !children.isArray() || children.size() == work.content().media().size();
  }

  /** A field that isn't told speaks against nothing. */
  private static boolean named(JsonNode reference, @Nullable Object id) {
    return !reference.path("id").isTextual() || reference.path("id").textValue().equals(id);
  }

  /** The first tag is shown without its hash sign, and blanks may be put together. */
  private static String normal(String text) {
    return text.replace("#", "").replaceAll("\\s+", " ").strip();
  }
}
