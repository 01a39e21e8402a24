package io.snshub.media;

import io.snshub.store.FreeSpace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.vertx.http.VertxHttpComponent;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.function.SingletonSupplier;

/** Puts the media room together; it shares the event loops of the calls to platforms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
class MediaConfiguration {
  private static final int THREADS = 4;

  @Bean
  MediaFiles mediaFiles(
      MediaSettings settings, @Value("${hub.data-dir:./data}") Path dataDir, Clock clock) {
    return new MediaFiles(dataDir.resolve("media").resolve("cache"), settings.keep(), clock);
  }

  @Bean
  MediaProbe mediaProbe(MediaSettings settings) {
    return new MediaProbe(settings.maxPixels());
  }

  /** Names and files block; they get threads of their own so that no lane waits for them. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService mediaThreads() {
    CustomizableThreadFactory threads = new CustomizableThreadFactory("media-");
    threads.setDaemon(true);
    return Executors.newFixedThreadPool(THREADS, threads);
  }

  @Bean
  MediaFetcher mediaFetcher(
      MediaSettings settings,
      MediaProbe probe,
      FreeSpace space,
      CamelContext camel,
      @Qualifier("mediaThreads") ExecutorService mediaThreads) {
    // at the first fetch: the component has its Vert.x only once Camel runs
    return new MediaFetcher(
        settings,
        probe,
        space::require,
        SingletonSupplier.of(
            () ->
                new MediaDownload(
                    camel.getComponent("vertx-http", VertxHttpComponent.class).getVertx(),
                    settings)),
        mediaThreads);
  }

  @Bean
  MediaCache mediaCache(
      MediaFiles files,
      MediaFetcher fetcher,
      @Qualifier("mediaThreads") ExecutorService mediaThreads) {
    return new MediaCache(files, fetcher, mediaThreads);
  }
}
