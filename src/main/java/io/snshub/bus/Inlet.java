package io.snshub.bus;

/**
 * A room's wish to take requests from a topic of the cluster; a bean of this type is enough.
 * Without Kafka nothing comes. What became of each record is told in the topic of receipts, after
 * the door's work is committed; a record with a problem is put among the dead letters too.
 *
 * @param name the topic of requests is {@code sns.<name>.requests}, beside it {@code
 *     sns.<name>.receipts} and {@code sns.<name>.requests.dlq}
 * @param consumer who reads, unique and stable
 * @param door the {@code direct:} endpoint that gets each {@link InletRecord} as its body and
 *     answers with an {@link InletReceipt}; it must bear repetition. When it fails with what passes
 *     by itself, the record waits, and with it all behind it
 */
public record Inlet(String name, String consumer, String door) {
  String requests() {
    return name + ".requests";
  }

  String receipts() {
    return name + ".receipts";
  }

  String deadLetters() {
    return requests() + ".dlq";
  }
}
