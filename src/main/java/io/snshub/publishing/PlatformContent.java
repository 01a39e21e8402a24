package io.snshub.publishing;

import io.snshub.platform.ContentRules;
import io.snshub.platform.Option;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one platform is to show: the post with this platform's overrides, held against its rules.
 */
final class PlatformContent {
  /** Fields of a post that a platform's rules are about; all others are its overrides. */
  private static final Set<String> COMMON = Set.of("content", "media_urls", "media_ids");

  private static final int MOST_CHARACTERS = 10_000;

  private final PlatformProfile platform;
  private final Map<String, Object> own;
  private final Findings findings;

  PlatformContent(PlatformProfile platform, Map<String, Object> own, Findings findings) {
    this.platform = platform;
    this.own = own;
    this.findings = findings;
  }

  /** Returns the content, or null when it can't be told; either way says what is wrong. */
  @Nullable Content of(@Nullable String text, List<Media> media) {
    Content content = render(text, media);
    if (content != null) {
      for (ContentRules.Violation broken : ContentRules.check(platform, content)) {
        findings.broken(platform.name(), field(broken.field()), broken);
      }
    }
    return content;
  }

  private String field(String ruled) {
    String name = ruled.replaceFirst("\\[.*", "");
    return own.containsKey(name) || !COMMON.contains(name) ? at(ruled) : ruled;
  }

  /** No text of a post is longer than this, whatever a platform may say of it. */
  static boolean tooLong(String text) {
    return text.length() > MOST_CHARACTERS
        && text.codePointCount(0, text.length()) > MOST_CHARACTERS;
  }

  private static boolean tooLong(@Nullable Object value) {
    return value instanceof String text && tooLong(text)
        || value instanceof Collection<?> list && list.stream().anyMatch(PlatformContent::tooLong)
        || value instanceof Map<?, ?> map
            && map.entrySet().stream()
                .anyMatch(one -> tooLong(one.getKey()) || tooLong(one.getValue()));
  }

  private @Nullable Content render(@Nullable String text, List<Media> media) {
    for (String name : new TreeSet<>(own.keySet())) {
      if (tooLong(own.get(name))) {
        wrong(name, "has more than %d characters", MOST_CHARACTERS);
        return null;
      }
    }
    Map<String, Object> options = new HashMap<>(own);
    Object ownText = options.remove("content");
    Object title = options.remove("title");
    if (ownText != null && !(ownText instanceof String)) {
      wrong("content", "is not a text");
      return null;
    }
    if (ownText instanceof String words && words.isBlank()) {
      wrong("content", "is blank");
    }
    if (title != null && !(title instanceof String)) {
      wrong("title", "is not a text");
      return null;
    }
    List<Media> described = alternatives(options, media);
    known(options);
    String shown = ownText == null ? text : (String) ownText;
    return shown == null ? null : new Content(shown, (String) title, described, options);
  }

  private void known(Map<String, Object> options) {
    Set<String> known =
        platform.options().stream()
            .map(Option::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String option : new TreeSet<>(options.keySet())) {
      if (!known.contains(option)) {
        String others = known.isEmpty() ? "none" : String.join(", ", known);
        wrong(option, "is no option of %s; it has: %s", platform.name(), others);
      }
    }
  }

  /** Alternative texts stand in the order of the media; {@code alt_text} is the first one's. */
  private List<Media> alternatives(Map<String, Object> options, List<Media> media) {
    Object one = options.remove("alt_text");
    Object all = options.remove("alt_texts");
    if (one == null && all == null) {
      return media;
    }
    String field = one != null ? "alt_text" : "alt_texts";
    if (one != null && all != null) {
      wrong(field, "stands beside alt_texts, leave one of the two out");
      return media;
    }
    List<?> texts = one != null ? List.of(one) : all instanceof List<?> list ? list : List.of(0);
    if (!texts.stream().allMatch(String.class::isInstance)) {
      wrong(field, one != null ? "is not a text" : "is not a list of texts");
      return media;
    }
    if (platform.media().altText() == 0 || texts.size() > media.size()) {
      wrong(
          field,
          platform.media().altText() == 0
              ? platform.name() + " has no alternative texts"
              : "has %d texts for %d media".formatted(texts.size(), media.size()));
      return media;
    }
    List<Media> described = new ArrayList<>(media);
    for (int i = 0; i < texts.size(); i++) {
      described.set(i, media.get(i).withAlt((String) texts.get(i)));
    }
    return described;
  }

  private String at(String field) {
    return "overrides." + platform.name() + "." + field;
  }

  private void wrong(String field, String message, Object... arguments) {
    findings.wrongFor(platform.name(), at(field), message, arguments);
  }
}
