package io.snshub.accounts;

import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.PlatformProfile;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** In sandbox mode: gives the administrator an account on every platform, before work begins. */
@Component
class SandboxAccounts implements SmartLifecycle {
  private static final long ADMINISTRATOR = 1;
  private final Accounts accounts;
  private final PlatformCatalog catalog;
  private final PlatformHosts hosts;
  private volatile boolean running;

  SandboxAccounts(Accounts accounts, PlatformCatalog catalog, PlatformHosts hosts) {
    this.accounts = accounts;
    this.catalog = catalog;
    this.hosts = hosts;
  }

  @Override
  public void start() {
    running = true;
    if (!hosts.sandbox()) {
      return;
    }
    for (PlatformProfile platform : catalog.profiles()) {
      String prefix = platform.sandbox().prefix();
      accounts.add(
          ADMINISTRATOR,
          platform.name(),
          platform.sandbox().account(),
          "sandbox " + platform.name(),
          "sandbox-" + prefix + "-token",
          "sandbox-" + prefix + "-refresh");
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
