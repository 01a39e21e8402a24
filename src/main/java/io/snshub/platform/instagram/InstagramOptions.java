package io.snshub.platform.instagram;

import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Option;
import io.snshub.post.Content;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code overrides} may set on Instagram, and on which kind of container it is sent. */
final class InstagramOptions {
  static final String STORY = "story";

  private static final List<Option> OPTIONS =
      List.of(
          Option.flag(STORY, "shown for 24 hours, without the text; one picture or video"),
          Option.text("location_id", "the place it is tagged with"),
          Option.objects("user_tags", "people who are in it: username, and x and y from 0 to 1"),
          Option.texts("collaborators", "up to 3 names of co-authors"),
          Option.objects("product_tags", "products in it: product_id, x, y"),
          Option.flag("share_to_feed", "a reel is shown in the feed too"),
          Option.text("cover_url", "the picture shown before a reel plays"),
          Option.number("thumb_offset", "the frame shown before a reel plays, in milliseconds"),
          Option.text("audio_name", "what a reel's own sound is called"),
          Option.object("trial_params", "a trial reel: graduation_strategy"),
          Option.flag("is_paid_partnership", "a reel is marked as paid"),
          Option.texts("branded_content_sponsor_ids", "up to 2 sponsors of a reel"),
          Option.flag("is_ai_generated", "marked as made by AI"));

  /** Options that only a reel has. */
  static final Set<String> OF_REELS =
      Set.of(
          "share_to_feed",
          "cover_url",
          "thumb_offset",
          "audio_name",
          "trial_params",
          "is_paid_partnership",
          "branded_content_sponsor_ids");

  private static final Set<String> OF_CAROUSELS =
      Set.of("location_id", "collaborators", "product_tags", "is_ai_generated");
  private static final Set<String> OF_STORIES = Set.of("user_tags");

  private InstagramOptions() {}

  /** What a post becomes. */
  enum Form {
    PICTURE,
    REEL,
    CAROUSEL,
    STORY;

    boolean takes(String option) {
      return switch (this) {
        case PICTURE -> !OF_REELS.contains(option);
        case REEL -> true;
        case CAROUSEL -> OF_CAROUSELS.contains(option);
        case STORY -> OF_STORIES.contains(option);
      };
    }
  }

  static List<Option> all() {
    return OPTIONS;
  }

  static boolean story(Content content) {
    return Boolean.TRUE.equals(content.options().get(STORY));
  }

  static Form form(LaneWork work) {
    if (story(work.content())) {
      return Form.STORY;
    }
    if (work.content().media().size() > 1) {
      return Form.CAROUSEL;
    }
    return InstagramHandle.of(work).video(0) ? Form.REEL : Form.PICTURE;
  }

  /** Adds what this kind of post can have; Instagram refuses the rest, or ignores it. */
  static void put(Map<String, String> form, LaneWork work) {
    Form kind = form(work);
    names()
        .filter(name -> !name.equals(STORY) && kind.takes(name))
        .forEach(name -> put(form, name, work.content().options().get(name)));
  }

  static Stream<String> names() {
    return OPTIONS.stream().map(Option::name);
  }

  static void put(Map<String, String> form, String name, @Nullable Object value) {
    if (value != null) {
      form.put(name, value instanceof String text ? text : Answers.write(value));
    }
  }
}
