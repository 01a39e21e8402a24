package io.snshub.platform.facebook;

import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Graph API of a Facebook Page in the sandbox: its four hosts below one prefix, with or without
 * a version in the path.
 */
@Component
public final class FacebookSandbox implements PlatformSandbox {
  /** The id of the seeded Page. */
  public static final String PAGE = "100000000000001";

  private final FacebookSandboxUsage usage = new FacebookSandboxUsage();
  private final FacebookSandboxDialect dialect = new FacebookSandboxDialect(usage);
  private @Nullable Runnable forget;

  @Override
  public String prefix() {
    return "facebook";
  }

  @Override
  public String account() {
    return PAGE;
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
    FacebookSandboxRoutes routes = new FacebookSandboxRoutes(site, usage);
    dialect.removed(routes.oauth()::removed);
    routes.open();
    forget = routes::clear;
  }

  @Override
  public void reset() {
    if (forget != null) {
      forget.run();
    }
  }
}
