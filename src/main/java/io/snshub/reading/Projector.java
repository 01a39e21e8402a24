package io.snshub.reading;

import io.snshub.bus.PostChanges;
import io.snshub.bus.PostChanges.Mark;
import io.snshub.post.Event;
import io.snshub.reading.DirtyPosts.Stamp;
import io.snshub.store.ReadSql;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the read model up to date: from events, from marks, and for a user who is about to read
 * from what this process knows of his changes.
 */
@Component
class Projector {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final String POST = "post/";
  private static final int STRIPES = 64;

  /** Its event or its mark has brought it long since; or a user who never looks has written it. */
  private static final Duration LEFT = Duration.ofSeconds(10);

  private final Projection projection;
  private final PostChanges changes;
  private final DirtyPosts dirty;
  private final ReadSql reads;
  private final Clock clock;
  private final Lock[] readers = new Lock[STRIPES];

  Projector(
      Projection projection, PostChanges changes, DirtyPosts dirty, ReadSql reads, Clock clock) {
    this.projection = projection;
    this.changes = changes;
    this.dirty = dirty;
    this.reads = reads;
    this.clock = clock;
    for (int i = 0; i < STRIPES; i++) {
      readers[i] = new ReentrantLock();
    }
  }

  /**
   * Takes events of posts. Posts that can't be written now are marked, so that one of them holds up
   * neither the others nor the bus.
   */
  public void take(List<Event> events) {
    Map<Long, Long> userByPost = new HashMap<>();
    for (Event event : events) {
      if (event.subject().startsWith(POST)) {
        userByPost.put(Long.parseLong(event.subject().substring(POST.length())), event.userId());
      }
    }
    try {
      project(userByPost);
    } catch (RuntimeException e) {
      changes.mark(userByPost);
      LOG.atWarn().addKeyValue("posts", userByPost.size()).setCause(e).log("posts not listed yet");
    }
  }

  private void project(Map<Long, Long> userByPost) {
    Map<Long, Map<Long, Stamp>> stamps = dirty.among(userByPost);
    projection.project(userByPost.keySet());
    stamps.forEach(dirty::settled);
    userByPost.values().forEach(reads::wrote);
  }

  /**
   * Has a user's lists show what this process knows to have changed. Where that fails, lists are
   * older than they could be; that is no reason to show none.
   */
  void refresh(long userId) {
    if (dirty.of(userId).isEmpty()) {
      return;
    }
    Lock turn = readers[Math.floorMod(Long.hashCode(userId), STRIPES)];
    turn.lock();
    try {
      Map<Long, Stamp> posts = dirty.of(userId);
      projection.project(posts.keySet());
      dirty.settled(userId, posts);
      reads.wrote(userId);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("user", userId).setCause(e).log("lists not up to date");
    } finally {
      turn.unlock();
    }
  }

  /**
   * Looks at marked posts; one that can't be written stays marked and is tried again.
   *
   * @return whether there may be more to do at once
   */
  boolean lookAtMarks() {
    List<Mark> marks = changes.marks(Projection.BATCH);
    if (marks.isEmpty()) {
      return false;
    }
    try {
      look(marks);
      return marks.size() == Projection.BATCH;
    } catch (RuntimeException e) {
      marks.forEach(this::lookAlone);
      return false;
    }
  }

  private void look(List<Mark> marks) {
    Map<Long, Long> userByPost = new HashMap<>();
    marks.forEach(mark -> userByPost.put(mark.postId(), mark.userId()));
    project(userByPost);
    changes.forget(marks);
  }

  private void lookAlone(Mark mark) {
    try {
      look(List.of(mark));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("post", mark.postId()).setCause(e).log("post not listed yet");
    }
  }

  /** Settles what nobody has asked for in a while, so that memory is not filled with it. */
  void sweep() {
    dirty.leftBefore(clock.instant().minus(LEFT)).forEach(this::refresh);
  }
}
