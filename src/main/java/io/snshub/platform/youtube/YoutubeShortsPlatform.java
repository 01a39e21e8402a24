package io.snshub.platform.youtube;

import io.snshub.platform.Budget;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/** YouTube Shorts as data: a video that YouTube classes as a Short, sent as any other. */
@Component
class YoutubeShortsPlatform implements Platform {
  static final String NAME = "youtube_shorts";

  private final PlatformProfile profile;

  YoutubeShortsPlatform(PlatformSettings settings) {
    this.profile = YoutubeProfile.of(NAME, "YouTube Shorts", YoutubeRules.upright(), settings);
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    return YoutubeProfile.budgets(request, answer);
  }
}
