package io.snshub.bus;

import io.snshub.post.Event;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The embedded bus: a call to each subscriber's door, on the relay's thread. */
@Component
class InProcessBus implements EventBus {
  private final ProducerTemplate producer;
  private final List<Subscription> subscriptions;

  InProcessBus(ProducerTemplate producer, List<Subscription> subscriptions) {
    this.producer = producer;
    this.subscriptions = subscriptions;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CamelExecutionException from the first subscriber that fails
   */
  @Override
  public void publish(Event event) {
    for (Subscription subscription : subscriptions) {
      if (!subscription.batched() && subscription.types().contains(event.type())) {
        producer.sendBody(subscription.door(), event);
      }
    }
  }

  @Override
  public void publishAll(List<Event> events) {
    for (Subscription subscription : subscriptions) {
      List<Event> wanted =
          subscription.batched()
              ? events.stream().filter(one -> subscription.types().contains(one.type())).toList()
              : List.of();
      if (!wanted.isEmpty()) {
        producer.sendBody(subscription.door(), wanted);
      }
    }
  }
}
