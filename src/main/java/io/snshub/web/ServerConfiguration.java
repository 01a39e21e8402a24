package io.snshub.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the API's port is served: patience, TLS, and the plain port that leads to it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, TlsSettings.class, CorsSettings.class})
class ServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedHttp(WebSettings settings) {
    return factory -> {
      factory.setProtocol(GuardedHttp.class.getName());
      factory.addEngineValves(new UnwantedBodies(settings.headTime()));
      factory.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof GuardedHttp http) {
              http.setPatience(settings.headTime());
            }
          });
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> httpsRedirect(TlsSettings tls) {
    return factory -> {
      if (tls.redirectPort() >= 0) {
        factory.addAdditionalTomcatConnectors(
            HttpsRedirect.connector(tls.redirectPort(), factory.getAddress()));
        factory.addEngineValves(new HttpsRedirect(factory));
      }
    };
  }
}
