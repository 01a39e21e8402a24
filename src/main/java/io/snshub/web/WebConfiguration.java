package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.snshub.call.CallerVerifier;
import io.snshub.call.FirstAnswers;
import io.snshub.store.FreeSpace;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.catalina.core.StandardHost;
import org.hibernate.validator.HibernateValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, RateLimitSettings.class, ProxySettings.class})
class WebConfiguration {

  /** Not a candidate by type, so that Spring's own mapper stays what it is. */
  @Bean(defaultCandidate = false)
  ObjectMapper webJson() {
    return WebJson.mapper();
  }

  @Bean
  JsonBody json(@Qualifier("webJson") ObjectMapper webJson) {
    ValidatorFactory validators =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .locales(Locale.ENGLISH)
            .defaultLocale(Locale.ENGLISH)
            .buildValidatorFactory();
    return new JsonBody(webJson, validators.getValidator());
  }

  @Bean
  Answers answers(@Qualifier("webJson") ObjectMapper webJson) {
    return new Answers(webJson);
  }

  @Bean
  IdempotencyKeys idempotencyKeys(
      Sql sql,
      @Qualifier("webJson") ObjectMapper webJson,
      Vault vault,
      ObjectProvider<Clock> clock) {
    return new IdempotencyKeys(sql, webJson, vault, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  ClientAddress clientAddress(ProxySettings settings) {
    return new ClientAddress(settings);
  }

  @Bean
  RateLimits rateLimits(RateLimitSettings settings, ClientAddress addresses) {
    return new RateLimits(
        settings,
        new MemoryAllowances(settings.remembered(), Ticker.systemTicker()),
        new MemoryAllowances(settings.remembered(), Ticker.systemTicker()),
        addresses);
  }

  @Bean
  FirstAnswers firstAnswers(IdempotencyKeys keys, TransactionTemplate transaction) {
    return new KeptWork(keys, transaction);
  }

  /** One thread per open event stream, none when there is none; more than allowed are refused. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService streamThreads(WebSettings settings) {
    return new ThreadPoolExecutor(
        0,
        settings.maxStreams(),
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new CustomizableThreadFactory("stream-"));
  }

  @Bean("platform-http-engine")
  WebEngine platformHttpEngine(
      Doors doors,
      JsonBody json,
      WebSettings settings,
      IdempotencyKeys keys,
      FreeSpace space,
      RateLimits limits,
      ClientAddress addresses,
      Answers answers,
      @Qualifier("streamThreads") ExecutorService streamThreads,
      Environment environment) {
    Door door = new Door(new Bodies(json, settings), keys, space, addresses);
    int port = environment.getProperty("server.port", Integer.class, 8080);
    return new WebEngine(door, doors, limits, answers, streamThreads, port);
  }

  @Bean
  EdgePolicy edgePolicy() {
    return new EdgePolicy();
  }

  @Bean
  Doors doors() {
    return new Doors();
  }

  @Bean
  FilterRegistrationBean<RequestFilter> requestFilter(
      MeterRegistry meters,
      Doors doors,
      ObjectProvider<CallerVerifier> verifier,
      CorsSettings cors) {
    // filters are made before what they ask
    Supplier<CallerVerifier> found = SingletonSupplier.of(verifier::getObject);
    Shortcut shortcut =
        new Shortcut(doors, key -> found.get().verify(key), BrowserRules.sites(cors));
    FilterRegistrationBean<RequestFilter> filter =
        new FilterRegistrationBean<>(new RequestFilter(meters, shortcut));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
              }
            });
  }

  @Bean
  OpenApiDocument openApiDocument(CamelContext camel, @Qualifier("webJson") ObjectMapper webJson) {
    return new OpenApiDocument(camel, webJson);
  }

  @Bean
  Docs docs(OpenApiDocument document) {
    return new Docs(document);
  }
}
