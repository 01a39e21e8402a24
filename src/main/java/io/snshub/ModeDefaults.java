package io.snshub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * The defaults that depend on other settings: the embedded database under the data directory, and
 * in sandbox mode everything that points at the sandbox. Whatever is set anywhere wins over them.
 */
final class ModeDefaults implements EnvironmentPostProcessor {
  private static final String H2 =
      "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          // acknowledged commits survive a killed process
          + ";WRITE_DELAY=0;LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";

  private static final int REQUESTS_PER_CONNECTION = 20;
  private static final int LOOPS = 2;
  private static final int MOST_CONNECTIONS = 40;

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication app) {
    if (environment.acceptsProfiles(Profiles.of("cluster"))) {
      ClusterSettings.check(environment);
    }
    Map<String, Object> defaults = new HashMap<>();
    String url = text(environment, "HUB_DATABASE_URL");
    Path data = Path.of(environment.getProperty("hub.data-dir", "./data")).toAbsolutePath();
    defaults.put(
        "spring.datasource.url", url != null ? url : H2.formatted(data.normalize().resolve("hub")));
    if (url != null && url.startsWith("jdbc:postgresql:")) {
      postgresql(defaults);
    }
    // on the disk where uploads stay, so that nothing has to be copied to it
    defaults.put(
        "spring.servlet.multipart.location",
        data.normalize().resolve("media").resolve("incoming").toString());
    pools(defaults, environment);
    defaults.put("spring.datasource.username", or(environment, "HUB_DATABASE_USERNAME", "sa"));
    defaults.put("spring.datasource.password", or(environment, "HUB_DATABASE_PASSWORD", ""));
    boolean sandbox = "sandbox".equals(environment.getProperty("hub.platform-mode"));
    String elsewhere = text(environment, "HUB_SANDBOX_URL");
    String port = environment.getProperty("hub.sandbox.port", "8090");
    String root = elsewhere != null ? elsewhere : "http://127.0.0.1:" + port;
    defaults.put("hub.sandbox.url", root);
    defaults.put("hub.sandbox.enabled", sandbox && elsewhere == null);
    if (sandbox) {
      sandbox(defaults, environment.getProperty("hub.sandbox.url", root));
    }
    tls(defaults, environment);
    routes(defaults, Path.of(environment.getProperty("hub.routes-dir", "./routes")));
    environment.getPropertySources().addLast(new MapPropertySource("modeDefaults", defaults));
  }

  /**
   * Twenty requests share a connection, on each side: the hub serves as many at once as Tomcat has
   * threads, and most of them are somewhere else than in a statement. Who writes has besides the
   * threads that go on after a platform's answer, and the loops. With 200 threads on up to four
   * cores that makes 20 and 10, which three nodes can have of a PostgreSQL that allows 100; more
   * than 40 have to be asked for, because the server's cores decide how many do any good.
   */
  private static void pools(Map<String, Object> defaults, ConfigurableEnvironment environment) {
    int threads = number(environment, "server.tomcat.threads.max", 200);
    int asked = number(environment, "hub.platform.worker-threads", 0);
    int workers = asked > 0 ? asked : Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    int requests = Math.max(4, threads / REQUESTS_PER_CONNECTION);
    int writing = Math.min(MOST_CONNECTIONS, requests + workers + LOOPS);
    defaults.put("spring.datasource.hikari.maximum-pool-size", writing);
    defaults.put("hub.database.read.connections", requests);
  }

  /** What is no number is left to whoever binds it, and names it. */
  private static int number(ConfigurableEnvironment environment, String name, int otherwise) {
    String text = text(environment, name);
    return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  /**
   * A server that hangs, or a network that swallows everything, must fail a statement instead of
   * holding its thread for ever. What the URL says wins; seconds.
   */
  private static void postgresql(Map<String, Object> defaults) {
    String driver = "spring.datasource.hikari.data-source-properties.";
    defaults.put(driver + "connectTimeout", "4");
    defaults.put(driver + "socketTimeout", "30");
    defaults.put(driver + "tcpKeepAlive", "true");
    // rows written together become one insert of many
    defaults.put(driver + "reWriteBatchedInserts", "true");
  }

  /** A certificate makes the API speak TLS; the management port too, once it is open to others. */
  private static void tls(Map<String, Object> defaults, ConfigurableEnvironment environment) {
    String certificate = text(environment, "hub.tls.certificate");
    String keystore = text(environment, "hub.tls.keystore");
    if (certificate == null && keystore == null) {
      return;
    }
    String password = or(environment, "hub.tls.password", "");
    if (certificate != null) {
      String bundle = "spring.ssl.bundle.pem.hub.";
      defaults.put(bundle + "keystore.certificate", file(certificate));
      defaults.put(
          bundle + "keystore.private-key", file(or(environment, "hub.tls.private-key", "")));
      if (!password.isEmpty()) {
        defaults.put(bundle + "keystore.private-key-password", password);
      }
      defaults.put(bundle + "reload-on-update", "true");
    } else {
      String bundle = "spring.ssl.bundle.jks.hub.";
      defaults.put(bundle + "keystore.location", file(keystore));
      defaults.put(bundle + "keystore.type", "PKCS12");
      defaults.put(bundle + "keystore.password", password);
      defaults.put(bundle + "reload-on-update", "true");
    }
    defaults.put("server.ssl.bundle", "hub");
    defaults.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
    String management = or(environment, "management.server.address", "127.0.0.1");
    if (!management.startsWith("127.")
        && !management.equals("::1")
        && !management.equals("localhost")) {
      defaults.put("management.server.ssl.bundle", "hub");
    }
  }

  private static String file(String path) {
    return path.startsWith("file:") ? path : "file:" + Path.of(path).toAbsolutePath();
  }

  /** Camel refuses to start over a folder that isn't there. */
  private static void routes(Map<String, Object> defaults, Path folder) {
    if (Files.isDirectory(folder)) {
      defaults.put(
          "camel.main.routes-include-pattern", "file:" + folder.toAbsolutePath() + "/*.camel.yaml");
    }
  }

  private static void sandbox(Map<String, Object> defaults, String root) {
    defaults.put("hub.telegram.base-url", root + "/telegram");
    defaults.put("hub.telegram.bot-token", "1:sandbox");
    defaults.put("hub.telegram.chat-id", "1");
    defaults.put("hub.media.trusted-origins", root);
    defaults.put("hub.media.mirrors[https://cdn.example.com/]", root + "/_sandbox/media/");
    // the sandbox lists a post at once, and nothing between here and there holds a request back
    defaults.put("hub.publishing.quiet-time", "10s");
    defaults.put("hub.platform.default-list-lag", "0s");
  }

  private static @Nullable String text(ConfigurableEnvironment environment, String name) {
    String value = environment.getProperty(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static String or(ConfigurableEnvironment environment, String name, String otherwise) {
    String value = text(environment, name);
    return value == null ? otherwise : value;
  }
}
