package io.snshub.post;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened, as it is told to everyone.
 *
 * @param id unique; consumers drop what they have seen
 * @param type what happened
 * @param subject about what: {@code post/12}, {@code account/3}; events of one subject arrive in
 *     order
 * @param userId whose it is
 * @param data the event's own fields, JSON values only, no secrets
 * @param at when, by the database's writer
 */
public record Event(
    UUID id, EventType type, String subject, long userId, Map<String, Object> data, Instant at) {

  /** Makes a new event about a post. */
  public static Event ofPost(
      EventType type, long postId, long userId, Map<String, Object> data, Instant at) {
    return new Event(UUID.randomUUID(), type, "post/" + postId, userId, data, at);
  }
}
