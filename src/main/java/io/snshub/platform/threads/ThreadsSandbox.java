package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Threads API in the sandbox: {@code graph.threads.net} with or without {@code v1.0}, and the
 * page of {@code threads.net} where a person allows access. One profile lives here, the seeded one;
 * whoever replies, quotes or reposts is it.
 */
@Component
public final class ThreadsSandbox implements PlatformSandbox {
  /** The user id of the seeded profile. */
  public static final String ACCOUNT = "30000000000001";

  /** The seeded profile's name. */
  static final String USERNAME = "sandbox";

  private final ThreadsSandboxDialect dialect = new ThreadsSandboxDialect();
  private @Nullable ThreadsSandboxContainers containers;
  private @Nullable ThreadsSandboxPosts posts;
  private @Nullable ThreadsSandboxOauth oauth;
  private @Nullable ThreadsSandboxPlaces places;

  @Override
  public String prefix() {
    return "threads";
  }

  @Override
  public String account() {
    return ACCOUNT;
  }

  @Override
  public String version() {
    return "(?:/v1\\.0)?";
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    ThreadsSandboxSwitches switches = new ThreadsSandboxSwitches(site);
    ThreadsSandboxPosts up = new ThreadsSandboxPosts(site, switches);
    ThreadsSandboxContainers made = new ThreadsSandboxContainers(site, switches, up);
    ThreadsSandboxOauth login = new ThreadsSandboxOauth(site, switches);
    dialect.switches(switches);
    posts = up;
    containers = made;
    oauth = login;

    login.open();
    site.route("POST", "/{node}/threads", ThreadsSandbox::creation, made::create);
    site.route("POST", "/{node}/threads_publish", Operation.PUBLISH, made::publish);
    site.route("POST", "/{node}/repost", Operation.PUBLISH, up::repost);
    site.route("POST", "/{node}/manage_reply", Operation.UPLOAD, up::manageReply);
    site.route("DELETE", "/{node}", Operation.DELETE, up::delete);
    ThreadsSandboxPlaces around = new ThreadsSandboxPlaces(site);
    ThreadsSandboxReads reads = new ThreadsSandboxReads(site, switches, made, up, around);
    new ThreadsSandboxDiscovery(site, up, reads.pages(), around).open();
    reads.open();
    places = around;
  }

  @Override
  public void reset() {
    if (containers != null && posts != null && oauth != null && places != null) {
      containers.clear();
      posts.clear();
      oauth.clear();
      places.quota().clear();
    }
  }

  /** Text can go up without a second call. */
  private static Operation creation(Call call) {
    return ThreadsSandboxParameters.autoPublished(call) ? Operation.PUBLISH : Operation.UPLOAD;
  }

  /** The path names the profile. */
  static boolean isAccount(String node) {
    return node.equals(ACCOUNT) || node.equals("me");
  }

  /** Refuses a path that names another profile. */
  static void wantAccount(Call call) {
    String node = call.param("node");
    if (!isAccount(node)) {
      throw ThreadsSandboxRefusals.unsupported(call, node);
    }
  }
}
