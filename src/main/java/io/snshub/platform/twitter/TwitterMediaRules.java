package io.snshub.platform.twitter;

import io.snshub.platform.Limits.Breach;
import io.snshub.post.Content;
import io.snshub.post.Media;
import org.jspecify.annotations.Nullable;

/** What X asks of media beyond their number and the files' own rules. */
final class TwitterMediaRules {
  private static final int STILL_BYTES = 5 << 20;

  private TwitterMediaRules() {}

  static @Nullable Breach gifAlone(Content content) {
    boolean gif = content.media().stream().anyMatch(TwitterMediaRules::isGif);
    return gif && content.media().size() > 1
        ? new Breach("a GIF stands alone", 1, content.media().size())
        : null;
  }

  static @Nullable Breach stillSize(Content content) {
    for (Media media : content.media()) {
      boolean still = media.facts() != null && media.kind() == Media.Kind.IMAGE && !isGif(media);
      if (still && media.facts().bytes() > STILL_BYTES) {
        String wrong =
            "a picture has %d bytes, at most %d".formatted(media.facts().bytes(), STILL_BYTES);
        return new Breach(wrong, STILL_BYTES, media.facts().bytes());
      }
    }
    return null;
  }

  private static boolean isGif(Media media) {
    return media.facts() == null
        ? media.url().matches("(?i)[^?#]*\\.gif([?#].*)?")
        : media.facts().contentType().equals("image/gif");
  }
}
