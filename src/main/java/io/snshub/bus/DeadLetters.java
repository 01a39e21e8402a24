package io.snshub.bus;

import io.micrometer.core.instrument.Counter;
import io.snshub.bus.KafkaSender.Parcel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes into a dead-letter topic: the record as it came, without the headers it came with, and
 * beside it in headers where it came from and why it is there.
 */
final class DeadLetters {
  static final String REASON = "sns-reason";
  static final String PROBLEM = "sns-problem";
  static final String CONSUMER = "sns-consumer";
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int LONGEST_REASON = 1_000;

  private final String topic;
  private final String consumer;
  private final Counter counter;

  DeadLetters(String topic, String consumer, Counter counter) {
    this.topic = topic;
    this.consumer = consumer;
    this.counter = counter;
  }

  /** Makes a dead letter of a record. */
  Parcel letter(ConsumerRecord<byte[], byte[]> from, String reason, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put(
        REASON, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    headers.put(CONSUMER, consumer);
    headers.put("sns-topic", from.topic());
    headers.put("sns-partition", Integer.toString(from.partition()));
    headers.put("sns-offset", Long.toString(from.offset()));
    return new Parcel(topic, from.key(), from.value(), headers);
  }

  /** A dead letter has been sent. */
  void sent(ConsumerRecord<byte[], byte[]> from, String reason) {
    counter.increment();
    LOG.atError()
        .addKeyValue("consumer", consumer)
        .addKeyValue("topic", from.topic())
        .addKeyValue("partition", from.partition())
        .addKeyValue("offset", from.offset())
        .addKeyValue("reason", reason)
        .addKeyValue("to", topic)
        .log("record given up");
  }
}
