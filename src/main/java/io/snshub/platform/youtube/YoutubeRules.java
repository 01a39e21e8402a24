package io.snshub.platform.youtube;

import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Option;
import io.snshub.platform.TextRule;
import io.snshub.post.Content;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a video and the words about it may be. A Short differs by its picture and length alone. */
final class YoutubeRules {
  private static final int DESCRIPTION_BYTES = 5_000;
  private static final int TAG_CHARACTERS = 500;
  private static final long MOST_BYTES = 256L << 30;
  private static final int SHORT_SECONDS = 180;
  private static final Pattern CATEGORY = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private YoutubeRules() {}

  /** Any video. */
  static FileRule video() {
    return FileRule.of(MOST_BYTES, "video/mp4", "video/quicktime", "video/webm");
  }

  /** What YouTube classes as a Short: square or upright, and at most three minutes long. */
  static FileRule upright() {
    return video().ratio(0, 1).seconds(0, SHORT_SECONDS);
  }

  static Limits limits(FileRule video) {
    return new Limits(
        TextRule.bytes("content", DESCRIPTION_BYTES),
        List.of(TextRule.characters("title", YoutubeVideo.TITLE)),
        MediaRule.none().videos(1, video).requireVideo(),
        options(),
        List.of(
            new ContentRule("title_invalid", "title", YoutubeRules::title),
            new ContentRule("text_invalid", "content", YoutubeRules::description),
            new ContentRule("tags_too_long", "tags", YoutubeRules::tags),
            new ContentRule("tags_invalid", "tags", YoutubeRules::angledTag),
            new ContentRule("category_invalid", "category_id", YoutubeRules::category),
            language("default_language"),
            language("default_audio_language")));
  }

  private static List<Option> options() {
    return List.of(
        Option.text(
            "privacy_status", "who may see it, public by default", "public", "unlisted", "private"),
        Option.text("privacy", "an older name of privacy_status", "public", "unlisted", "private"),
        Option.text("category_id", "the category's number, 22 (People & Blogs) by default"),
        Option.texts("tags", "words to find it by"),
        Option.flag("made_for_kids", "the video is made for children"),
        Option.flag("notify_subscribers", "tell the channel's subscribers, which is usual"),
        Option.text("license", "how others may use it", "youtube", "creativeCommon"),
        Option.flag("embeddable", "other sites may show it, which is usual"),
        Option.flag("public_stats_viewable", "everyone may see its counters, which is usual"),
        Option.flag("contains_synthetic_media", "it shows altered scenes that seem real"),
        Option.text("default_language", "the language of title and text (en, pt-BR)"),
        Option.text("default_audio_language", "the language spoken (en, pt-BR)"));
  }

  private static @Nullable Breach title(Content content) {
    String title = content.title();
    if (title == null) {
      return null;
    }
    if (title.isBlank()) {
      return new Breach("title is blank");
    }
    return angled(title) ? new Breach("title may not hold < or >") : null;
  }

  private static @Nullable Breach description(Content content) {
    return angled(content.text()) ? new Breach("text may not hold < or >") : null;
  }

  private static boolean angled(String text) {
    return text.indexOf('<') >= 0 || text.indexOf('>') >= 0;
  }

  /** Commas between tags count, and the quotes that a tag with a space gets. */
  private static @Nullable Breach tags(Content content) {
    List<String> tags = YoutubeVideo.tags(content);
    int length =
        tags.stream()
                .mapToInt(tag -> tag.codePointCount(0, tag.length()) + (tag.contains(" ") ? 2 : 0))
                .sum()
            + Math.max(0, tags.size() - 1);
    return length > TAG_CHARACTERS
        ? new Breach(
            "tags have %d characters, at most %d".formatted(length, TAG_CHARACTERS),
            TAG_CHARACTERS,
            length)
        : null;
  }

  private static @Nullable Breach angledTag(Content content) {
    return YoutubeVideo.tags(content).stream().anyMatch(YoutubeRules::angled)
        ? new Breach("tags may not hold < or >")
        : null;
  }

  private static @Nullable Breach category(Content content) {
    Object category = content.options().get("category_id");
    return category == null || CATEGORY.matcher(category.toString()).matches()
        ? null
        : new Breach("category_id is no category's number", "1 to 999", category);
  }

  private static ContentRule language(String option) {
    return new ContentRule(
        "language_invalid",
        option,
        content -> {
          Object language = content.options().get(option);
          return language == null || LANGUAGE.matcher(language.toString()).matches()
              ? null
              : new Breach(option + " is no language tag", "a BCP 47 tag", language);
        });
  }
}
