package io.snshub.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What the sandbox gives to one platform: routes, tokens, time, and the faults of its media. */
public final class Site {
  private final PlatformSandbox platform;
  private final Faults faults;
  private final Switches switches;
  private final Clock clock;
  private final boolean rateLimits;
  private final Tokens tokens;
  private final List<SiteRoute> routes = new ArrayList<>();

  Site(PlatformSandbox platform, World world, Clock clock, boolean rateLimits) {
    this.platform = platform;
    this.faults = world.faults();
    this.switches = world.switches();
    this.clock = clock;
    this.rateLimits = rateLimits;
    this.tokens = new Tokens(platform.prefix(), clock);
  }

  /** Registers a path, variable parts in braces. Earlier routes win. */
  public SiteRoute route(
      String method, String path, Operation operation, Function<Call, Reply> answer) {
    return route(method, path, call -> operation, answer);
  }

  /** Registers a path whose operation depends on the call. */
  public SiteRoute route(
      String method, String path, Function<Call, Operation> operation, Function<Call, Reply> how) {
    SiteRoute route = new SiteRoute(method, platform.version(), path, operation, how);
    routes.add(route);
    return route;
  }

  /** Registers the page where a person allows access, on the platform's own path. */
  public void authorizePage(String path) {
    String name =
        platform.prefix().substring(0, 1).toUpperCase(Locale.ROOT) + platform.prefix().substring(1);
    route("GET", path, Operation.LOOKUP, call -> AuthorizePage.answer(name, tokens, call)).open();
  }

  /** Returns the platform's OAuth server. */
  public Tokens tokens() {
    return tokens;
  }

  /** Returns the platform's way of putting things. */
  public Dialect dialect() {
    return platform.dialect();
  }

  /** Returns the clock. */
  public Clock clock() {
    return clock;
  }

  /** Limits are counted and enforced as the real platform does. */
  public boolean rateLimits() {
    return rateLimits;
  }

  /**
   * Registers a switch for something that isn't known of the real platform.
   *
   * @param name its name below the platform, snake_case
   * @param standard what it is until somebody turns it, and after a reset
   * @param meaning what it decides, for a person
   * @return asks for what it is now
   */
  public BooleanSupplier choice(String name, boolean standard, String meaning) {
    return switches.add(platform.prefix(), name, standard, meaning);
  }

  /** Starts to process media that have just arrived; faults may slow it down or spoil it. */
  public Processing process(Duration normally) {
    Instant now = clock.instant();
    long extra = faults.slowness(platform.prefix());
    boolean fails = faults.processingFails(platform.prefix());
    return new Processing(now, now.plus(normally).plusMillis(extra), fails);
  }

  /** An address that platforms can fetch media from without the open internet. */
  public static boolean reachable(String url, Call call) {
    return url.startsWith("https://cdn.example.com/")
        || url.matches("https?://[^/@]+/_sandbox/media/.+") && local(url, call)
        // where a hub on this machine shows what was uploaded to it
        || url.matches("https?://[^/@]+/media/[\\w-]{32}/[\\w.-]+") && local(url, call);
  }

  private static boolean local(String url, Call call) {
    return url.startsWith(call.origin() + "/")
        || url.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?/.*");
  }

  PlatformSandbox platform() {
    return platform;
  }

  List<SiteRoute> routes() {
    return routes;
  }
}
