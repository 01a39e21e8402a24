package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Instagram's content publishing in the sandbox: the hosts of both login families below one prefix,
 * with or without a version in the path. A container that has been published can't be published
 * again.
 */
@Component
public final class InstagramSandbox implements PlatformSandbox {
  /** The user id of the seeded account. */
  public static final String ACCOUNT = "17841400000000001";

  /** The Facebook page that the seeded account is linked to. */
  static final String PAGE = "100000000000001";

  private final InstagramSandboxDialect dialect = new InstagramSandboxDialect();
  private @Nullable InstagramSandboxContainers containers;
  private @Nullable InstagramSandboxPosts posts;

  @Override
  public String prefix() {
    return "instagram";
  }

  @Override
  public String account() {
    return ACCOUNT;
  }

  @Override
  public String version() {
    return "(?:/v\\d+\\.\\d+)?";
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    InstagramSandboxContainers made = new InstagramSandboxContainers(site);
    InstagramSandboxPosts up = new InstagramSandboxPosts(site, made);
    InstagramSandboxReads reads = new InstagramSandboxReads(made, up);
    containers = made;
    posts = up;

    new InstagramSandboxOauth(site).open();
    site.route("GET", "/me/accounts", Operation.LOOKUP, InstagramSandbox::pages);
    site.route("POST", "/{node}/media", Operation.UPLOAD, made::create);
    site.route("POST", "/ig-api-upload/{version}/{node}", Operation.UPLOAD, made::upload)
        .streamed();
    site.route("POST", "/ig-api-upload/{node}", Operation.UPLOAD, made::upload).streamed();
    site.route("POST", "/{node}/media_publish", Operation.PUBLISH, up::publish);
    site.route("DELETE", "/{node}", Operation.DELETE, up::delete);
    reads.open(site);
  }

  @Override
  public void reset() {
    if (containers != null && posts != null) {
      containers.clear();
      posts.clear();
    }
  }

  /** The path names the account. */
  static boolean isAccount(String node) {
    return node.equals(ACCOUNT) || node.equals("me");
  }

  private static Reply pages(Call call) {
    JsonObject page =
        new JsonObject()
            .put("id", PAGE)
            .put("name", "Sandbox Page")
            .put("access_token", "sandbox-instagram-token")
            .put("instagram_business_account", new JsonObject().put("id", ACCOUNT));
    return Reply.json(200, new JsonObject().put("data", new JsonArray().add(page)));
  }
}
