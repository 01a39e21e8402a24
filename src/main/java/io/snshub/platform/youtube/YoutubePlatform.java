package io.snshub.platform.youtube;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.Limits;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Option;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** YouTube as data: a post is one video with a title and a description. */
@Component
class YoutubePlatform implements Platform {
  static final String NAME = "youtube";

  private static final int DESCRIPTION_BYTES = 5000;
  private static final Set<String> LIMITS =
      Set.of(
          "quotaExceeded",
          "dailyLimitExceeded",
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "uploadLimitExceeded",
          "uploadRateLimitExceeded");
  private static final int TAG_CHARACTERS = 500;
  private final PlatformProfile profile;

  YoutubePlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "YouTube",
            Set.of(),
            "v3",
            Map.of(
                "api", "https://www.googleapis.com",
                "upload", "https://www.googleapis.com",
                "token", "https://oauth2.googleapis.com"),
            new SandboxSeat(NAME, "UCsandbox000000000000001"),
            new Limits(
                TextRule.bytes("content", DESCRIPTION_BYTES),
                List.of(TextRule.characters("title", YoutubeVideo.TITLE)),
                MediaRule.none().videos(1, null).requireVideo(),
                List.of(
                    Option.text("privacy", "who may see it", "public", "unlisted", "private"),
                    Option.text("category_id", "the category's number, 22 by default"),
                    Option.texts("tags", "words to find it by"),
                    Option.flag("made_for_kids", "the video is made for children"),
                    Option.flag("notify_subscribers", "tell the channel's subscribers")),
                List.of(
                    new ContentRule("title_invalid", "title", YoutubePlatform::title),
                    new ContentRule("text_invalid", "content", YoutubePlatform::description),
                    new ContentRule("tags_too_long", "tags", YoutubePlatform::tags))),
            new Abilities(true, false, true, settings.lagOf(NAME), Set.of()),
            new Access(
                List.of(
                    "https://www.googleapis.com/auth/youtube.upload",
                    "https://www.googleapis.com/auth/youtube"),
                Duration.ofHours(1),
                null,
                false,
                true,
                List.of()));
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** A session that is open may be ended also when no quota is left for a new one. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    boolean limit = answer.status() == 429 || LIMITS.contains(YoutubeErrors.reason(answer));
    return limit && YoutubeErrors.failure(answer) instanceof PublishFailure.Transient passing
        ? List.of(Budget.none(Budget.Scope.BEGIN, Answers.rest(passing.retryAfter())))
        : List.of();
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
}
