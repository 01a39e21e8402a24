package io.snshub.ops;

import io.snshub.sandbox.Sandbox;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the hub, once it is ready, where things are. */
@Component
class Welcome implements ApplicationListener<ApplicationReadyEvent> {
  private final ObjectProvider<Sandbox> sandbox;
  private final PrintStream out;

  @SuppressWarnings("SystemOut") // for the person at the terminal, whatever the log looks like
  Welcome(ObjectProvider<Sandbox> sandbox) {
    this.sandbox = sandbox;
    this.out = System.out;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    out.println(places(event.getApplicationContext().getEnvironment()).text());
    out.flush();
  }

  Places places(Environment environment) {
    Path data = Path.of(environment.getProperty("hub.data-dir", "./data"));
    boolean given = !environment.getProperty("hub.bootstrap-key", "").isBlank();
    return new Places(
        scheme(environment, "server") + "localhost:" + port(environment, "local.server.port"),
        management(environment),
        sandboxUrl(environment),
        absolute(
            environment.getProperty("hub.ingesting.inbox-dir", data.resolve("inbox").toString())),
        given ? null : absolute(data.resolve("bootstrap-key").toString()));
  }

  private static String management(Environment environment) {
    String port = environment.getProperty("local.management.port");
    return scheme(environment, port == null ? "server" : "management.server")
        + "localhost:"
        + (port == null ? port(environment, "local.server.port") : port);
  }

  private static String scheme(Environment environment, String server) {
    return environment.getProperty(server + ".ssl.bundle") == null ? "http://" : "https://";
  }

  private @Nullable String sandboxUrl(Environment environment) {
    if (!"sandbox".equals(environment.getProperty("hub.platform-mode"))) {
      return null;
    }
    Sandbox own = sandbox.getIfAvailable();
    return own == null ? environment.getProperty("hub.sandbox.url") : own.baseUrl();
  }

  private static String port(Environment environment, String name) {
    return environment.getProperty(name, "?");
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }
}
