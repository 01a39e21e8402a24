package io.snshub.platform;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a post against what a platform allows. */
public final class ContentRules {
  private final PlatformProfile platform;
  private final Content content;
  private final List<Violation> broken = new ArrayList<>();

  private ContentRules(PlatformProfile platform, Content content) {
    this.platform = platform;
    this.content = content;
  }

  /**
   * One rule that a post breaks.
   *
   * @param field the request's field it is about, as it stands below {@code overrides.<platform>}
   * @param code stable name of the rule
   * @param message who, what, limit
   * @param limit what is allowed, or null when that says nothing
   * @param value what was found, or null when that says nothing
   */
  public record Violation(
      String field, String code, String message, @Nullable Object limit, @Nullable Object value) {}

  /** Returns every rule the content breaks on this platform; empty when it can go out. */
  public static List<Violation> check(PlatformProfile platform, Content content) {
    ContentRules check = new ContentRules(platform, content);
    check.text(platform.text(), content.text());
    check.texts();
    check.options();
    new MediaCount(platform.media(), content.media(), check::add).check();
    check.alternatives();
    check.broken.addAll(FileRules.check(platform, content.media()));
    check.own();
    return List.copyOf(check.broken);
  }

  private void texts() {
    for (TextRule rule : platform.limits().texts()) {
      Object value =
          rule.field().equals("title") ? content.title() : content.options().get(rule.field());
      if (value instanceof String text) {
        text(rule, text);
      }
    }
  }

  private void text(TextRule rule, String text) {
    int measure = rule.of(text);
    String name = rule.field().equals("content") ? "text" : rule.field();
    if (measure > rule.limit()) {
      String wrong = "%s has %d %s, at most %d".formatted(name, measure, rule.unit(), rule.limit());
      add(rule.field(), name + "_too_long", new Breach(wrong, rule.limit(), measure));
    } else if (measure < rule.least()) {
      String wrong =
          "%s has %d %s, at least %d".formatted(name, measure, rule.unit(), rule.least());
      add(rule.field(), name + "_too_short", new Breach(wrong, rule.least(), measure));
    }
  }

  private void options() {
    Map<String, Object> given = content.options();
    for (Option option : platform.options()) {
      Object value = given.get(option.name());
      String wrong = value == null ? null : option.problem(value);
      if (wrong != null) {
        Object limit = option.values().isEmpty() ? option.kind().words() : option.values();
        add(option.name(), "option_invalid", new Breach(option.name() + " " + wrong, limit, value));
      }
    }
  }

  private void alternatives() {
    int most = platform.media().altText();
    for (int i = 0; most > 0 && i < content.media().size(); i++) {
      String alt = content.media().get(i).alt();
      int found = alt == null ? 0 : alt.codePointCount(0, alt.length());
      if (found > most) {
        String wrong = "alternative text has %d characters, at most %d".formatted(found, most);
        add("alt_texts[" + i + "]", "alt_text_too_long", new Breach(wrong, most, found));
      }
    }
  }

  private void own() {
    for (ContentRule rule : platform.rules()) {
      Breach breach = rule.check().apply(content);
      if (breach != null) {
        add(rule.field(), rule.code(), breach);
      }
    }
  }

  private void add(String field, String code, Breach breach) {
    broken.add(violation(platform, field, code, breach));
  }

  static Violation violation(PlatformProfile platform, String field, String code, Breach breach) {
    return new Violation(
        field, code, platform.name() + ": " + breach.message(), breach.limit(), breach.value());
  }

  /** Returns the field of a post's media: they are named by their URLs or by their ids. */
  static String mediaField(List<Media> media) {
    return media.stream().anyMatch(one -> one.id() != null) ? "media_ids" : "media_urls";
  }
}
