package io.snshub.platform;

import io.snshub.post.Content;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a post may hold on one platform.
 *
 * @param text how the post's text is counted
 * @param texts further texts: {@code title}, or options that are texts
 * @param media what may and must be attached
 * @param options what {@code overrides} may set beside {@code content}, {@code title} and {@code
 *     alt_texts}
 * @param rules what else the platform asks
 */
public record Limits(
    TextRule text,
    List<TextRule> texts,
    MediaRule media,
    List<Option> options,
    List<ContentRule> rules) {

  /** Keeps the lists as they are now. */
  public Limits {
    texts = List.copyOf(texts);
    options = List.copyOf(options);
    rules = List.copyOf(rules);
  }

  /**
   * One more thing the platform asks of a post.
   *
   * @param code stable name of the rule ({@code too_many_hashtags})
   * @param field the request's field it is about
   * @param check returns what is wrong, or null when all is well
   */
  public record ContentRule(String code, String field, Function<Content, @Nullable Breach> check) {}

  /**
   * How a post breaks a rule.
   *
   * @param message what is wrong, without the platform's name
   * @param limit what is allowed, a number or a text; null when that says nothing
   * @param value what was found; null when that says nothing
   */
  public record Breach(String message, @Nullable Object limit, @Nullable Object value) {
    /** A breach that has no figures. */
    public Breach(String message) {
      this(message, null, null);
    }
  }
}
