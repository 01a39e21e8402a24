package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** TLS by setting, with a certificate made for the occasion. */
class TlsTest {
  private static final String PASSWORD = "changeit-for-the-test";

  @TempDir static Path files;

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
          .withInitializer(TlsTest::withHubDefaults)
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class))
          .withUserConfiguration(ServerConfiguration.class, Hello.class)
          .withPropertyValues("server.port=0", "hub.data-dir=target/tls-test");

  @Configuration(proxyBeanMethods = false)
  static class Hello {
    @Bean
    ServletRegistrationBean<HttpServlet> hello() {
      return new ServletRegistrationBean<>(
          new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
              response.getWriter().write("secure: " + request.isSecure());
            }
          },
          "/");
    }
  }

  /** The hub works out the bundle from its own settings before anything starts. */
  private static void withHubDefaults(ConfigurableApplicationContext context) {
    SpringFactoriesLoader.forDefaultResourceLocation()
        .load(EnvironmentPostProcessor.class, null, (type, name, failure) -> {})
        .stream()
        .filter(one -> one.getClass().getName().equals("io.snshub.ModeDefaults"))
        .forEach(one -> one.postProcessEnvironment(context.getEnvironment(), null));
  }

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = files.resolve("hub.p12");
    Process keytool = new ProcessBuilder(command(store)).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    pem("hub.crt", "CERTIFICATE", keys.getCertificate("hub").getEncoded());
    pem("hub.key", "PRIVATE KEY", keys.getKey("hub", PASSWORD.toCharArray()).getEncoded());
  }

  private static List<String> command(Path store) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    String options =
        "-genkeypair -alias hub -keyalg EC -groupname secp256r1 -validity 2 -dname CN=localhost"
            + " -ext SAN=dns:localhost -storetype PKCS12";
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    return command;
  }

  private static void pem(String name, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        files.resolve(name),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }

  private static HttpClient client() throws Exception {
    Certificate certificate =
        KeyStore.getInstance(files.resolve("hub.p12").toFile(), PASSWORD.toCharArray())
            .getCertificate("hub");
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("hub", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return client().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static Connector[] connectors(AssertableWebApplicationContext context) {
    WebServer server =
        context
            .getSourceApplicationContext(AnnotationConfigServletWebServerApplicationContext.class)
            .getWebServer();
    return ((TomcatWebServer) server).getTomcat().getService().findConnectors();
  }

  private static int port(Connector[] connectors, boolean secure) {
    for (Connector connector : connectors) {
      if (connector.getSecure() == secure) {
        return connector.getLocalPort();
      }
    }
    throw new AssertionError("no such port");
  }

  @Test
  void serves_with_a_certificate_in_pem_files_and_leads_there() {
    runner
        .withPropertyValues(
            "hub.tls.certificate=" + files.resolve("hub.crt"),
            "hub.tls.private-key=" + files.resolve("hub.key"),
            "hub.tls.redirect-port=0")
        .run(
            context -> {
              Connector[] connectors = connectors(context);
              int tls = port(connectors, true);
              int plain = port(connectors, false);

              assertThat(get("https://localhost:" + tls + "/").body()).isEqualTo("secure: true");
              HttpResponse<String> led = get("http://localhost:" + plain + "/api/sns/me?a=b");
              assertThat(led.statusCode()).isEqualTo(308);
              assertThat(led.headers().firstValue("Location"))
                  .contains("https://localhost:" + tls + "/api/sns/me?a=b");
              assertThat(get("http://localhost:" + plain + "/").body()).isEmpty();
            });
  }

  @Test
  void serves_with_a_pkcs12_file_and_says_nothing_in_clear() {
    runner
        .withPropertyValues(
            "hub.tls.keystore=" + files.resolve("hub.p12"), "hub.tls.password=" + PASSWORD)
        .run(
            context -> {
              int port = port(connectors(context), true);

              assertThat(get("https://localhost:" + port + "/").body()).isEqualTo("secure: true");
              try (Socket socket = new Socket("localhost", port)) {
                socket
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("secure:");
              }
            });
  }

  @Test
  void says_which_setting_is_missing() {
    runner
        .withPropertyValues("hub.tls.redirect-port=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("set hub.tls.certificate or hub.tls.keystore"));
  }

  @Test
  void plain_by_default() {
    runner.run(
        context -> {
          int port = port(connectors(context), false);
          assertThat(get("http://localhost:" + port + "/").body()).isEqualTo("secure: false");
        });
  }

  @Test
  void the_management_port_speaks_tls_once_it_is_open_to_others() {
    String[] pem = {
      "hub.tls.certificate=" + files.resolve("hub.crt"),
      "hub.tls.private-key=" + files.resolve("hub.key")
    };

    runner
        .withPropertyValues(pem)
        .run(
            context ->
                assertThat(context.getEnvironment().getProperty("management.server.ssl.bundle"))
                    .isNull());
    runner
        .withPropertyValues(pem)
        .withPropertyValues("management.server.address=0.0.0.0")
        .run(
            context ->
                assertThat(context.getEnvironment().getProperty("management.server.ssl.bundle"))
                    .isEqualTo("hub"));
  }
}
