package io.snshub.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.snshub.store.Sql;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class IdentityConfiguration {

  @Bean
  ApiKeys apiKeys(Sql sql, ObjectProvider<Clock> clock) {
    return new ApiKeys(sql, clock.getIfAvailable(Clock::systemUTC), Ticker.systemTicker());
  }

  @Bean
  Users users(Sql sql, ObjectProvider<Clock> clock) {
    return new Users(sql, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  Bootstrap bootstrap(ApiKeys keys, IdentitySettings settings, Environment environment) {
    return new Bootstrap(keys, settings, environment.acceptsProfiles(Profiles.of("cluster")));
  }

  @Bean
  IdentityRoutes identityRoutes(Users users, ApiKeys keys, ObjectProvider<Clock> clock) {
    return new IdentityRoutes(
        new IdentityDesk(users, keys, clock.getIfAvailable(Clock::systemUTC)));
  }
}
