package io.snshub.reading;

import io.snshub.bus.PostListener;
import io.snshub.cache.Document;
import io.snshub.cache.Shelf;
import io.snshub.cache.Shelves;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.store.Sql;
import io.snshub.web.JsonBody;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Posts as the bytes that the API sends, made from the posts themselves. Each has a revision, which
 * grows with every change of the post or of one of its targets.
 */
@Component
class PostDocuments implements PostListener {
  /** Nothing happens to posts in these states until somebody wants it. */
  private static final Set<String> RESTING =
      wire(
          PostStatus.DRAFT,
          PostStatus.SCHEDULED,
          PostStatus.PUBLISHED,
          PostStatus.PARTIALLY_PUBLISHED,
          PostStatus.FAILED,
          PostStatus.COMPENSATED,
          PostStatus.CANCELLED,
          PostStatus.DELETED);

  /** Nor to targets in these. */
  private static final Set<String> RESTING_TARGETS =
      Stream.of(
              TargetStatus.PLANNED,
              TargetStatus.CONFIRMED,
              TargetStatus.FAILED,
              TargetStatus.CANCELLED,
              TargetStatus.COMPENSATED)
          .map(TargetStatus::wire)
          .collect(Collectors.toUnmodifiableSet());

  /** A planned post is made ready ahead of its time, and no longer than this. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final Sql sql;
  private final JsonBody json;
  private final Clock clock;
  private final Shelf<Key> shelf;

  PostDocuments(Sql sql, JsonBody json, Clock clock, Shelves shelves) {
    this.sql = sql;
    this.json = json;
    this.clock = clock;
    this.shelf = shelves.shelf("post", Key::name, this::load);
  }

  /** A post belongs to its name: who asks for another user's gets what isn't there. */
  private record Key(long userId, long postId) {
    String name() {
      return userId + ":" + postId;
    }
  }

  /**
   * Returns the caller's post.
   *
   * @throws io.snshub.call.ProblemException 404 when it isn't there for this caller
   */
  Document one(RequestContext request) {
    Key key = new Key(request.userId(), request.id());
    Document found;
    if (request.caller().narrowedBy() == 0) {
      found = shelf.get(key);
    } else {
      // what others have read is not for a key that may see less
      requireVisible(request);
      found = load(List.of(key)).get(key);
    }
    if (found == null) {
      throw Problems.notFound("post", request.id());
    }
    return found;
  }

  /** Lets through who may see the post. */
  void requireVisible(RequestContext request) {
    boolean visible =
        sql.run("reading/find-own")
            .param("id", request.id())
            .param("userId", request.userId())
            .param("keyId", request.caller().narrowedBy())
            .query(Long.class)
            .optional()
            .isPresent();
    if (!visible) {
      throw Problems.notFound("post", request.id());
    }
  }

  /** Returns a user's posts of these ids, in their order; what isn't there is left out. */
  Map<Long, Document> several(long userId, Collection<Long> posts) {
    List<Key> keys = posts.stream().map(post -> new Key(userId, post)).toList();
    Map<Key, Document> found = shelf.getAll(keys);
    Map<Long, Document> sorted = new LinkedHashMap<>();
    for (Key key : keys) {
      Document document = found.get(key);
      if (document != null) {
        sorted.put(key.postId(), document);
      }
    }
    return sorted;
  }

  @Override
  public void changed(long userId, long postId) {
    shelf.changed(new Key(userId, postId));
  }

  private Map<Key, Document> load(List<Key> keys) {
    Map<Long, PostView> views =
        PostRows.views(
            sql.run("reading/find-bodies")
                .param("ids", keys.stream().map(Key::postId).toList())
                .query(PostRows::of)
                .list());
    Map<Key, Document> loaded = new HashMap<>();
    for (Key key : keys) {
      PostView view = views.get(key.postId());
      if (view != null && view.userId() == key.userId()) {
        loaded.put(key, new Document(json.write(view), view.version(), resting(view)));
      }
    }
    return loaded;
  }

  /** What happens to a post in motion is told to nobody step by step. */
  private boolean resting(PostView view) {
    boolean soon =
        view.status().equals(PostStatus.SCHEDULED.wire())
            && view.scheduledAt() != null
            && view.scheduledAt().isBefore(clock.instant().plus(AHEAD));
    return !soon
        && RESTING.contains(view.status())
        && view.targets().stream().allMatch(target -> RESTING_TARGETS.contains(target.status()));
  }

  private static Set<String> wire(PostStatus... states) {
    return Stream.of(states).map(PostStatus::wire).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the caller's posts as records, for views that show a part of them. */
  Map<Long, PostView> views(long userId, Collection<Long> posts) {
    if (posts.isEmpty()) {
      return Map.of();
    }
    Map<Long, PostView> views =
        new HashMap<>(
            PostRows.views(
                sql.run("reading/find-bodies")
                    .param("ids", List.copyOf(posts))
                    .query(PostRows::of)
                    .list()));
    views.values().removeIf(view -> !Objects.equals(view.userId(), userId));
    return views;
  }
}
