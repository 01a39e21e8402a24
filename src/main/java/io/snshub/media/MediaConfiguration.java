package io.snshub.media;

import io.snshub.store.FreeSpace;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import io.snshub.web.IdempotencyKeys;
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
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Puts the media room together; it shares the event loops of the calls to platforms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
class MediaConfiguration {
  private static final int THREADS = 4;

  @Bean
  MediaFiles mediaFiles(
      MediaSettings settings, @Value("${hub.data-dir:./data}") Path dataDir, Clock clock) {
    Path directory = dataDir.resolve("media").resolve("cache");
    return new MediaFiles(directory, settings.keep(), settings.fresh(), clock);
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

  @Bean
  MediaStore mediaStore(
      @Value("${hub.data-dir:./data}") Path dataDir,
      @Value("${spring.servlet.multipart.location}") Path incoming,
      Node node,
      Clock clock) {
    return new MediaStore(dataDir.resolve("media").resolve("store"), incoming, node, clock);
  }

  @Bean
  MediaTable mediaTable(Sql sql) {
    return new MediaTable(sql);
  }

  @Bean
  PublicRoot publicRoot(Environment environment) {
    String given = environment.getProperty("hub.public-url", "").strip();
    String fixed = given.replaceAll("/+$", "");
    if (!fixed.isEmpty() && !fixed.matches("https?://[^/?#@]+(/[^?#]*)?")) {
      throw new IllegalArgumentException("hub.public-url: " + given + " is no http or https URL");
    }
    boolean live = "live".equals(environment.getProperty("hub.platform-mode"));
    // the port is known once the server has started
    return new PublicRoot(() -> fixed.isEmpty() ? own(environment) : fixed, live);
  }

  private static String own(Environment environment) {
    String port = environment.getProperty("local.server.port");
    return "http://127.0.0.1:" + (port == null ? environment.getProperty("server.port") : port);
  }

  @Bean
  UploadedShelf uploadedShelf(MediaTable table, PublicRoot root, Clock clock) {
    return new UploadedShelf(table, root, clock);
  }

  @Bean
  MediaSource mediaSource(MediaTable table, MediaStore store, MediaCache cache, PublicRoot root) {
    return new MediaSource(table, store, cache, root);
  }

  @Bean
  Uploads uploads(
      MediaStore store,
      MediaTable table,
      MediaProbe probe,
      MediaFetcher fetcher,
      TransactionTemplate transaction,
      Clock clock) {
    return new Uploads(store, table, probe, fetcher, transaction, clock);
  }

  @Bean
  MediaDesk mediaDesk(
      Uploads uploads,
      MediaTable table,
      MediaStore store,
      PublicRoot root,
      MediaSettings settings,
      IdempotencyKeys keys,
      TransactionTemplate transaction) {
    return new MediaDesk(uploads, table, store, root, settings, keys, transaction);
  }

  @Bean
  MediaSweep mediaSweep(
      MediaFiles files,
      MediaStore store,
      MediaTable table,
      TransactionTemplate transaction,
      MediaSettings settings,
      Clock clock) {
    return new MediaSweep(files, store, table, transaction, settings.keepUnused(), clock);
  }
}
