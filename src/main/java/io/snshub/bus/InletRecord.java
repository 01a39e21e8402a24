package io.snshub.bus;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic of requests. Its headers stay outside: they are whoever's words.
 *
 * @param value its bytes; null when it has none
 */
public record InletRecord(
    String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
