package io.snshub.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * One real broker for the whole suite, started by the first test that needs it. Tests keep apart by
 * the prefix of their topics.
 */
public final class TestBroker {
  private static final int PORT = freePort();
  private static final EmbeddedKafkaKraftBroker BROKER = started();

  private TestBroker() {}

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedKafkaKraftBroker started() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    // the same after a restart
    broker.brokerProperty(
        "listeners", "EXTERNAL://localhost:" + PORT + ",CONTROLLER://localhost:0");
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.brokerProperty("offsets.topic.num.partitions", "1");
    broker.afterPropertiesSet();
    return broker;
  }

  /** Returns its address, once it is up. */
  public static String address() {
    return BROKER.getCluster().brokers().isEmpty() ? "" : "localhost:" + PORT;
  }

  static void stop() {
    BROKER.getCluster().brokers().values().forEach(one -> one.shutdown());
  }

  static void start() {
    BROKER.getCluster().brokers().values().forEach(one -> one.startup());
  }

  /** Sends a record and waits for it. */
  public static void send(ProducerRecord<byte[], byte[]> record) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends many records to a topic's first partition. */
  public static void sendAll(String topic, int number, IntFunction<String> value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int n = 0; n < number; n++) {
        byte[] text = value.apply(n).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, 0, null, text));
      }
    }
  }

  /** Returns all records of a topic once they satisfy a condition; fails after a while. */
  public static List<ConsumerRecord<byte[], byte[]>> read(
      String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> until) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", address());
    settings.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      List<TopicPartition> all =
          partitions.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (!until.test(records)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(topic + " has only " + records);
        }
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
    }
    return records;
  }
}
