package io.snshub.platform.youtube;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** The name of the channel. */
  static final String TITLE = "Sandbox";

  private final YoutubeSandboxDialect dialect = new YoutubeSandboxDialect();
  private final List<Runnable> clearing = new ArrayList<>();

  @Override
  public String prefix() {
    return "youtube";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("youtube_shorts");
  }

  /**
   * The API's own path begins with the prefix's word. So a client whose root is the sandbox's, and
   * one whose root is the prefix, both find it.
   */
  @Override
  public String version() {
    return "(?:/youtube)?";
  }

  /** Google's Java client uploads to the root's host, whatever path the root has. */
  @Override
  public Set<String> rootPaths() {
    return Set.of("/upload/youtube/v3/", "/resumable/upload/youtube/v3/");
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
    YoutubeSandboxSwitches switches = new YoutubeSandboxSwitches(site);
    YoutubeSandboxCallers callers = new YoutubeSandboxCallers(dialect);
    YoutubeSandboxQuota quota = new YoutubeSandboxQuota(site, switches);
    YoutubeSandboxVideos videos = new YoutubeSandboxVideos(site);
    YoutubeSandboxUploads uploads = new YoutubeSandboxUploads(site, videos, switches);
    YoutubeSandboxPlaylists playlists = new YoutubeSandboxPlaylists(site, callers);
    clearing.addAll(List.of(quota::clear, videos::clear, uploads::clear, playlists::clear));

    new YoutubeSandboxOauth(site).open();
    uploads.open(quota);
    new YoutubeSandboxThumbnails(videos).open(site, quota);
    new YoutubeSandboxChanges(videos).open(site, quota);
    new YoutubeSandboxReads(videos, callers).open(site, quota);
    new YoutubeSandboxChannels(videos, callers).open(site, quota);
    new YoutubeSandboxSearch(videos, callers, switches).open(site, quota);
    playlists.open(site, quota);
    new YoutubeSandboxPlaylistItems(videos, playlists, callers, switches).open(site, quota);
    new YoutubeSandboxAnalytics(videos).open(site);
  }

  @Override
  public void reset() {
    clearing.forEach(Runnable::run);
  }
}
