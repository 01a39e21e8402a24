package io.snshub.bus;

import io.snshub.store.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks whether the brokers are there and have the hub's topics, makes those that are missing, and
 * tells changes once. Safe for concurrent use.
 */
final class KafkaWatch {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration RARELY = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final KafkaSettings settings;
  private final Set<String> topics;
  private final Clock clock;
  private final RelaySignal signal = new RelaySignal();
  private final WorkLoop loop = new WorkLoop("kafka-watch", this::look, () -> signal.await(OFTEN));
  private volatile State state;
  private @Nullable Admin admin;

  /** How it stands. */
  enum Standing {
    UNKNOWN,
    READY,
    AWAY,
    WITHOUT_TOPICS
  }

  /**
   * How it stands, and why.
   *
   * @param since when this was first seen
   */
  record State(Standing standing, String detail, Instant since) {}

  KafkaWatch(KafkaClients clients, KafkaSettings settings, Set<String> topics, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.topics = new TreeSet<>(topics);
    this.clock = clock;
    this.state = new State(Standing.UNKNOWN, "not looked yet", clock.instant());
  }

  void start() {
    if (!loop.running()) {
      loop.start();
    }
  }

  void stop() {
    loop.stop(signal::raise);
    forget();
  }

  State state() {
    return state;
  }

  boolean ready() {
    return state.standing() == Standing.READY;
  }

  private void look() throws InterruptedException {
    try {
      Set<String> missing = missing();
      if (!missing.isEmpty()) {
        missing = make(missing);
      }
      note(
          missing.isEmpty() ? Standing.READY : Standing.WITHOUT_TOPICS,
          missing.isEmpty() ? "" : state.detail());
    } catch (ExecutionException e) {
      note(Standing.AWAY, reason(e.getCause()));
    } catch (RuntimeException e) {
      // an address that can't be resolved ends the client
      forget();
      note(Standing.AWAY, reason(e));
    }
    signal.await(ready() ? RARELY : OFTEN);
  }

  private Set<String> missing() throws InterruptedException, ExecutionException {
    Map<String, KafkaFuture<TopicDescription>> looks =
        admin().describeTopics(topics).topicNameValues();
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> look : looks.entrySet()) {
      try {
        look.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(look.getKey());
      }
    }
    return missing;
  }

  /** Makes topics; returns those that may not be made, and notes why. */
  private Set<String> make(Set<String> missing) throws InterruptedException, ExecutionException {
    if (!settings.createTopics()) {
      note(
          Standing.WITHOUT_TOPICS,
          "topics are missing and hub.kafka.create-topics is false: " + String.join(", ", missing));
      return missing;
    }
    Optional<Short> copies =
        settings.replication() < 0 ? Optional.empty() : Optional.of((short) settings.replication());
    List<NewTopic> wanted = new ArrayList<>();
    missing.forEach(
        topic -> wanted.add(new NewTopic(topic, Optional.of(settings.partitions()), copies)));
    Set<String> left = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<Void>> made :
        admin().createTopics(wanted).values().entrySet()) {
      try {
        made.getValue().get();
        LOG.atInfo()
            .addKeyValue("topic", made.getKey())
            .addKeyValue("partitions", settings.partitions())
            .log("topic made");
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          refused(made.getKey(), e);
          left.add(made.getKey());
        }
      }
    }
    return left;
  }

  private void refused(String topic, ExecutionException e) throws ExecutionException {
    Throwable cause = e.getCause();
    if (cause instanceof AuthorizationException
        || cause instanceof PolicyViolationException
        || cause instanceof InvalidReplicationFactorException) {
      note(
          Standing.WITHOUT_TOPICS,
          "the topic %s is missing and the brokers let the hub make none: %s"
              .formatted(topic, reason(cause)));
      return;
    }
    throw e;
  }

  private static String reason(@Nullable Throwable failure) {
    return failure == null
        ? "unknown"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private void note(Standing standing, String detail) {
    State before = state;
    boolean same = before.standing() == standing;
    state = new State(standing, detail, same ? before.since() : clock.instant());
    if (same) {
      return;
    }
    LOG.atLevel(standing == Standing.READY ? Level.INFO : Level.WARN)
        .addKeyValue("brokers", settings.brokers())
        .addKeyValue("reason", detail)
        .log(
            switch (standing) {
              case READY -> "kafka is there";
              case AWAY -> "kafka is away: posts go on, events wait in the outbox";
              default -> "kafka lacks topics: posts go on, events wait in the outbox";
            });
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = clients.admin();
    }
    return admin;
  }

  private synchronized void forget() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
      admin = null;
    }
  }
}
