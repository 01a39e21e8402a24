package io.snshub.platform.pinterest;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.post.Content;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Pinterest asks of a post beside lengths, types and numbers of media. */
final class PinterestRules {
  private static final Pattern ID = Pattern.compile("\\d{1,30}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/]\\S*+");
  private static final Set<String> OF_ITEM = Set.of("title", "description", "link");

  private PinterestRules() {}

  static List<ContentRule> all() {
    return List.of(
        shape("board_id", ID, "is no number"),
        shape("board_section_id", ID, "is no number"),
        shape("parent_pin_id", ID, "is no number"),
        shape("dominant_color", COLOUR, "is no colour such as #6E7874"),
        shape("link", ADDRESS, "is no http address"),
        shape("cover_image_url", ADDRESS, "is no http address"),
        new ContentRule(
            "option_invalid",
            "cover_image_key_frame_time",
            content -> whole(content, "cover_image_key_frame_time", Integer.MAX_VALUE)),
        new ContentRule(
            "option_invalid",
            "cover_index",
            content -> whole(content, "cover_index", content.media().size() - 1)),
        new ContentRule("option_invalid", "carousel_items", PinterestRules::items));
  }

  private static ContentRule shape(String option, Pattern pattern, String wrong) {
    Function<Content, @Nullable Breach> check =
        content ->
            content.options().get(option) instanceof String text && !pattern.matcher(text).matches()
                ? new Breach(option + " " + wrong)
                : null;
    return new ContentRule("option_invalid", option, check);
  }

  private static @Nullable Breach whole(Content content, String option, int most) {
    if (!(content.options().get(option) instanceof Number number)) {
      return null;
    }
    double value = number.doubleValue();
    return value != Math.rint(value) || value < 0 || value > most
        ? new Breach("%s is %s, 0 to %d are allowed".formatted(option, number, most), most, number)
        : null;
  }

  private static @Nullable Breach items(Content content) {
    if (!(content.options().get("carousel_items") instanceof List<?> items)) {
      return null;
    }
    int pictures = content.media().size();
    if (items.size() > pictures || pictures < 2) {
      return new Breach(
          "carousel_items has %d entries for %d pictures".formatted(items.size(), pictures),
          pictures,
          items.size());
    }
    for (Object item : items) {
      if (item instanceof Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          if (!OF_ITEM.contains(field.getKey()) || !(field.getValue() instanceof String)) {
            return new Breach(
                "carousel_items may hold texts for " + String.join(", ", new TreeSet<>(OF_ITEM)));
          }
        }
      }
    }
    return null;
  }
}
