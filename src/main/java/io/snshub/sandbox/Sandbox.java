package io.snshub.sandbox;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server of the fake world. Between {@link #start} and {@link #stop} it answers on {@link
 * #baseUrl}; what it remembers survives neither a stop nor a reset. All methods are thread-safe.
 */
public final class Sandbox {
  private static final int EVENT_LOOPS = 2;

  private final SandboxSettings settings;
  private final World world = new World();
  private final Journal journal;
  private final List<Site> sites = new ArrayList<>();
  private @Nullable Vertx vertx;
  private int port;

  /** Makes a sandbox of these platforms; it does not listen yet. */
  public Sandbox(SandboxSettings settings, List<PlatformSandbox> platforms, Clock clock) {
    this.settings = settings;
    this.journal = Journal.to(settings.journal());
    // times are told in milliseconds, so they are also decided by in milliseconds
    Clock millis = Clock.tick(clock, Duration.ofMillis(1));
    for (PlatformSandbox platform : platforms) {
      Site site = new Site(platform, world, millis, settings.rateLimits());
      platform.open(site);
      sites.add(site);
    }
  }

  /**
   * Starts to listen and returns when calls are answered. Does nothing when it runs already.
   *
   * @throws SandboxStartException when the port can't be had
   */
  public synchronized Sandbox start() {
    if (vertx != null) {
      return this;
    }
    Vertx starting = Vertx.vertx(options());
    try {
      port = listen(starting, router(starting));
    } catch (CompletionException e) {
      close(starting);
      throw notStarted(e.getCause());
    }
    vertx = starting;
    return this;
  }

  /** Closes all connections; calls that are being held are cut. */
  public synchronized void stop() {
    if (vertx != null) {
      close(vertx);
      vertx = null;
      world.takeHeld();
      world.faults().clear();
    }
  }

  /** It answers calls. */
  public synchronized boolean isRunning() {
    return vertx != null;
  }

  /** Returns the port it listens on. */
  public synchronized int port() {
    if (vertx == null) {
      throw new IllegalStateException("sandbox: not started");
    }
    return port;
  }

  /** Returns its root, without a slash at the end. */
  public String baseUrl() {
    String address = settings.address();
    String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  private Router router(Vertx on) {
    Router router = Router.router(on);
    new ControlApi(on, world, sites).mount(router);
    new MediaFiles(on).mount(router);
    router.get("/").handler(new Page(world));
    for (Site site : sites) {
      CallFlow flow = new CallFlow(on, site, world, journal);
      router
          .route("/" + site.platform().prefix() + "/*")
          .handler(call -> flow.accept(call.request()));
      for (String path : site.platform().rootPaths()) {
        router
            .route(path + "*")
            .handler(call -> flow.accept(call.request(), call.request().path()));
      }
    }
    router.route().last().handler(ControlApi::notFound);
    return router;
  }

  /** Listens once on every event loop; connections are dealt out between them. */
  private int listen(Vertx on, Router router) {
    // a negative port is a free one that all listeners of a deployment share
    int wanted = settings.port() == 0 ? -1 : settings.port();
    AtomicInteger actual = new AtomicInteger();
    Supplier<Verticle> listener =
        () ->
            new AbstractVerticle() {
              @Override
              public void start(Promise<Void> started) {
                HttpServer server = getVertx().createHttpServer(serverOptions());
                server
                    .requestHandler(router)
                    .listen(wanted, settings.address())
                    .onSuccess(up -> actual.set(up.actualPort()))
                    .onFailure(e -> server.close())
                    .<Void>mapEmpty()
                    .onComplete(started);
              }
            };
    on.deployVerticle(listener, new DeploymentOptions().setInstances(EVENT_LOOPS))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return actual.get();
  }

  private SandboxStartException notStarted(Throwable cause) {
    String where = settings.address() + ":" + settings.port();
    String why =
        cause instanceof BindException
            ? "is in use or can't be had; set HUB_SANDBOX_PORT to a free one"
            : "can't be listened on: " + cause.getMessage();
    return new SandboxStartException("sandbox: " + where + " " + why, cause);
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(EVENT_LOOPS)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setAcceptBacklog(8_192)
        .setTcpNoDelay(true)
        .setReuseAddress(true)
        .setDecompressionSupported(true)
        .setHandle100ContinueAutomatically(true)
        .setMaxInitialLineLength(32 * 1024)
        .setMaxHeaderSize(32 * 1024)
        .setMaxFormAttributeSize(CallBody.LONGEST)
        // an upgraded connection carries many calls: a fault would cut its neighbours
        .setHttp2ClearTextEnabled(false);
  }

  private static void close(Vertx closing) {
    closing
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }
}
