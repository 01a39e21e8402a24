package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what may stand beside a post's text and media. */
final class ThreadsSandboxOptions {
  private static final Set<String> OF_TEXT_ONLY =
      Set.of(
          "link_attachment",
          "poll_attachment",
          "text_attachment",
          "gif_attachment",
          "is_ghost_post");

  private static final Set<String> AUDIENCES =
      Set.of(
          "everyone",
          "accounts_you_follow",
          "mentioned_only",
          "parent_post_author_only",
          "followers_only");

  private ThreadsSandboxOptions() {}

  static void check(Kind kind, String text, Map<String, String> options) {
    if (kind != Kind.TEXT) {
      for (String name : OF_TEXT_ONLY) {
        if (options.containsKey(name)) {
          throw ThreadsSandboxRefusals.rule("FEATURE_NOT_AVAILABLE");
        }
      }
    }
    audience(options.get("reply_control"));
    topic(options.get("topic_tag"));
    atMost("alt_text", options.get("alt_text"), 1_000);
    links(text, options.get("link_attachment"));
    countries(options.get("allowlisted_country_codes"));
    ThreadsSandboxAttachments.check(options);
  }

  private static void audience(@Nullable String control) {
    if (control != null && !AUDIENCES.contains(control.toLowerCase(Locale.ROOT))) {
      throw ThreadsSandboxRefusals.invalid(
          "Param reply_control must be one of {everyone, accounts_you_follow, mentioned_only,"
              + " parent_post_author_only, followers_only} - got \""
              + control
              + "\".");
    }
  }

  private static void topic(@Nullable String tag) {
    atMost("topic_tag", tag, 50);
    if (tag != null && (tag.contains(".") || tag.contains("&"))) {
      throw ThreadsSandboxRefusals.invalid("Param topic_tag contains invalid characters.");
    }
  }

  private static void links(String text, @Nullable String attachment) {
    Set<String> links = ThreadsSandboxText.links(text);
    if (attachment != null) {
      if (!attachment.matches("https?://[!-~]+")) {
        throw ThreadsSandboxRefusals.linkRefused();
      }
      links.add(attachment);
    }
    if (links.size() > 5) {
      throw ThreadsSandboxRefusals.rule("LINK_LIMIT_EXCEEDED");
    }
  }

  private static void countries(@Nullable String codes) {
    Set<String> known = Set.of(Locale.getISOCountries());
    if (codes != null && !known.containsAll(ThreadsSandboxParameters.list(codes))) {
      throw ThreadsSandboxRefusals.rule("GEO_GATING_INVALID_COUNTRY_CODES");
    }
  }

  static void atMost(String name, @Nullable String value, int limit) {
    if (value != null && value.codePointCount(0, value.length()) > limit) {
      throw ThreadsSandboxRefusals.invalid(
          "Param %s must be at most %d characters long.".formatted(name, limit));
    }
  }
}
