package io.snshub.platform;

import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sockets to the platforms, and the threads that go on when an answer is there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformSettings.class, BreakerSettings.class})
class PlatformConnections {

  /**
   * Runs routes after a platform's answer. Bounded; when the queue is full the thread that received
   * the answer does the work itself, so that nothing is lost. Found by name only, lest it become
   * the executor of everything else.
   */
  @Bean(destroyMethod = "shutdown", defaultCandidate = false)
  ThreadPoolExecutor laneWorkers(PlatformSettings settings) {
    return workers(settings);
  }

  @Bean
  SendWindow sendWindow() {
    return new SendWindow(System::nanoTime);
  }

  @Bean
  PlatformHttpBinding platformHttpBinding(
      PlatformSettings settings, ObjectProvider<Clock> clock, SendWindow window) {
    return new PlatformHttpBinding(settings, clock.getIfUnique(Clock::systemUTC), window);
  }

  static ThreadPoolExecutor workers(PlatformSettings settings) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        settings.threads(),
        settings.threads(),
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(settings.workerQueue()),
        task -> {
          Thread thread = new Thread(task, "lane-worker-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /**
   * HTTP/1.1 over kept-alive connections, one call at a time on each. Certificates and host names
   * are verified. A waiting call is bounded by time, not by number.
   */
  static WebClientOptions options(PlatformSettings settings) {
    WebClientOptions options = new WebClientOptions();
    options.setUserAgent("sns-hub");
    options.setFollowRedirects(false);
    options.setMaxPoolSize(settings.connections());
    options.setKeepAlive(true);
    options.setPipelining(false);
    options.setKeepAliveTimeout((int) Math.max(1, settings.keepAlive().toSeconds()));
    options.setConnectTimeout((int) settings.connectTimeout().toMillis());
    options.setDecompressionSupported(true);
    options.setTrustAll(false);
    options.setVerifyHost(true);
    options.setTcpNoDelay(true);
    return options;
  }
}
