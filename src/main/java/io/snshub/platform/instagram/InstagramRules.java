package io.snshub.platform.instagram;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Instagram asks of a post beyond its length and the files' own rules. */
final class InstagramRules {
  private static final int HASHTAGS = 30;
  private static final int MENTIONS = 20;
  private static final int COLLABORATORS = 3;
  private static final int SPONSORS = 2;
  private static final long STORY_BYTES = 100L << 20;
  private static final long STORY_SECONDS = 60;
  private static final double NARROWEST = 4.0 / 5;
  private static final double WIDEST = 1.91;
  private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}_&])#[\\p{L}\\p{N}_]+");
  private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_.])@[\\p{L}\\p{N}_.]+");

  private InstagramRules() {}

  static List<ContentRule> all() {
    List<ContentRule> all = new ArrayList<>(own());
    InstagramOptions.names()
        .filter(name -> !name.equals(InstagramOptions.STORY))
        .map(name -> new ContentRule("option_unfit", name, content -> unfit(content, name)))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static List<ContentRule> own() {
    return List.of(
        new ContentRule(
            "too_many_hashtags",
            "content",
            content -> tooMany(HASHTAG, content, "hashtags", HASHTAGS)),
        new ContentRule(
            "too_many_mentions",
            "content",
            content -> tooMany(MENTION, content, "mentions", MENTIONS)),
        new ContentRule("media_url_not_ascii", "media_urls", InstagramRules::ascii),
        new ContentRule("too_many_collaborators", "collaborators", InstagramRules::collaborators),
        new ContentRule(
            "too_many_sponsors", "branded_content_sponsor_ids", InstagramRules::sponsors),
        new ContentRule("user_tags_invalid", "user_tags", InstagramRules::tags),
        new ContentRule("trial_invalid", "trial_params", InstagramRules::trial),
        new ContentRule("story_media", "media_urls", InstagramRules::story),
        new ContentRule("media_ratio", "media_urls", InstagramRules::ratio));
  }

  private static @Nullable Breach tooMany(
      Pattern pattern, Content content, String what, int limit) {
    long found = pattern.matcher(content.text()).results().count();
    return found > limit
        ? new Breach("text has %d %s, at most %d".formatted(found, what, limit), limit, found)
        : null;
  }

  private static @Nullable Breach ascii(Content content) {
    boolean plain =
        content.media().stream()
            .allMatch(media -> StandardCharsets.US_ASCII.newEncoder().canEncode(media.url()));
    return plain ? null : new Breach("media URLs may hold ASCII characters only");
  }

  /** Only what is known for certain is refused: the kind of a medium may not be. */
  private static @Nullable Breach unfit(Content content, String option) {
    InstagramOptions.Form form = form(content);
    return form == null || !content.options().containsKey(option) || form.takes(option)
        ? null
        : new Breach(
            "%s can't be set for a %s".formatted(option, form.name().toLowerCase(Locale.ROOT)));
  }

  private static InstagramOptions.@Nullable Form form(Content content) {
    if (InstagramOptions.story(content)) {
      return InstagramOptions.Form.STORY;
    }
    if (content.media().size() > 1) {
      return InstagramOptions.Form.CAROUSEL;
    }
    boolean picture =
        content.media().size() == 1 && content.media().get(0).kind() == Media.Kind.IMAGE;
    return picture ? InstagramOptions.Form.PICTURE : null;
  }

  private static @Nullable Breach collaborators(Content content) {
    return atMost(content, "collaborators", COLLABORATORS);
  }

  private static @Nullable Breach sponsors(Content content) {
    return atMost(content, "branded_content_sponsor_ids", SPONSORS);
  }

  private static @Nullable Breach atMost(Content content, String option, int limit) {
    int found = content.options().get(option) instanceof List<?> list ? list.size() : 0;
    return found > limit
        ? new Breach("%s has %d names, at most %d".formatted(option, found, limit), limit, found)
        : null;
  }

  private static @Nullable Breach tags(Content content) {
    if (!(content.options().get("user_tags") instanceof List<?> tags)) {
      return null;
    }
    boolean right =
        tags.stream()
            .allMatch(
                one ->
                    one instanceof Map<?, ?> tag
                        && tag.get("username") instanceof String
                        && within(tag.get("x"))
                        && within(tag.get("y")));
    return right ? null : new Breach("user_tags need username, and x and y from 0 to 1");
  }

  private static boolean within(@Nullable Object part) {
    return part == null
        || part instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1;
  }

  private static @Nullable Breach trial(Content content) {
    return content.options().get("trial_params") instanceof Map<?, ?> trial
            && !List.of("MANUAL", "SS_PERFORMANCE")
                .contains(String.valueOf(trial.get("graduation_strategy")))
        ? new Breach("trial_params needs graduation_strategy, MANUAL or SS_PERFORMANCE")
        : null;
  }

  private static @Nullable Breach story(Content content) {
    if (!InstagramOptions.story(content)) {
      return null;
    }
    if (content.media().size() != 1) {
      int found = content.media().size();
      return new Breach("a story has one medium, the post has " + found, 1, found);
    }
    MediaFacts facts = content.media().get(0).facts();
    if (facts == null || facts.kind() != Media.Kind.VIDEO) {
      return null;
    }
    if (facts.bytes() > STORY_BYTES) {
      return new Breach("a story's video has at most 100 MB", STORY_BYTES, facts.bytes());
    }
    return facts.duration() != null && facts.duration().toSeconds() > STORY_SECONDS
        ? new Breach(
            "a story's video plays 60 seconds at most", STORY_SECONDS, facts.duration().toSeconds())
        : null;
  }

  /** A story may have any shape. */
  private static @Nullable Breach ratio(Content content) {
    if (InstagramOptions.story(content)) {
      return null;
    }
    for (Media media : content.media()) {
      MediaFacts facts = media.facts();
      boolean picture = facts != null && facts.kind() == Media.Kind.IMAGE;
      if (picture && facts.width() != null && facts.height() != null && facts.height() > 0) {
        double ratio = (double) facts.width() / facts.height();
        // pixels are whole, so a picture of the right shape may miss it by one
        if (ratio < NARROWEST - 0.005 || ratio > WIDEST + 0.005) {
          String wrong = "a picture is %.2f times as wide as high, 0.80 to 1.91 are allowed";
          return new Breach(wrong.formatted(ratio), "0.80 to 1.91", ratio);
        }
      }
    }
    return null;
  }
}
