package io.snshub.publishing;

import io.snshub.bus.Subscription;
import io.snshub.post.EventType;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

  @Bean
  Subscription wakePublishing() {
    return new Subscription(
        "publishing",
        Set.of(EventType.POST_CREATED, EventType.POST_SCHEDULED),
        "direct:wake-publishing",
        true);
  }
}
