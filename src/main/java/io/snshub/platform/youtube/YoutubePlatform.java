package io.snshub.platform.youtube;

import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.ContentRule;
import io.snshub.platform.PlatformProfile.MediaRule;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformProfile.TextRule;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
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
            Set.of(),
            "v3",
            Map.of(
                "api", "https://www.googleapis.com",
                "upload", "https://www.googleapis.com",
                "token", "https://oauth2.googleapis.com"),
            new SandboxSeat(NAME, "UCsandbox000000000000001"),
            new TextRule(DESCRIPTION_BYTES, "bytes", YoutubePlatform::bytes),
            new MediaRule(true, 0, 1, false, true),
            true,
            true,
            settings.lagOf(NAME),
            List.of(
                new ContentRule("title_invalid", "title", YoutubePlatform::title),
                new ContentRule("text_invalid", "content", YoutubePlatform::description),
                new ContentRule("tags_too_long", "tags", YoutubePlatform::tags)),
            Set.of("privacy", "category_id", "tags", "made_for_kids", "notify_subscribers"));
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

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static @Nullable String title(Content content) {
    String title = content.title();
    if (title == null) {
      return null;
    }
    int length = title.codePointCount(0, title.length());
    if (title.isBlank() || length > YoutubeVideo.TITLE) {
      return "title has %d characters, 1 to %d are allowed".formatted(length, YoutubeVideo.TITLE);
    }
    return angled(title) ? "title may not hold < or >" : null;
  }

  private static @Nullable String description(Content content) {
    return angled(content.text()) ? "text may not hold < or >" : null;
  }

  private static boolean angled(String text) {
    return text.indexOf('<') >= 0 || text.indexOf('>') >= 0;
  }

  /** Commas between tags count, and the quotes that a tag with a space gets. */
  private static @Nullable String tags(Content content) {
    List<String> tags = YoutubeVideo.tags(content);
    int length =
        tags.stream()
                .mapToInt(tag -> tag.codePointCount(0, tag.length()) + (tag.contains(" ") ? 2 : 0))
                .sum()
            + Math.max(0, tags.size() - 1);
    return length > TAG_CHARACTERS
        ? "tags have %d characters, at most %d".formatted(length, TAG_CHARACTERS)
        : null;
  }
}
