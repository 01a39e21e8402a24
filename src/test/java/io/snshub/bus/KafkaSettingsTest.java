package io.snshub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
  private static KafkaSettings settings(String brokers, Map<String, String> properties) {
    return new KafkaSettings(
        brokers, "sns.", "sns-hub", true, 16, -1, Duration.ofSeconds(5), true, properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kafka:9092", "a.example.com:9092, b_1:9093", "[::1]:9092"})
  void brokers_are_hosts_with_ports(String brokers) {
    assertThat(settings(brokers, Map.of()).brokers()).isEqualTo(brokers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:", "http://kafka:9092", "a:1,,b:2", "a:1 b:2"})
  void brokers_without_sense_are_named(String brokers) {
    assertThatThrownBy(() -> settings(brokers, Map.of()))
        .hasMessageContaining("hub.kafka.brokers (HUB_KAFKA_BROKERS)");
  }

  @Test
  void a_property_that_cant_be_is_named() {
    KafkaSettings settings = settings("a:1", Map.of("security.protocol", "SHOUTING"));

    assertThatThrownBy(() -> new KafkaClients(settings, "node"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hub.kafka.properties")
        .hasMessageContaining("security.protocol");
  }

  @Test
  void no_secret_shows() {
    KafkaSettings settings = settings("a:1", Map.of("sasl.jaas.config", "password=secret1"));

    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("secret1");
  }

  @Test
  void security_reaches_every_client_and_the_promises_stay() {
    Map<String, String> given =
        Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "acks", "0");

    var sending = new KafkaClients(settings("a:1", given), "node").sending();

    assertThat(sending.createProducerProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true");
  }
}
