package io.snshub.bus;

import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(KafkaGiven.Absent.class)
class BusConfiguration {

  @Bean
  EventBus inProcessBus(ProducerTemplate producer, List<Subscription> subscriptions) {
    return new InProcessBus(
        subscriptions.stream().map(one -> new Subscriber(one, producer)).toList());
  }
}
