package io.snshub.accounts;

import io.snshub.platform.ConnectWork;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.RefreshWork;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Who the hub is to each platform, and where platforms send people back to. */
@Component
class OauthClients {
  private final PlatformHosts hosts;
  private final Environment environment;

  OauthClients(PlatformHosts hosts, Environment environment) {
    this.hosts = hosts;
    this.environment = environment;
  }

  /** Returns the OAuth client's id, empty when none is set. */
  String id(String platform) {
    return setting(platform, "CLIENT_ID", "sandbox-client");
  }

  private String secret(String platform) {
    return setting(platform, "CLIENT_SECRET", "sandbox-secret");
  }

  private String setting(String platform, String name, String onSandbox) {
    String given = hosts.setting(platform, name);
    return given != null ? given : hosts.calls(platform).equals("live") ? "" : onSandbox;
  }

  /** Returns the root of the page where a person allows access. */
  String authorizeHost(String platform) {
    String host = hosts.of(platform).get("authorize");
    if (host == null) {
      throw new IllegalStateException(platform + ": no host for the role authorize");
    }
    return host;
  }

  /** Returns where a platform sends people back to; it has to be registered there as it is. */
  String redirectUri(String platform) {
    String given = environment.getProperty("hub.public-url", "").strip().replaceAll("/+$", "");
    return (given.isEmpty() ? own() : given) + "/api/sns/oauth/" + platform + "/callback";
  }

  private String own() {
    String port = environment.getProperty("local.server.port");
    return "http://127.0.0.1:" + (port == null ? environment.getProperty("server.port") : port);
  }

  ConnectWork exchange(
      String platform, String code, String redirectUri, @Nullable String verifier) {
    return new ConnectWork(
        platform, code, redirectUri, verifier, id(platform), secret(platform), hosts.of(platform));
  }

  RefreshWork work(String platform, String access, @Nullable String refresh) {
    return new RefreshWork(
        platform, access, refresh, id(platform), secret(platform), hosts.of(platform));
  }
}
