package io.snshub.platform;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps the hub from calling a platform that fails, or that asked to be left alone. */
@Configuration(proxyBeanMethods = false)
class PlatformGuards {

  @Bean
  PlatformBreakers platformBreakers(
      PlatformCatalog catalog, PlatformSettings calls, BreakerSettings settings, Clock clock) {
    return new PlatformBreakers(catalog.names(), settings, calls.uploadTimeout(), clock);
  }

  @Bean
  CallGuard callGuard(
      List<Platform> platforms,
      PlatformBreakers breakers,
      AccountRests rests,
      PlatformSettings settings,
      Clock clock) {
    AccountBudgets budgets = new AccountBudgets(clock, rests, settings.longestRest());
    return new CallGuard(platforms, breakers, budgets, clock);
  }
}
