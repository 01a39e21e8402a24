package io.snshub.bus;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events go over Kafka ({@code hub.kafka.*}).
 *
 * @param brokers {@code host:port}, several with commas between them; empty: events stay in the
 *     process and none of the others counts
 * @param topicPrefix what the names of all topics begin with
 * @param group what the names of all consumer groups begin with
 * @param createTopics topics that are missing are made
 * @param partitions of a topic that is made
 * @param replication copies of a topic that is made; -1: as the brokers say
 * @param deliveryTimeout how long the brokers may take to acknowledge an event before it is sent
 *     again
 * @param requests posts are taken from the topic of requests
 * @param properties settings of Kafka's own clients, such as {@code security.protocol}
 */
@Validated
@ConfigurationProperties("hub.kafka")
record KafkaSettings(
    @DefaultValue("") @NotNull String brokers,
    @DefaultValue("sns.") @NotNull String topicPrefix,
    @DefaultValue("sns-hub") @NotNull String group,
    @DefaultValue("true") boolean createTopics,
    @DefaultValue("16") @Min(1) @Max(1000) int partitions,
    @DefaultValue("-1") @Min(-1) @Max(32) int replication,
    @DefaultValue("5s") @NotNull Duration deliveryTimeout,
    @DefaultValue("true") boolean requests,
    @DefaultValue Map<String, String> properties) {
  private static final String BROKER = "\\s*([\\w.\\-]+|\\[[\\p{XDigit}:.]+]):\\d{1,5}\\s*";
  private static final Pattern BROKERS = Pattern.compile(BROKER + "(," + BROKER + ")*");
  private static final Pattern NAME = Pattern.compile("[\\w.\\-]{1,100}");

  KafkaSettings {
    if (!brokers.isBlank() && !BROKERS.matcher(brokers).matches()) {
      throw new IllegalArgumentException(
          "hub.kafka.brokers (HUB_KAFKA_BROKERS) must be host:port, several with commas between"
              + " them: "
              + brokers);
    }
    name("topic-prefix", topicPrefix);
    name("group", group);
    if (replication == 0) {
      throw new IllegalArgumentException("hub.kafka.replication must be -1 or at least 1");
    }
    if (deliveryTimeout.toMillis() < 1_000 || deliveryTimeout.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "hub.kafka.delivery-timeout must be from 1s to 60s: " + deliveryTimeout);
    }
    properties = Map.copyOf(properties);
  }

  private static void name(String key, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "hub.kafka."
              + key
              + " must have 1 to 100 letters, digits, dots, underscores or hyphens: "
              + value);
    }
  }

  /** Returns a topic's whole name. */
  String topic(String name) {
    return topicPrefix + name;
  }

  /** Passwords may be among the properties: only their names are told. */
  @Override
  public String toString() {
    return "KafkaSettings[brokers=%s, topicPrefix=%s, group=%s, properties=%s]"
        .formatted(brokers, topicPrefix, group, properties.keySet());
  }
}
