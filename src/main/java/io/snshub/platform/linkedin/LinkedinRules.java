package io.snshub.platform.linkedin;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.Option;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be set for LinkedIn, and what has to fit together. */
final class LinkedinRules {
  private static final int MOST_PIXELS = 36_152_320;
  private static final Set<String> DURATIONS =
      Set.of("ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS");

  private LinkedinRules() {}

  static List<Option> options() {
    return List.of(
        Option.text("link", "an address shown with a preview, made of title and description"),
        Option.text("description", "what the preview of a link says"),
        Option.text("visibility", "who may see the post", "PUBLIC", "CONNECTIONS", "LOGGED_IN"),
        Option.flag("disable_reshare", "nobody can share the post"),
        Option.text("reshare", "the URN of a post that this one shares"),
        Option.object(
            "poll",
            "question, 2 to 4 options (texts) and duration: ONE_DAY, THREE_DAYS, SEVEN_DAYS or"
                + " FOURTEEN_DAYS"),
        Option.objects("target_entities", "whom a page's post is shown to, as LinkedIn names it"));
  }

  static List<ContentRule> rules() {
    return List.of(
        new ContentRule("link_not_an_address", "link", LinkedinRules::link),
        new ContentRule("one_attachment_only", "media_urls", LinkedinRules::together),
        new ContentRule("poll_incomplete", "poll", LinkedinRules::poll),
        new ContentRule("reshare_not_a_post", "reshare", LinkedinRules::reshare),
        new ContentRule("image_too_many_pixels", "media_urls", LinkedinRules::pixels));
  }

  private static @Nullable Breach link(Content content) {
    return content.options().get("link") instanceof String link && !link.matches("https?://[^\\s]+")
        ? new Breach("link is no http address")
        : null;
  }

  /** A link takes one picture, for its preview; a poll or a shared post takes nothing. */
  private static @Nullable Breach together(Content content) {
    List<String> set =
        List.of("link", "poll", "reshare").stream().filter(content.options()::containsKey).toList();
    if (set.size() > 1) {
      return new Breach("%s can't stand together".formatted(String.join(" and ", set)));
    }
    int media = content.media().size();
    if (set.isEmpty() || media == 0) {
      return null;
    }
    boolean picture = media == 1 && content.media().get(0).kind() != Media.Kind.VIDEO;
    if (set.get(0).equals("link")) {
      return picture ? null : new Breach("a link takes one picture at most and no video", 1, media);
    }
    return new Breach("a %s takes no media".formatted(set.get(0)), 0, media);
  }

  private static @Nullable Breach poll(Content content) {
    if (!(content.options().get("poll") instanceof Map<?, ?> poll)) {
      return null;
    }
    if (!(poll.get("question") instanceof String question)
        || question.isBlank()
        || question.length() > 140) {
      return new Breach("a poll's question has 1 to 140 characters", 140, null);
    }
    List<?> options = poll.get("options") instanceof List<?> list ? list : List.of();
    if (options.size() < 2 || options.size() > 4) {
      return new Breach("a poll has 2 to 4 options", 4, options.size());
    }
    for (Object option : options) {
      if (!(option instanceof String text) || text.isBlank() || text.length() > 30) {
        return new Breach("a poll's option has 1 to 30 characters", 30, null);
      }
    }
    Object duration = poll.get("duration");
    return duration == null || duration instanceof String days && DURATIONS.contains(days)
        ? null
        : new Breach("a poll lasts ONE_DAY, THREE_DAYS, SEVEN_DAYS or FOURTEEN_DAYS");
  }

  private static @Nullable Breach reshare(Content content) {
    return content.options().get("reshare") instanceof String urn
            && !LinkedinWire.POST.matcher(urn).matches()
        ? new Breach("reshare is no URN of a share or a ugcPost")
        : null;
  }

  private static @Nullable Breach pixels(Content content) {
    for (Media media : content.media()) {
      MediaFacts facts = media.facts();
      if (facts != null && facts.width() != null && facts.height() != null) {
        long pixels = (long) facts.width() * facts.height();
        if (facts.kind() == Media.Kind.IMAGE && pixels >= MOST_PIXELS) {
          return new Breach(
              "picture has %d pixels, fewer than %d are allowed".formatted(pixels, MOST_PIXELS),
              MOST_PIXELS,
              pixels);
        }
      }
    }
    return null;
  }
}
