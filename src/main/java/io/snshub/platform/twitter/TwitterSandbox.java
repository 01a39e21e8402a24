package io.snshub.platform.twitter;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The X API v2 of the sandbox. A user acts by a bearer token or by OAuth 1.0a, an app alone may
 * only read. Posts that were never here are taken for strangers' and may be answered or quoted.
 */
@Component
public final class TwitterSandbox implements PlatformSandbox {
  /** The user id of the seeded account. */
  public static final String ACCOUNT = "2244994945";

  private final TwitterSandboxDialect dialect = new TwitterSandboxDialect();
  private final TwitterSandboxLogins logins = new TwitterSandboxLogins();
  private final TwitterSandboxMedia media = new TwitterSandboxMedia();
  private @Nullable TwitterSandboxTweets tweets;
  private @Nullable TwitterSandboxLimits limits;

  @Override
  public String prefix() {
    return "twitter";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("x");
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
    TwitterSandboxChoices choices = TwitterSandboxChoices.of(site);
    TwitterSandboxLimits limiter = new TwitterSandboxLimits(site);
    TwitterSandboxTweets posts = new TwitterSandboxTweets(site, media, choices);
    TwitterSandboxIncludes includes = new TwitterSandboxIncludes(posts, media);
    limits = limiter;
    tweets = posts;

    new TwitterSandboxOauth(site).open();
    logins.open(site);
    site.route(
        "POST",
        "/2/tweets",
        Operation.PUBLISH,
        limiter.daily("create", 100, 10_000, logins.userOnly(posts::create)));
    site.route(
        "DELETE",
        "/2/tweets/{id}",
        Operation.DELETE,
        limiter.of("delete", 50, logins.userOnly(posts::delete)));
    new TwitterSandboxLists(posts, includes, logins, choices).open(site, limiter);
    new TwitterSandboxReads(posts, includes, logins, choices).open(site, limiter);
    new TwitterSandboxUploading(site, media, choices).open(limiter, logins);
    new TwitterSandboxMediaNotes(media).open(site, limiter, logins);
    new TwitterSandboxUsers(posts, logins).open(site, limiter);
  }

  @Override
  public void reset() {
    media.clear();
    logins.clear();
    if (tweets != null && limits != null) {
      tweets.clear();
      limits.clear();
    }
  }
}
