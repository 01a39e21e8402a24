package io.snshub.platform.tiktok;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * TikTok's Content Posting and Display APIs in the sandbox. A direct post stands in the ledger from
 * the moment at which nothing can stop it any more: the last byte of an upload, or the init of what
 * TikTok pulls itself. Posts that not everyone may see never get an id and are known by their
 * publish_id. Nothing can be deleted.
 */
@Component
public final class TiktokSandbox implements PlatformSandbox {
  /** The open_id of the seeded account. */
  public static final String ACCOUNT = "723f24d7-e717-40f8-a2b6-cb8464cd23b4";

  private static final int INITS_A_MINUTE = 6;
  private static final int STATUS_A_MINUTE = 30;
  private static final int CREATOR_A_MINUTE = 20;

  private final TiktokSandboxDialect dialect = new TiktokSandboxDialect();
  private @Nullable TiktokSandboxTasks tasks;
  private @Nullable TiktokSandboxLimits limits;

  @Override
  public String prefix() {
    return "tiktok";
  }

  @Override
  public String account() {
    return ACCOUNT;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    TiktokSandboxLimits counted = new TiktokSandboxLimits(site);
    TiktokSandboxCreator creator = new TiktokSandboxCreator(site, counted);
    TiktokSandboxTasks made = new TiktokSandboxTasks(site, creator);
    TiktokSandboxUploads uploads = new TiktokSandboxUploads(site, made);
    limits = counted;
    tasks = made;
    dialect.uploads(uploads::uploader);

    new TiktokSandboxOauth(site).open();
    uploads.open();
    new TiktokSandboxReads(site, made).open(counted);
    posting(site, counted, creator, made);
  }

  private static void posting(
      Site site,
      TiktokSandboxLimits limits,
      TiktokSandboxCreator creator,
      TiktokSandboxTasks made) {
    site.route(
        "POST",
        "/v2/post/publish/creator_info/query",
        Operation.LOOKUP,
        limits.of("creator_info", CREATOR_A_MINUTE, creator::info));
    site.route(
        "POST",
        "/v2/post/publish/video/init",
        TiktokSandboxTasks::operation,
        limits.of("video_init", INITS_A_MINUTE, made::initVideo));
    site.route(
        "POST",
        "/v2/post/publish/inbox/video/init",
        TiktokSandboxTasks::operation,
        limits.of("inbox_init", INITS_A_MINUTE, made::initInbox));
    site.route(
        "POST",
        "/v2/post/publish/content/init",
        TiktokSandboxTasks::operation,
        limits.of("content_init", INITS_A_MINUTE, made::initPhotos));
    site.route(
        "POST",
        "/v2/post/publish/status/fetch",
        Operation.LOOKUP,
        limits.of("status", STATUS_A_MINUTE, made::status));
    site.route("POST", "/v2/post/publish/cancel", Operation.DELETE, made::cancel);
  }

  @Override
  public void reset() {
    if (tasks != null && limits != null) {
      tasks.clear();
      limits.clear();
    }
  }
}
