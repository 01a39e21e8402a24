package io.snshub.platform.linkedin;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Metric;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * LinkedIn as data. Its API has a version for each month that ends a year later, so the version is
 * a setting ({@code HUB_PLATFORMS_LINKEDIN_API_VERSION}, {@code
 * hub.platforms.linkedin.api-version}).
 */
@Component
class LinkedinPlatform implements Platform {
  static final String NAME = "linkedin";
  static final String VERSION = "202609";

  private static final int COMMENTARY = 3_000;
  private static final int DESCRIPTION = 4_086;
  private static final int ALT_TEXT = 4_086;

  private final PlatformProfile profile;

  @Autowired
  LinkedinPlatform(PlatformSettings settings, Environment environment) {
    this(
        settings,
        environment.getProperty(
            "HUB_PLATFORMS_LINKEDIN_API_VERSION",
            environment.getProperty("hub.platforms.linkedin.api-version", VERSION)));
  }

  LinkedinPlatform(PlatformSettings settings, String version) {
    if (!version.matches("20\\d{2}(0[1-9]|1[0-2])")) {
      throw new IllegalArgumentException(
          "hub.platforms.linkedin.api-version: year and month, such as " + VERSION);
    }
    this.profile =
        new PlatformProfile(
            NAME,
            "LinkedIn",
            Set.of(),
            version,
            Map.of(
                "api", "https://api.linkedin.com",
                "token", "https://www.linkedin.com",
                "upload", "https://www.linkedin.com",
                "authorize", "https://www.linkedin.com"),
            new SandboxSeat(NAME, "urn:li:organization:5515715"),
            new Limits(
                TextRule.utf16("content", COMMENTARY),
                List.of(
                    TextRule.utf16("title", LinkedinPost.TITLE),
                    TextRule.utf16("description", DESCRIPTION)),
                media(),
                LinkedinRules.options(),
                LinkedinRules.rules()),
            new Abilities(
                true,
                true,
                true,
                settings.lagOf(NAME),
                Set.of(
                    Metric.IMPRESSIONS,
                    Metric.REACH,
                    Metric.LIKES,
                    Metric.COMMENTS,
                    Metric.SHARES,
                    Metric.CLICKS)),
            access());
  }

  /** The largest picture isn't published; what is too large for LinkedIn it will say itself. */
  private static MediaRule media() {
    return MediaRule.none()
        .images(20, FileRule.of(100L << 20, "image/jpeg", "image/png", "image/gif"))
        .videos(1, FileRule.of(500_000_000L, "video/mp4").seconds(3, 1_800))
        .altText(ALT_TEXT);
  }

  private static Access access() {
    return new Access(
        List.of(
            "openid",
            "profile",
            "w_member_social",
            "w_organization_social",
            "r_organization_social",
            "rw_organization_admin"),
        Duration.ofDays(60),
        Duration.ofDays(365),
        false,
        false,
        List.of(new Access.Quota("posts", 150, Duration.ofDays(1), "calls")));
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** LinkedIn tells of a quota only when it is used up. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    return answer.status() == 429
        ? List.of(Budget.none(Platform.scope(request), Answers.rest(LinkedinErrors.pause(answer))))
        : List.of();
  }

  /** Adds what every call of the versioned API carries. */
  PlatformRequest versioned(@Body PlatformRequest request) {
    return request
        .header("LinkedIn-Version", profile.apiVersion())
        .header("X-Restli-Protocol-Version", "2.0.0");
  }
}
