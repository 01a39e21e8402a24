package io.snshub.media;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.vertx.http.VertxHttpComponent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Puts the media cache together; it shares the event loops of the calls to platforms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
class MediaConfiguration {

  @Bean
  MediaFiles mediaFiles(
      MediaSettings settings,
      @Value("${hub.data-dir:./data}") Path dataDir,
      ObjectProvider<Clock> clock) {
    return new MediaFiles(
        dataDir.resolve("media").resolve("cache"),
        settings.keep(),
        clock.getIfUnique(Clock::systemUTC));
  }

  @Bean
  MediaCache mediaCache(MediaSettings settings, MediaFiles files, CamelContext camel) {
    // at the first fetch: the component has its Vert.x only once Camel runs
    return new MediaCache(
        settings,
        files,
        SingletonSupplier.of(
            () ->
                new MediaDownload(
                    camel.getComponent("vertx-http", VertxHttpComponent.class).getVertx(),
                    settings)));
  }
}
