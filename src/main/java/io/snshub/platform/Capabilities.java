package io.snshub.platform;

import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import java.util.List;
import org.springframework.stereotype.Component;

/** The capability matrix: what each platform takes and can do, as validation itself knows it. */
@Component
class Capabilities {
  private final PlatformCatalog catalog;
  private final PlatformHosts hosts;

  Capabilities(PlatformCatalog catalog, PlatformHosts hosts) {
    this.catalog = catalog;
    this.hosts = hosts;
  }

  /** All platforms of this hub, by name. */
  record PlatformList(List<Capability> platforms, int total) {}

  /** Returns every platform. */
  public PlatformList list() {
    List<Capability> all = catalog.profiles().stream().map(this::view).toList();
    return new PlatformList(all, all.size());
  }

  /**
   * Returns one platform by its name or an alias.
   *
   * @throws io.snshub.call.ProblemException 404 when there is none
   */
  public Capability show(RequestContext request) {
    String name = request.pathText("platform");
    return catalog
        .find(name)
        .map(this::view)
        .orElseThrow(() -> Problems.notFound("platform", name));
  }

  private Capability view(PlatformProfile platform) {
    return Capability.of(platform, hosts.calls(platform.name()));
  }
}
