package io.snshub.bus;

import io.snshub.store.WorkLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic for one group on one thread. An offset is committed only when everything before it
 * is done, so a crash repeats and never loses. While work has to wait, nothing more is fetched, but
 * the group keeps its member; partitions may go to another node at any moment, and what isn't done
 * of them is left to it.
 *
 * <p>It stands in the place of Camel's Kafka consumer, which (4.17) goes on behind a record that
 * failed in a way its route didn't handle and so commits past it, and in batches keeps records from
 * one poll to the next, over a loss of their partition.
 */
final class KafkaReader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration FIRST_REST = Duration.ofMillis(100);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final String name;
  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final BooleanSupplier ready;
  private final Handler handler;
  private final RelaySignal signal = new RelaySignal();
  private final WorkLoop loop;
  private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();
  private volatile long lag;
  private @Nullable Consumer<byte[], byte[]> consumer;

  /** What is done with records. */
  @FunctionalInterface
  interface Handler {
    /**
     * Works on records, in order within each partition.
     *
     * @return those that aren't done, in the same order; they are handed in again after a rest
     */
    List<ConsumerRecord<byte[], byte[]>> handle(List<ConsumerRecord<byte[], byte[]>> records);
  }

  KafkaReader(
      String name,
      String topic,
      Supplier<Consumer<byte[], byte[]>> clients,
      BooleanSupplier ready,
      Handler handler) {
    this.name = name;
    this.topic = topic;
    this.clients = clients;
    this.ready = ready;
    this.handler = handler;
    this.loop = new WorkLoop("kafka-" + name, this::step, this::rest);
  }

  String name() {
    return name;
  }

  /** Returns how many records of this node's partitions are still to be read. */
  long lag() {
    return lag;
  }

  void start() {
    loop.start();
  }

  /** Ends after the work at hand, which is committed, and leaves the group. */
  void stop() {
    loop.stop(signal::raise);
    closeConsumer();
  }

  private void step() throws InterruptedException {
    Consumer<byte[], byte[]> open = consumer;
    if (open == null) {
      if (!ready.getAsBoolean()) {
        signal.await(POLL);
        return;
      }
      open = clients.get();
      consumer = open;
      open.subscribe(List.of(topic), new Moves());
    }
    ConsumerRecords<byte[], byte[]> polled = open.poll(POLL);
    if (!polled.isEmpty()) {
      work(open, polled);
    }
    commit(open);
    lag = behind(open);
  }

  /** After a failure nothing is known: begins again where the last commit was. */
  private void rest() throws InterruptedException {
    closeConsumer();
    signal.await(Duration.ofSeconds(1));
  }

  private void work(Consumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> polled) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> one : polled) {
      ends.put(partition(one), one.offset() + 1);
      left.add(one);
    }
    Duration rest = FIRST_REST;
    while (true) {
      int before = left.size();
      left = handler.handle(left);
      owe(ends, left);
      if (left.isEmpty() || !loop.running()) {
        return;
      }
      commit(open);
      rest = left.size() < before ? FIRST_REST : longer(rest);
      stayInGroup(open, rest);
      // another node's by now
      Set<TopicPartition> ours = open.assignment();
      ends.keySet().retainAll(ours);
      left = left.stream().filter(one -> ours.contains(partition(one))).toList();
    }
  }

  private static Duration longer(Duration rest) {
    Duration twice = rest.multipliedBy(2);
    return twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
  }

  private void owe(Map<TopicPartition, Long> ends, List<ConsumerRecord<byte[], byte[]>> left) {
    Map<TopicPartition, Long> done = new HashMap<>(ends);
    for (ConsumerRecord<byte[], byte[]> one : left) {
      done.merge(partition(one), one.offset(), Math::min);
    }
    done.forEach((partition, offset) -> owed.put(partition, new OffsetAndMetadata(offset)));
  }

  /** What can't be committed now is tried again with the next poll. */
  private void commit(Consumer<byte[], byte[]> open) {
    if (owed.isEmpty()) {
      return;
    }
    try {
      open.commitSync(Map.copyOf(owed));
      owed.clear();
    } catch (KafkaException e) {
      LOG.atDebug().addKeyValue("reader", name).setCause(e).log("offsets not committed");
    }
  }

  /** Polls without taking anything: who doesn't poll is thrown out of its group. */
  private void stayInGroup(Consumer<byte[], byte[]> open, Duration rest) {
    long until = System.nanoTime() + rest.toNanos();
    do {
      open.pause(open.assignment());
      Duration left = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
      ConsumerRecords<byte[], byte[]> early = open.poll(left.compareTo(POLL) < 0 ? left : POLL);
      // of a partition that has just come
      for (TopicPartition partition : early.partitions()) {
        open.seek(partition, early.records(partition).get(0).offset());
      }
    } while (loop.running() && System.nanoTime() < until);
    open.resume(open.paused());
  }

  private static long behind(Consumer<byte[], byte[]> open) {
    return open.assignment().stream().mapToLong(one -> open.currentLag(one).orElse(0)).sum();
  }

  private void closeConsumer() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    owed.clear();
    if (open != null) {
      try {
        open.close(CLOSING);
      } catch (KafkaException | ConcurrentModificationException e) {
        // the second: its thread is still in a call that doesn't end; the group will miss it
        LOG.atDebug().addKeyValue("reader", name).setCause(e).log("not closed in order");
      }
    }
  }

  static TopicPartition partition(ConsumerRecord<?, ?> one) {
    return new TopicPartition(one.topic(), one.partition());
  }

  /** Partitions come and go. */
  private final class Moves implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
      Consumer<byte[], byte[]> open = consumer;
      if (open != null) {
        commit(open);
      }
      onPartitionsLost(gone);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
      owed.keySet().removeAll(new HashSet<>(gone));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> come) {
      LOG.atDebug().addKeyValue("reader", name).addKeyValue("partitions", come).log("assigned");
    }
  }
}
