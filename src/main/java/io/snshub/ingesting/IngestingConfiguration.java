package io.snshub.ingesting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.bus.Inlet;
import io.snshub.bus.Outbox;
import io.snshub.call.UserDirectory;
import io.snshub.store.Sql;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestingSettings.class)
class IngestingConfiguration {
  private static final int MOST_WAITING = 1_000;

  @Bean
  Inbox inbox(IngestingSettings settings, Clock clock) {
    return new Inbox(settings, clock);
  }

  @Bean
  ImportTable importTable(Sql sql, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    return new ImportTable(sql, outbox, transaction, clock);
  }

  @Bean
  Imports imports(
      Inbox inbox,
      ImportTable table,
      UserDirectory users,
      @Qualifier("webJson") ObjectMapper webJson,
      Clock clock,
      CamelContext camel) {
    FileOpener opener =
        new FileOpener(inbox, table, users, webJson, () -> camel.isStopping() || camel.isStopped());
    return new Imports(inbox, table, opener, clock);
  }

  @Bean
  TopicRequests topicRequests(UserDirectory users, @Qualifier("webJson") ObjectMapper webJson) {
    return new TopicRequests(users, webJson);
  }

  @Bean
  Inlet postRequests() {
    return new Inlet("posts", "requests", "direct:take-request");
  }

  @Bean
  ImportDesk importDesk(
      ImportTable table, Inbox inbox, @Qualifier("webJson") ObjectMapper webJson) {
    return new ImportDesk(table, inbox, webJson);
  }

  /** Files wait in line here; when the line is full, the inbox is not looked at. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService importWorkers(IngestingSettings settings) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            settings.filesAtOnce(),
            settings.filesAtOnce(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            new CustomizableThreadFactory("import-"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
