package io.snshub.platform.threads;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.Option;
import io.snshub.post.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code overrides} may set, by the platform's own names, and what it asks of it. Publishing a
 * text with its first call is left out: a lost answer to that could not be cleared up.
 */
final class ThreadsOptions {
  static final List<Option> ALL =
      List.of(
          Option.text("reply_to_id", "the post or reply that this one answers"),
          Option.text(
              "reply_control",
              "who may reply",
              "everyone",
              "accounts_you_follow",
              "mentioned_only",
              "parent_post_author_only",
              "followers_only"),
          Option.text("quote_post_id", "the post that this one quotes"),
          Option.text(
              "topic_tag", "the topic it belongs to; without it the first #tag of the text"),
          Option.text("link_attachment", "the link shown as a card; only with text alone"),
          Option.object(
              "poll_attachment", "2 to 4 answers: option_a, option_b, option_c, option_d"),
          Option.object(
              "text_attachment", "a long text: plaintext, link_attachment_url; only with text"),
          Option.object("gif_attachment", "an animation: gif_id and provider GIPHY"),
          Option.objects("text_entities", "hidden parts of the text: entity_type, offset, length"),
          Option.texts("allowlisted_country_codes", "the only countries it is shown in"),
          Option.text("location_id", "the place it is tagged with"),
          Option.flag("is_spoiler_media", "pictures and videos are shown when asked for"),
          Option.flag("is_ghost_post", "a text that is gone after a day"),
          Option.flag("enable_reply_approvals", "replies are shown once approved"),
          Option.flag("crossreshare_to_ig", "shared to the Instagram story too, and stays there"),
          Option.flag("crossreshare_to_ig_dark_mode", "that share is dark"));

  private static final List<String> OF_TEXT_ALONE =
      List.of(
          "link_attachment",
          "poll_attachment",
          "text_attachment",
          "gif_attachment",
          "is_ghost_post");

  private static final Set<String> ANSWERS = Set.of("option_a", "option_b", "option_c", "option_d");
  private static final int LINKS = 5;
  private static final int ANSWER = 25;
  private static final int LONG_TEXT = 10_000;

  private ThreadsOptions() {}

  static List<ContentRule> rules() {
    List<ContentRule> rules = new ArrayList<>();
    for (String name : OF_TEXT_ALONE) {
      rules.add(new ContentRule("only_with_text", name, content -> beside(content, name)));
    }
    rules.add(new ContentRule("too_many_links", "content", ThreadsOptions::links));
    rules.add(new ContentRule("topic_invalid", "topic_tag", ThreadsOptions::topic));
    rules.add(new ContentRule("link_invalid", "link_attachment", ThreadsOptions::link));
    rules.add(new ContentRule("poll_invalid", "poll_attachment", ThreadsOptions::poll));
    rules.add(new ContentRule("gif_invalid", "gif_attachment", ThreadsOptions::gif));
    rules.add(new ContentRule("text_invalid", "text_attachment", ThreadsOptions::longText));
    return List.copyOf(rules);
  }

  private static @Nullable Breach beside(Content content, String name) {
    Object value = content.options().get(name);
    boolean wanted = value != null && !value.equals(false);
    return wanted && !content.media().isEmpty()
        ? new Breach(name + " goes with text alone, not with media")
        : null;
  }

  private static @Nullable Breach links(Content content) {
    Set<String> links = ThreadsText.links(content.text());
    if (content.options().get("link_attachment") instanceof String card) {
      links.add(card);
    }
    return links.size() > LINKS
        ? new Breach(
            "text has %d links, at most %d".formatted(links.size(), LINKS), LINKS, links.size())
        : null;
  }

  private static @Nullable Breach topic(Content content) {
    return content.options().get("topic_tag") instanceof String tag && tag.matches("(?s).*[.&].*")
        ? new Breach("topic_tag has a . or &, which a topic can't have")
        : null;
  }

  private static @Nullable Breach link(Content content) {
    return content.options().get("link_attachment") instanceof String link
            && !link.matches("https?://[!-~]+")
        ? new Breach("link_attachment is no http or https address")
        : null;
  }

  private static @Nullable Breach poll(Content content) {
    if (!(content.options().get("poll_attachment") instanceof Map<?, ?> poll)) {
      return null;
    }
    boolean inOrder =
        poll.containsKey("option_a")
            && poll.containsKey("option_b")
            && (poll.containsKey("option_c") || !poll.containsKey("option_d"))
            && ANSWERS.containsAll(poll.keySet());
    if (!inOrder) {
      return new Breach("poll_attachment needs option_a and option_b, then option_c and option_d");
    }
    boolean fits = poll.values().stream().allMatch(answer -> between(answer, ANSWER));
    return fits
        ? null
        : new Breach("an answer of poll_attachment has 1 to %d characters".formatted(ANSWER));
  }

  private static @Nullable Breach gif(Content content) {
    if (!(content.options().get("gif_attachment") instanceof Map<?, ?> gif)) {
      return null;
    }
    return between(gif.get("gif_id"), 200) && Objects.equals(gif.get("provider"), "GIPHY")
        ? null
        : new Breach("gif_attachment needs gif_id and the provider GIPHY");
  }

  private static @Nullable Breach longText(Content content) {
    if (!(content.options().get("text_attachment") instanceof Map<?, ?> attachment)) {
      return null;
    }
    if (content.options().get("poll_attachment") != null) {
      return new Breach("text_attachment and poll_attachment don't go together");
    }
    return between(attachment.get("plaintext"), LONG_TEXT)
        ? null
        : new Breach(
            "text_attachment needs a plaintext of 1 to %d characters".formatted(LONG_TEXT));
  }

  private static boolean between(@Nullable Object value, int most) {
    return value instanceof String text
        && !text.isBlank()
        && text.codePointCount(0, text.length()) <= most;
  }
}
