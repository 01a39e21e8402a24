package io.snshub.platform.twitter;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The X API v2 of the sandbox, in the vocabulary that production answers with. */
@Component
public final class TwitterSandbox implements PlatformSandbox {
  /** The user id of the seeded account. */
  public static final String ACCOUNT = "2244994945";

  private final TwitterSandboxDialect dialect = new TwitterSandboxDialect();
  private @Nullable TwitterSandboxMedia media;
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
    TwitterSandboxLimits limiter = new TwitterSandboxLimits(site);
    TwitterSandboxMedia uploads = new TwitterSandboxMedia();
    TwitterSandboxTweets posts = new TwitterSandboxTweets(site, uploads);
    TwitterSandboxReads reads = new TwitterSandboxReads(posts, uploads);
    limits = limiter;
    media = uploads;
    tweets = posts;

    new TwitterSandboxOauth(site).open();
    site.route("POST", "/2/tweets", Operation.PUBLISH, limiter.of("create", 100, posts::create));
    site.route(
        "DELETE", "/2/tweets/{id}", Operation.DELETE, limiter.of("delete", 50, posts::delete));
    reads.open(site, limiter);
    new TwitterSandboxUploading(site, uploads).open(limiter);
    site.route(
        "GET",
        "/2/users/me",
        Operation.LOOKUP,
        limiter.of("me", 75, call -> TwitterSandboxDialect.data(200, me())));
  }

  @Override
  public void reset() {
    if (media != null && tweets != null && limits != null) {
      media.clear();
      tweets.clear();
      limits.clear();
    }
  }

  static JsonObject me() {
    return new JsonObject()
        .put("id", ACCOUNT)
        .put("name", "Sandbox")
        .put("username", "sandbox")
        .put("created_at", "2013-12-14T04:35:55.000Z");
  }
}
