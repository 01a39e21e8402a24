package io.snshub.ops;

import io.snshub.bus.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

  @Bean
  Subscription outcomeCount() {
    return new Subscription("ops", OutcomeMeters.OUTCOMES.keySet(), "direct:count-outcomes", true);
  }
}
