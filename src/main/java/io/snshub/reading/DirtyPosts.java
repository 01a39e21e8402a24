package io.snshub.reading;

import io.snshub.bus.PostListener;
import io.snshub.store.ReadSql;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * The posts that this process has changed and that its users' lists may not show yet. Only a
 * shortcut: what is forgotten with the process comes by the bus, or has left a mark.
 */
@Component
class DirtyPosts implements PostListener {
  private final Map<Long, Map<Long, Stamp>> users = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Clock clock;
  private final ReadSql reads;

  DirtyPosts(Clock clock, ReadSql reads) {
    this.clock = clock;
    this.reads = reads;
  }

  /** When a post changed last; a later change is another stamp. */
  record Stamp(long number, Instant at) {}

  @Override
  public void changed(long userId, long postId) {
    reads.wrote(userId);
    Stamp stamp = new Stamp(numbers.incrementAndGet(), clock.instant());
    users.compute(
        userId,
        (user, posts) -> {
          Map<Long, Stamp> all = posts == null ? new ConcurrentHashMap<>() : posts;
          all.put(postId, stamp);
          return all;
        });
  }

  /** Returns a user's changed posts. */
  Map<Long, Stamp> of(long userId) {
    Map<Long, Stamp> posts = users.get(userId);
    return posts == null ? Map.of() : Map.copyOf(posts);
  }

  /** Returns those of some posts that are known as changed, by user. */
  Map<Long, Map<Long, Stamp>> among(Map<Long, Long> userByPost) {
    Map<Long, Map<Long, Stamp>> found = new HashMap<>();
    userByPost.forEach(
        (post, user) -> {
          Stamp stamp = users.getOrDefault(user, Map.of()).get(post);
          if (stamp != null) {
            found.computeIfAbsent(user, one -> new HashMap<>()).put(post, stamp);
          }
        });
    return found;
  }

  /** The lists show these posts as they were at these stamps, or later. */
  void settled(long userId, Map<Long, Stamp> shown) {
    users.computeIfPresent(
        userId,
        (user, posts) -> {
          shown.forEach(posts::remove);
          return posts.isEmpty() ? null : posts;
        });
  }

  /** Returns users with posts that changed before a time and that nobody has settled since. */
  List<Long> leftBefore(Instant time) {
    List<Long> left = new ArrayList<>();
    users.forEach(
        (user, posts) -> {
          if (posts.values().stream().anyMatch(stamp -> stamp.at().isBefore(time))) {
            left.add(user);
          }
        });
    return left;
  }
}
