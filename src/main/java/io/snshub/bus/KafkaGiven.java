package io.snshub.bus;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Brokers are set: events go over Kafka. */
class KafkaGiven implements Condition {
  static final String BROKERS = "hub.kafka.brokers";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !context.getEnvironment().getProperty(BROKERS, "").isBlank();
  }

  /** No brokers are set: events stay in the process. */
  static final class Absent extends KafkaGiven {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !super.matches(context, metadata);
    }
  }
}
