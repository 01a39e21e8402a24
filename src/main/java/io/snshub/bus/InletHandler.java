package io.snshub.bus;

import io.snshub.bus.KafkaSender.Parcel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records of a topic of requests to their door, one after another, and tells what became of
 * them: receipts of a poll fly together, and only then is it done. Used by one thread.
 */
final class InletHandler implements KafkaReader.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(InletHandler.class);
  private static final int TRIES = 5;

  private final String door;
  private final String receipts;
  private final ProducerTemplate doors;
  private final KafkaSender sender;
  private final DeadLetters deadLetters;
  private final Map<String, Integer> tries = new HashMap<>();

  InletHandler(
      String door,
      String receipts,
      ProducerTemplate doors,
      KafkaSender sender,
      DeadLetters deadLetters) {
    this.door = door;
    this.receipts = receipts;
    this.doors = doors;
    this.sender = sender;
    this.deadLetters = deadLetters;
  }

  /** What is to be sent about a record. */
  private record Told(ConsumerRecord<byte[], byte[]> about, Parcel parcel, String reason) {}

  @Override
  public List<ConsumerRecord<byte[], byte[]>> handle(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Told> told = new ArrayList<>();
    Set<ConsumerRecord<byte[], byte[]>> left = new HashSet<>();
    Set<TopicPartition> stopped = new HashSet<>();
    boolean waiting = false;
    for (ConsumerRecord<byte[], byte[]> one : records) {
      if (waiting || stopped.contains(KafkaReader.partition(one))) {
        left.add(one);
        continue;
      }
      try {
        told.addAll(answer(one));
      } catch (RuntimeException e) {
        left.add(one);
        waiting = Passing.is(e);
        if (waiting) {
          LOG.atWarn().addKeyValue("reason", root(e)).log("requests wait");
        } else if (hopeless(one, e)) {
          left.remove(one);
          told.add(new Told(one, deadLetters.letter(one, root(e), Map.of()), root(e)));
        } else {
          stopped.add(KafkaReader.partition(one));
        }
      }
    }
    left.addAll(tell(told));
    if (left.isEmpty()) {
      tries.clear();
    }
    return records.stream().filter(left::contains).toList();
  }

  private List<Told> answer(ConsumerRecord<byte[], byte[]> one) {
    InletReceipt receipt =
        doors.requestBody(
            door,
            new InletRecord(one.topic(), one.partition(), one.offset(), one.key(), one.value()),
            InletReceipt.class);
    List<Told> told = new ArrayList<>();
    String reason = receipt.reason();
    if (reason != null) {
      String problem = receipt.problem();
      Map<String, String> more = problem == null ? Map.of() : Map.of(DeadLetters.PROBLEM, problem);
      told.add(new Told(one, deadLetters.letter(one, reason, more), reason));
    }
    Map<String, String> json = Map.of("content-type", "application/json");
    told.add(new Told(one, new Parcel(receipts, one.key(), receipt.receipt(), json), ""));
    return told;
  }

  private boolean hopeless(ConsumerRecord<byte[], byte[]> one, RuntimeException failure) {
    LOG.atError()
        .addKeyValue("topic", one.topic())
        .addKeyValue("partition", one.partition())
        .addKeyValue("offset", one.offset())
        .setCause(failure)
        .log("request not taken");
    return tries.merge(one.partition() + "@" + one.offset(), 1, Integer::sum) >= TRIES;
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** Sends what is to be told; returns the records of which it isn't told. */
  private Set<ConsumerRecord<byte[], byte[]>> tell(List<Told> told) {
    if (told.isEmpty()) {
      return Set.of();
    }
    Delivery<Integer> sent = sender.send(told.stream().map(Told::parcel).toList());
    Set<ConsumerRecord<byte[], byte[]>> untold = new HashSet<>();
    for (int i = 0; i < told.size(); i++) {
      Told one = told.get(i);
      if (!sent.taken().contains(i) && !sent.refused().containsKey(i)) {
        untold.add(one.about());
      } else if (!one.reason().isEmpty()) {
        deadLetters.sent(one.about(), one.reason());
      }
    }
    return untold;
  }
}
