package io.snshub.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.snshub.call.AuditTrail;
import io.snshub.call.FirstAnswers;
import io.snshub.post.EventSink;
import io.snshub.store.Sql;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentitySettings.class, KeySettings.class})
class IdentityConfiguration {

  // a key used in the last half minute is noted, not forgotten
  @Bean(destroyMethod = "noteUse")
  ApiKeys apiKeys(Sql sql, ObjectProvider<Clock> clock) {
    return new ApiKeys(sql, clock.getIfAvailable(Clock::systemUTC), Ticker.systemTicker());
  }

  @Bean
  Users users(Sql sql, ObjectProvider<Clock> clock) {
    return new Users(sql, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  Audit audit(Sql sql, ObjectProvider<Clock> clock) {
    return new Audit(sql, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  Bootstrap bootstrap(
      ApiKeys keys, Audit audit, IdentitySettings settings, Environment environment) {
    return new Bootstrap(
        keys, audit, settings, environment.acceptsProfiles(Profiles.of("cluster")));
  }

  @Bean
  KeyDesk keyDesk(
      Users users,
      ApiKeys keys,
      FirstAnswers first,
      AuditTrail audit,
      EventSink events,
      KeySettings settings,
      ObjectProvider<Clock> clock) {
    return new KeyDesk(
        users,
        keys,
        first,
        audit,
        events,
        new KeyDesk.KeyRules(settings, clock.getIfAvailable(Clock::systemUTC)));
  }

  @Bean
  IdentityRoutes identityRoutes(
      Users users, ApiKeys keys, Audit audit, FirstAnswers first, KeyDesk keyDesk) {
    return new IdentityRoutes(new IdentityDesk(users, keys, audit, first), keyDesk, keys);
  }
}
