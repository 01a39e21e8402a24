package io.snshub.platform.youtube;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The YouTube Data API v3 of the sandbox. A video comes into being with its last byte; bytes are
 * counted and never kept. A private video with a time to go public shows it when it is read, not by
 * itself.
 */
@Component
public final class YoutubeSandbox implements PlatformSandbox {
  /** The channel of the seeded account. */
  public static final String CHANNEL = "UCsandbox000000000000001";

  /** The playlist of the channel's uploads. */
  public static final String UPLOADS = "UUsandbox000000000000001";

  private final YoutubeSandboxDialect dialect = new YoutubeSandboxDialect();
  private @Nullable YoutubeSandboxVideos videos;
  private @Nullable YoutubeSandboxUploads uploads;

  @Override
  public String prefix() {
    return "youtube";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("youtube_shorts");
  }

  @Override
  public String account() {
    return CHANNEL;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    YoutubeSandboxVideos made = new YoutubeSandboxVideos(site);
    YoutubeSandboxUploads sessions = new YoutubeSandboxUploads(site, made);
    videos = made;
    uploads = sessions;

    new YoutubeSandboxOauth(site).open();
    sessions.open();
    site.route("PUT", "/youtube/v3/videos", Operation.PUBLISH, made::update);
    site.route("DELETE", "/youtube/v3/videos", Operation.DELETE, made::delete);
    site.route("POST", "/upload/youtube/v3/thumbnails/set", Operation.UPLOAD, made::setThumbnail)
        .streamed();
    new YoutubeSandboxReads(made).open(site);
  }

  @Override
  public void reset() {
    if (videos != null && uploads != null) {
      videos.clear();
      uploads.clear();
    }
  }
}
