package io.snshub.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients. What an operator sets for them wins, but not over what is promised. */
final class KafkaClients {
  /** Most records of one poll; with {@link #MOST_BYTES} this bounds what a reader holds. */
  static final int MOST_RECORDS = 200;

  private static final int MOST_BYTES = 8 << 20;
  private static final int LARGEST_RECORD = 4 << 20;
  private static final int LONGEST_RECONNECT = 2_000;

  private final KafkaSettings settings;
  private final String node;

  /**
   * Prepares clients for a node.
   *
   * @throws IllegalStateException when a property can't be; the message names it
   */
  KafkaClients(KafkaSettings settings, String node) {
    this.settings = settings;
    this.node = node;
    tried(properties -> new ConsumerConfig(properties), reading("check"));
    tried(properties -> new AdminClientConfig(properties), administering());
    Map<String, Object> writing = common("check");
    writing.putAll(settings.properties());
    writing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    writing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    tried(properties -> new ProducerConfig(properties), writing);
  }

  private static void tried(Consumer<Map<String, Object>> config, Map<String, Object> properties) {
    try {
      config.accept(properties);
    } catch (KafkaException e) {
      throw new IllegalStateException("hub.kafka.properties: " + e.getMessage());
    }
  }

  private Map<String, Object> common(String purpose) {
    Map<String, Object> common = new HashMap<>();
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    common.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(purpose));
    common.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    common.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000);
    // back within seconds of the brokers, however long they were away
    common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_RECONNECT);
    return common;
  }

  private String clientId(String purpose) {
    return settings.group() + "-" + node + "-" + purpose;
  }

  /** Returns a group's whole name. */
  String group(String consumer) {
    return settings.group() + "." + consumer;
  }

  private Map<String, Object> administering() {
    Map<String, Object> properties = common("watch");
    properties.putAll(settings.properties());
    return properties;
  }

  /** Makes a client that looks after topics. */
  Admin admin() {
    return Admin.create(administering());
  }

  private Map<String, Object> reading(String consumer) {
    Map<String, Object> properties = common(consumer);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.putAll(settings.properties());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(consumer));
    // after the work, by hand
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return properties;
  }

  /** Makes a client that reads for a group. */
  KafkaConsumer<byte[], byte[]> reader(String consumer) {
    return new KafkaConsumer<>(reading(consumer));
  }

  /** Returns what the client that sends is to be like. */
  KafkaConfiguration sending() {
    int delivery = (int) settings.deliveryTimeout().toMillis();
    KafkaConfiguration sending = new KafkaConfiguration();
    sending.setBrokers(settings.brokers());
    sending.setClientId(clientId("relay"));
    sending.setKeySerializer(ByteArraySerializer.class.getName());
    sending.setValueSerializer(ByteArraySerializer.class.getName());
    sending.setCompressionCodec("lz4");
    sending.setLingerMs(1);
    sending.setMaxRequestSize(LARGEST_RECORD);
    // a relay that hangs would lose its lease
    sending.setMaxBlockMs(Math.min(2_000, delivery));
    sending.setRequestTimeoutMs(delivery / 2);
    sending.setDeliveryTimeoutMs(delivery);
    sending.setReconnectBackoffMaxMs(LONGEST_RECONNECT);
    sending.setRecordMetadata(false);
    sending.setUseIterator(false);
    Map<String, Object> promised = new HashMap<>(settings.properties());
    promised.put(ProducerConfig.ACKS_CONFIG, "all");
    promised.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    promised.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");
    sending.setAdditionalProperties(promised);
    return sending;
  }
}
