package io.snshub.platform;

import io.snshub.platform.ContentRules.Violation;
import io.snshub.platform.FileRule.Range;
import io.snshub.platform.Limits.Breach;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what is known of a post's files against what a platform takes. */
final class FileRules {
  private final PlatformProfile platform;
  private final String field;
  private final String which;
  private final List<Violation> broken;

  private FileRules(PlatformProfile platform, String field, String which, List<Violation> broken) {
    this.platform = platform;
    this.field = field;
    this.which = which;
    this.broken = broken;
  }

  /** Returns every rule that a file breaks; a file of which nothing is known breaks none. */
  static List<Violation> check(PlatformProfile platform, List<Media> media) {
    List<Violation> broken = new ArrayList<>();
    String list = ContentRules.mediaField(media);
    for (int i = 0; i < media.size(); i++) {
      MediaFacts facts = media.get(i).facts();
      FileRule rule = facts == null ? null : rule(platform.media(), facts.kind());
      if (rule != null) {
        String which = media.size() == 1 ? "" : " " + (i + 1);
        new FileRules(platform, list + "[" + i + "]", which, broken)
            .check(rule, Objects.requireNonNull(facts));
      }
    }
    return broken;
  }

  private static @Nullable FileRule rule(MediaRule media, Media.Kind kind) {
    return switch (kind) {
      case IMAGE -> media.maxImages() > 0 ? media.image() : null;
      case VIDEO -> media.maxVideos() > 0 ? media.video() : null;
      case UNKNOWN -> null;
    };
  }

  private void check(FileRule rule, MediaFacts facts) {
    String kind = facts.kind() == Media.Kind.VIDEO ? "video" : "picture";
    if (!rule.types().contains(facts.contentType())) {
      String types = String.join(", ", rule.types());
      String wrong = "%s%s is %s, allowed: %s".formatted(kind, which, facts.contentType(), types);
      add("media_type", wrong, types, facts.contentType());
      return;
    }
    if (facts.bytes() > rule.maxBytes()) {
      String wrong =
          "%s%s has %d bytes, at most %d".formatted(kind, which, facts.bytes(), rule.maxBytes());
      add("media_too_large", wrong, rule.maxBytes(), facts.bytes());
    }
    Integer width = facts.width();
    Integer height = facts.height();
    if (width != null) {
      range(kind, "media_width", "width of %s pixels", rule.width(), width);
    }
    if (height != null) {
      range(kind, "media_height", "height of %s pixels", rule.height(), height);
    }
    if (width != null && height != null && height > 0) {
      double ratio = Math.round(1000.0 * width / height) / 1000.0;
      range(kind, "media_ratio", "ratio of width to height of %s", rule.ratio(), ratio);
    }
    Duration duration = facts.duration();
    if (duration != null && facts.kind() == Media.Kind.VIDEO) {
      double seconds = duration.toMillis() / 1000.0;
      range(kind, "media_duration", "length of %s seconds", rule.seconds(), seconds);
    }
  }

  private void range(String kind, String code, String what, Range range, double value) {
    if (!range.holds(value)) {
      String wrong =
          "%s%s has a %s, allowed: %s"
              .formatted(kind, which, what.formatted(number(value)), words(range));
      add(code, wrong, words(range), value);
    }
  }

  private static String words(Range range) {
    if (range.most() == Double.POSITIVE_INFINITY) {
      return number(range.least()) + " or more";
    }
    return range.least() > 0
        ? number(range.least()) + " to " + number(range.most())
        : "at most " + number(range.most());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }

  private void add(String code, String wrong, Object limit, Object value) {
    broken.add(ContentRules.violation(platform, field, code, new Breach(wrong, limit, value)));
  }
}
