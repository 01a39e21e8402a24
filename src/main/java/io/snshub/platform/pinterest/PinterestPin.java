package io.snshub.platform.pinterest;

import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A post as the body of the call that makes a pin of it. */
final class PinterestPin {
  private PinterestPin() {}

  /** Returns the JSON; pictures that are sent along come in the order of the post's media. */
  static String body(LaneWork work, List<PinterestPictures.Picture> sentAlong) {
    Map<String, Object> pin = new LinkedHashMap<>();
    pin.put("board_id", PinterestBoard.id(work));
    put(pin, "board_section_id", PinterestBoard.option(work, "board_section_id"));
    put(pin, "title", work.content().title());
    pin.put("description", work.content().text());
    put(pin, "link", PinterestBoard.option(work, "link"));
    put(pin, "alt_text", alt(work));
    put(pin, "dominant_color", PinterestBoard.option(work, "dominant_color"));
    put(pin, "parent_pin_id", PinterestBoard.option(work, "parent_pin_id"));
    pin.put("media_source", source(work, sentAlong));
    return Answers.write(pin);
  }

  /** A pin has one alternative text, whatever it shows. */
  static @Nullable String alt(LaneWork work) {
    return work.content().media().get(0).alt();
  }

  private static Map<String, Object> source(
      LaneWork work, List<PinterestPictures.Picture> sentAlong) {
    Map<String, Object> source = new LinkedHashMap<>();
    if (PinterestBoard.isVideo(work)) {
      source.put("source_type", "video_id");
      source.put("media_id", Objects.requireNonNull(PinterestHandle.of(work).video()));
      cover(source, work);
      return source;
    }
    boolean inline = !sentAlong.isEmpty();
    List<Media> media = work.content().media();
    if (media.size() == 1) {
      source.put("source_type", inline ? "image_base64" : "image_url");
      source.putAll(inline ? sentAlong.get(0).json() : Map.of("url", media.get(0).url()));
      return source;
    }
    source.put("source_type", inline ? "multiple_image_base64" : "multiple_image_urls");
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < media.size(); i++) {
      Map<String, Object> item = new LinkedHashMap<>(words(work, i));
      item.putAll(inline ? sentAlong.get(i).json() : Map.of("url", media.get(i).url()));
      items.add(item);
    }
    source.put("items", items);
    number(source, "index", work.content().options().get("cover_index"));
    return source;
  }

  /** A video needs a cover; its first picture is one. */
  private static void cover(Map<String, Object> source, LaneWork work) {
    String url = PinterestBoard.option(work, "cover_image_url");
    if (url != null) {
      source.put("cover_image_url", url);
    } else {
      source.put("cover_image_key_frame_time", 0);
      number(
          source,
          "cover_image_key_frame_time",
          work.content().options().get("cover_image_key_frame_time"));
    }
  }

  private static Map<String, Object> words(LaneWork work, int index) {
    Map<String, Object> words = new LinkedHashMap<>();
    if (work.content().options().get("carousel_items") instanceof List<?> items
        && index < items.size()
        && items.get(index) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> words.put(String.valueOf(name), value));
    }
    return words;
  }

  private static void put(Map<String, Object> pin, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      pin.put(field, value);
    }
  }

  private static void number(Map<String, Object> source, String field, @Nullable Object value) {
    if (value instanceof Number number) {
      source.put(field, number.intValue());
    }
  }
}
