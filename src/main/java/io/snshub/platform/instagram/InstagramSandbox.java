package io.snshub.platform.instagram;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
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
  private @Nullable InstagramSandboxComments comments;

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
    InstagramSandboxChoices choices = InstagramSandboxChoices.of(site);
    InstagramSandboxContainers made = new InstagramSandboxContainers(site);
    InstagramSandboxPosts up = new InstagramSandboxPosts(site, made, choices);
    InstagramSandboxComments said = new InstagramSandboxComments(site, up);
    containers = made;
    posts = up;
    comments = said;

    new InstagramSandboxOauth(site, choices).open();
    site.route("POST", "/{node}/media", Operation.UPLOAD, made::create);
    new InstagramSandboxUploads(site, made).open();
    site.route("POST", "/{node}/media_publish", Operation.PUBLISH, up::publish);
    said.open(site);
    site.route(
        "DELETE",
        "/{node}",
        call -> said.has(call.param("node")) ? Operation.UPLOAD : Operation.DELETE,
        call -> said.has(call.param("node")) ? said.delete(call.param("node")) : up.delete(call));
    site.route(
        "POST",
        "/{node}",
        Operation.UPLOAD,
        call ->
            said.has(call.param("node")) ? said.change(call, call.param("node")) : up.change(call));
    new InstagramSandboxReads(made, up, said, choices).open(site);
  }

  @Override
  public void reset() {
    if (containers != null && posts != null && comments != null) {
      comments.clear();
      containers.clear();
      posts.clear();
    }
  }

  /** The path names the account. */
  static boolean isAccount(String node) {
    return node.equals(ACCOUNT) || node.equals("me");
  }
}
