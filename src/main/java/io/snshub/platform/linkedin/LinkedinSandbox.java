package io.snshub.platform.linkedin;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * LinkedIn in the sandbox: the versioned APIs below {@code /rest}, the older ones below {@code
 * /v2}, OAuth, and the host that takes uploads. The tokens belong to a member who administers one
 * page.
 */
@Component
public final class LinkedinSandbox implements PlatformSandbox {
  /** The page of the seeded account. */
  public static final String ACCOUNT = "urn:li:organization:5515715";

  private final LinkedinSandboxVersions versions = new LinkedinSandboxVersions();
  private final LinkedinSandboxDialect dialect = new LinkedinSandboxDialect(versions);
  private final List<Runnable> forget = new ArrayList<>();

  @Override
  public String prefix() {
    return "linkedin";
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
    versions.retire(
        site.choice(
            "versions_end", false, "a version ends a year after its month by the sandbox's clock"));
    LinkedinSandboxMember member =
        new LinkedinSandboxMember(
            site.choice("member_only", false, "tokens have w_member_social and nothing else"));
    LinkedinSandboxMedia media = new LinkedinSandboxMedia(site);
    LinkedinSandboxDraft draft = draft(site, media, member);
    LinkedinSandboxFeed feed = new LinkedinSandboxFeed(site);
    LinkedinSandboxPosts posts =
        new LinkedinSandboxPosts(
            feed,
            draft,
            member,
            site.choice(
                "slow_index", false, "the author finder shows a post only after 30 seconds"));
    LinkedinSandboxSocial social = new LinkedinSandboxSocial(site, feed, member);
    LinkedinSandboxQuota quota = new LinkedinSandboxQuota(site);
    LinkedinSandboxOauth oauth =
        new LinkedinSandboxOauth(
            site, site.choice("no_refresh_tokens", false, "the app gets access tokens alone"));
    BooleanSupplier quoted =
        site.choice("quoted_etags", false, "a video part's ETag stands in quotation marks");
    LinkedinSandboxResources resources = new LinkedinSandboxResources(site, versions, quota);

    oauth.open();
    member.open(site, resources);
    posts.open(resources);
    new LinkedinSandboxUploads(media, member).open(resources);
    new LinkedinSandboxArrivals(media, quoted).open(site);
    social.open(resources);
    new LinkedinSandboxCounters(feed, member).open(resources);
    new LinkedinSandboxStatistics(feed, member).open(resources);
    new LinkedinSandboxLegacy(feed, posts, media, member).open(resources);
    resources.open();
    forget.addAll(List.of(media::clear, feed::clear, social::clear, quota::clear, oauth::clear));
  }

  private static LinkedinSandboxDraft draft(
      Site site, LinkedinSandboxMedia media, LinkedinSandboxMember member) {
    return new LinkedinSandboxDraft(
        media,
        member,
        site.choice(
            "little_text_cuts", true, "an unescaped reserved character ends the commentary"),
        site.choice("escapes_count", false, "backslashes count towards the 3,000 characters"));
  }

  @Override
  public void reset() {
    forget.forEach(Runnable::run);
  }
}
