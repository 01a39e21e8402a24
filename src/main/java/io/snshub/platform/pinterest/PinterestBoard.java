package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Media;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pins of a board as Pinterest lists them, and how like ours they are. */
final class PinterestBoard {
  static final Pattern ID = Pattern.compile("\\d{1,30}");

  private PinterestBoard() {}

  /** How much a pin looks like the one in question. */
  enum Likeness {
    SAME,
    /** Its words agree, something else doesn't: Pinterest may have changed it. */
    ALIKE,
    DIFFERENT
  }

  /** Returns the board a post goes to. */
  static String id(LaneWork work) {
    return work.content().options().get("board_id") instanceof String board
        ? board
        : work.account().remoteId();
  }

  /** Asks for the newest pins; {@code more} is what a query for a further page adds. */
  static PlatformRequest pins(LaneWork work, int size, String more) {
    return PlatformRequest.of(
            "GET",
            work.api()
                + "/v5/boards/"
                + Answers.encode(id(work))
                + "/pins?page_size="
                + size
                + more)
        .bearer(work.account().accessToken());
  }

  /** Returns the items of a page, or null when it is none. */
  static @Nullable JsonNode items(Answered answer) {
    JsonNode body = Answers.json(answer);
    JsonNode bookmark = body.path("bookmark");
    boolean page =
        body.path("items").isArray()
            && (bookmark.isMissingNode() || bookmark.isNull() || bookmark.isTextual());
    if (!page) {
      return null;
    }
    for (JsonNode pin : body.path("items")) {
      if (Answers.text(pin, "id", ID) == null) {
        return null;
      }
    }
    return body.path("items");
  }

  /** Returns where the list goes on, or null after its end. */
  static @Nullable String bookmark(Answered answer) {
    String bookmark = Answers.json(answer).path("bookmark").asText("");
    return bookmark.isEmpty() || bookmark.equals("null") ? null : bookmark;
  }

  static Likeness compare(JsonNode pin, LaneWork work) {
    if (pin.path("is_owner").isBoolean() && !pin.path("is_owner").booleanValue()) {
      return Likeness.DIFFERENT;
    }
    String title = Objects.requireNonNullElse(work.content().title(), "");
    String text = work.content().text();
    String shownTitle = pin.path("title").asText("");
    String shownText = pin.path("description").asText("");
    boolean words =
        skeleton(shownText).equals(skeleton(text))
            && (title.isEmpty() || skeleton(shownTitle).equals(skeleton(title)));
    if (!words || !kind(work).equals(pin.path("media").path("media_type").asText(kind(work)))) {
      return Likeness.DIFFERENT;
    }
    boolean same =
        normal(shownText).equals(normal(text))
            && (title.isEmpty() || normal(shownTitle).equals(normal(title)))
            && told(pin, "link").equals(normal(option(work, "link")))
            && told(pin, "alt_text").equals(normal(PinterestPin.alt(work)));
    return same ? Likeness.SAME : Likeness.ALIKE;
  }

  /** Returns when a pin was made; Pinterest writes UTC without saying so. Null when unreadable. */
  static @Nullable Instant madeAt(JsonNode pin) {
    String at = pin.path("created_at").asText("");
    try {
      return at.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(at).toInstant()
          : LocalDateTime.parse(at).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String kind(LaneWork work) {
    if (work.content().media().size() > 1) {
      return "multiple_images";
    }
    return isVideo(work) ? "video" : "image";
  }

  static boolean isVideo(LaneWork work) {
    return work.content().media().get(0).kind() == Media.Kind.VIDEO;
  }

  static @Nullable String option(LaneWork work, String name) {
    return work.content().options().get(name) instanceof String text ? text : null;
  }

  private static String told(JsonNode pin, String field) {
    return normal(pin.path(field).isTextual() ? pin.path(field).textValue() : "");
  }

  private static String normal(@Nullable String text) {
    return text == null
        ? ""
        : Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
  }

  /** Letters, digits and symbols such as emoji. */
  private static String skeleton(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[^\\p{L}\\p{N}\\p{So}]+", "")
        .toLowerCase(Locale.ROOT);
  }
}
