package io.snshub.platform.twitter;

import com.twitter.twittertext.TwitterTextParser;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.MediaRule;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformProfile.TextRule;
import io.snshub.platform.PlatformSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** X as data. */
@Component
class TwitterPlatform implements Platform {
  static final String NAME = "twitter";

  private static final int WEIGHTED_LIMIT = 280;
  private final PlatformProfile profile;

  TwitterPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            Set.of("x"),
            "2",
            Map.of("api", "https://api.x.com", "token", "https://api.x.com"),
            new SandboxSeat(NAME, "2244994945"),
            new TextRule(WEIGHTED_LIMIT, "weighted characters", TwitterPlatform::weighted),
            new MediaRule(false, 4, 1, false, false),
            true,
            true,
            settings.lagOf(NAME),
            List.of(),
            TwitterWire.options());
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Counts as X does: a link is 23, a wide character or an emoji 2. */
  static int weighted(String text) {
    return TwitterTextParser.parseTweet(text).weightedLength;
  }
}
