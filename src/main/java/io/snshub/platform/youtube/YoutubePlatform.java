package io.snshub.platform.youtube;

import io.snshub.platform.Budget;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/** YouTube as data: a post is one video with a title and a description. */
@Component
class YoutubePlatform implements Platform {
  static final String NAME = "youtube";

  private final PlatformProfile profile;

  YoutubePlatform(PlatformSettings settings) {
    this.profile = YoutubeProfile.of(NAME, "YouTube", YoutubeRules.video(), settings);
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
