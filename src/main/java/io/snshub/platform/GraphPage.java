package io.snshub.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformAnswer.Answered;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list as Meta's Graph API and its kin write it.
 *
 * @param items what is on it; each has an id
 * @param after the cursor behind its last item, empty when none is told
 * @param linked whether it names a next page
 */
public record GraphPage(List<JsonNode> items, String after, boolean linked) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");

  /** Reads a page whose items have ids of this shape, or returns null when this is none. */
  public static @Nullable GraphPage read(Answered answer, Pattern id) {
    JsonNode body = Answers.json(answer);
    if (!body.path("data").isArray()) {
      return null;
    }
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : body.path("data")) {
      if (Answers.text(item, "id", id) == null) {
        return null;
      }
      items.add(item);
    }
    JsonNode paging = body.path("paging");
    String after = paging.path("cursors").path("after").asText("");
    return new GraphPage(List.copyOf(items), after, paging.has("next"));
  }

  /** Returns the cursor of the page that this one names as the next, empty when it has none. */
  public @Nullable String next() {
    return linked ? after : null;
  }

  /** Returns a point in time as the Graph API writes it, with an offset; null when unreadable. */
  public static @Nullable Instant time(JsonNode written) {
    try {
      return OffsetDateTime.parse(written.asText(""), TIMESTAMP).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
