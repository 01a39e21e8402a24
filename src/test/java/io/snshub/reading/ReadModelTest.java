package io.snshub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.bus.PostChanges;
import io.snshub.bus.TestOutbox;
import io.snshub.cache.TestShelves;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import io.snshub.store.ReadSql;
import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rows that lists are read from: written from posts, and made again. */
class ReadModelTest {
  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  abstract static class Contract extends DatabaseContract {
    private static final long USER = 7;

    private TestClock clock;
    private DirtyPosts dirty;
    private PostChanges changes;
    private Projection projection;
    private Projector projector;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void nothing() {
      empty("post_entry", "post_card", "post_word", "post_generation", "post_mark");
      empty("target", "post");
      clock = new TestClock();
      dirty = new DirtyPosts(clock, ReadSql.on(sql));
      changes = TestOutbox.changes(sql, List.of(dirty));
      ListGenerations generations = new ListGenerations(sql, TestShelves.alone());
      projection = new Projection(sql, transaction, generations, clock);
      projector = new Projector(projection, changes, dirty, ReadSql.on(sql), clock);
    }

    private ReadModelBuild build(String node, boolean alone) {
      return new ReadModelBuild(sql, transaction, projection, new Node(node, alone), clock);
    }

    private long post(String content, String... platforms) {
      clock.advance(Duration.ofSeconds(1));
      long id =
          sql.run("publishing/insert-post")
              .param("userId", USER)
              .param("content", content)
              .param("request", "{}")
              .param("status", "pending")
              .param("onFailure", "rollback")
              .param("sagaId", "saga")
              .param("scheduledAt", null)
              .param("now", Sql.at(clock.instant()))
              .query(Long.class)
              .single();
      int position = 0;
      for (String platform : platforms) {
        sql.run("publishing/insert-target")
            .param("postId", id)
            .param("position", position++)
            .param("platform", platform)
            .param("accountId", 1)
            .param("content", "{}")
            .param("now", Sql.at(clock.instant()))
            .update();
      }
      return id;
    }

    private void change(long post, String assignment) {
      jdbc.sql("update post set version = version + 1, " + assignment + " where id = ?")
          .param(post)
          .update();
    }

    private List<String> entries(long post) {
      return jdbc.sql(
              "select platform, status, listed from post_entry where post_id = ? order by platform")
          .param(post)
          .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getInt(3))
          .list();
    }

    private List<String> words(long post) {
      return jdbc.sql("select word from post_word where post_id = ? order by word")
          .param(post)
          .query(String.class)
          .list();
    }

    private static Event event(EventType type, long post) {
      return Event.ofPost(type, post, USER, Map.of(), Instant.EPOCH);
    }

    /** All that the read model says. */
    private List<String> all() {
      return jdbc.sql(
              """
              select concat(post_id, ' ', platform, ' ', user_id, ' ', status, ' ', listed, ' ', version, ' ', created_at)
                from post_entry
              union all
              select concat(post_id, ' ', user_id, ' ', listed, ' ', shown_at, ' ', text_hash) from post_card
              union all
              select concat(post_id, ' ', user_id, ' ', word, ' ', created_at) from post_word
               order by 1
              """)
          .query(String.class)
          .list();
    }

    @Test
    void a_post_stands_in_the_list_of_all_and_in_one_for_each_platform() {
      long post = post("Hello world", "twitter", "threads");

      projector.take(List.of(event(EventType.POST_CREATED, post)));

      assertThat(entries(post))
          .containsExactly("* pending 1", "threads pending 1", "twitter pending 1");
      assertThat(words(post)).containsExactly("hello", "world");
    }

    @Test
    void events_that_come_again_or_late_change_nothing_and_newer_ones_all_rows() {
      long post = post("text", "twitter");
      projector.take(List.of(event(EventType.POST_CREATED, post)));
      change(post, "status = 'deleted'");

      projector.take(
          List.of(event(EventType.POST_DELETED, post), event(EventType.POST_CREATED, post)));
      List<String> after = all();
      projector.take(List.of(event(EventType.POST_CREATED, post)));

      assertThat(entries(post)).containsExactly("* deleted 0", "twitter deleted 0");
      assertThat(all()).isEqualTo(after);
    }

    @Test
    void an_older_version_never_takes_the_place_of_a_newer_one() {
      long post = post("text", "twitter");
      jdbc.sql("update post set version = 9, status = 'published' where id = ?")
          .param(post)
          .update();
      projection.project(List.of(post));

      jdbc.sql("update post set version = 8, status = 'publishing' where id = ?")
          .param(post)
          .update();
      projection.project(List.of(post));
      transaction.executeWithoutResult(status -> projection.rewrite(List.of(post)));

      assertThat(entries(post)).containsExactly("* published 1", "twitter published 1");
    }

    @Test
    void another_text_and_other_platforms_leave_nothing_of_the_old_ones() {
      long post = post("old words", "twitter", "threads");
      projection.project(List.of(post));
      change(post, "content = 'new words'");
      jdbc.sql("update target set platform = 'linkedin' where post_id = ? and platform = 'threads'")
          .param(post)
          .update();

      projection.project(List.of(post));

      assertThat(words(post)).containsExactly("new", "words");
      assertThat(entries(post))
          .containsExactly("* pending 1", "linkedin pending 1", "twitter pending 1");
    }

    @Test
    void writers_of_the_same_posts_do_not_get_in_each_others_way() throws Exception {
      List<Long> posts =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i -> post("text number " + i, "twitter", "threads"))
              .toList();

      together(
          6,
          () -> {
            projection.project(posts);
            posts.forEach(post -> change(post, "status = 'publishing'"));
            projection.project(posts);
            return null;
          });

      assertThat(count("post_entry", "1 = 1")).isEqualTo(60);
      assertThat(
              count(
                  "post_entry",
                  "version <> (select p.version from post p where p.id = post_entry.post_id)"))
          .isZero();
    }

    @Test
    void what_moves_on_silently_is_marked_until_somebody_has_looked() {
      long post = post("text", "twitter");
      projection.project(List.of(post));

      transaction.executeWithoutResult(
          status -> {
            change(post, "status = 'needs_human'");
            changes.silently(USER, post);
          });
      // the process that did it is gone with all it knew
      Projector other =
          new Projector(
              projection, changes, new DirtyPosts(clock, ReadSql.on(sql)), ReadSql.on(sql), clock);
      other.lookAtMarks();

      assertThat(entries(post)).containsExactly("* needs_human 1", "twitter needs_human 1");
      assertThat(changes.marks(10)).isEmpty();
    }

    @Test
    void a_silent_change_that_is_rolled_back_never_happened() {
      long post = post("text", "twitter");

      transaction.executeWithoutResult(
          status -> {
            changes.silently(USER, post);
            status.setRollbackOnly();
          });

      assertThat(changes.marks(10)).isEmpty();
      assertThat(dirty.of(USER)).isEmpty();
    }

    @Test
    void who_changes_a_post_sees_it_in_his_lists_without_waiting_for_events() {
      long post = post("text", "twitter");
      transaction.executeWithoutResult(status -> changes.silently(USER, post));

      projector.refresh(USER);

      assertThat(entries(post)).containsExactly("* pending 1", "twitter pending 1");
      assertThat(dirty.of(USER)).isEmpty();
    }

    @Test
    void a_change_during_a_refresh_is_not_taken_for_shown() {
      dirty.changed(USER, 1);
      Map<Long, DirtyPosts.Stamp> shown = dirty.of(USER);
      dirty.changed(USER, 1);

      dirty.settled(USER, shown);

      assertThat(dirty.of(USER)).containsKey(1L);
    }

    @Test
    void what_nobody_asks_for_does_not_fill_memory() {
      long post = post("text", "twitter");
      dirty.changed(USER, post);

      projector.sweep();
      assertThat(dirty.of(USER)).isNotEmpty();
      clock.advance(Duration.ofSeconds(11));
      projector.sweep();

      assertThat(dirty.of(USER)).isEmpty();
      assertThat(entries(post)).hasSize(2);
    }

    @Test
    void events_of_posts_that_are_not_there_are_passed_over() {
      projector.take(List.of(event(EventType.POST_CREATED, 999_999)));

      assertThat(all()).isEmpty();
      assertThat(changes.marks(10)).isEmpty();
    }

    @Test
    void lists_have_another_generation_after_each_change_and_only_then() {
      long post = post("text", "twitter");
      projection.project(List.of(post));
      long first = generation();

      projection.project(List.of(post));
      assertThat(generation()).isEqualTo(first);
      change(post, "status = 'published'");
      projection.project(List.of(post));

      assertThat(generation()).isGreaterThan(first);
    }

    private long generation() {
      return new ListGenerations(sql, TestShelves.alone()).of(USER);
    }

    private void begin(ReadModelBuild build) {
      jdbc.sql("update read_model_build set status = 'done', owner = null").update();
      build.begin();
    }

    private static void finish(ReadModelBuild build) {
      while (build.step()) {
        assertThat(build.show().running() || build.show().endedAt() != null).isTrue();
      }
    }

    @Test
    void made_again_it_says_the_same_and_damage_is_gone() {
      for (int i = 0; i < 450; i++) {
        post("text number " + i, "twitter", "threads");
      }
      ReadModelBuild build = build("here", false);
      begin(build);
      finish(build);
      List<String> right = all();
      jdbc.sql("delete from post_word where word = 'number'").update();
      jdbc.sql("delete from post_entry where platform = 'twitter'").update();
      jdbc.sql("update post_entry set status = 'wrong'").update();
      jdbc.sql("delete from post_card where listed = 1").update();
      jdbc.sql(
              """
              insert into post_entry (post_id, platform, user_id, status, listed, version, created_at)
              values (-5, '*', 7, 'pending', 1, 1, current_timestamp),
                     (99999999, '*', 7, 'pending', 1, 1, current_timestamp)
              """)
          .update();

      build.begin();
      finish(build);

      assertThat(all()).isEqualTo(right).hasSize(450 * 3 + 450 + 450 * 3);
      assertThat(build.show().postsDone()).isEqualTo(450);
      assertThat(build.show().percent()).isEqualTo(100);
    }

    @Test
    void another_process_goes_on_where_the_first_one_was_killed() {
      for (int i = 0; i < 450; i++) {
        post("text number " + i, "twitter");
      }
      ReadModelBuild killed = build("killed", false);
      begin(killed);
      assertThat(killed.step()).isTrue();
      assertThat(killed.show().postsDone()).isEqualTo(200);
      assertThat(killed.show().percent()).isBetween(1, 99);
      ReadModelBuild next = build("next", false);
      assertThat(next.step()).as("the lease is the first one's").isFalse();

      clock.advance(Duration.ofSeconds(11));
      finish(next);

      assertThat(next.show().running()).isFalse();
      assertThat(next.show().postsDone()).isEqualTo(450);
      assertThat(count("post_entry", "platform = '*'")).isEqualTo(450);
    }

    @Test
    void a_process_that_is_alone_goes_on_at_once() {
      post("text", "twitter");
      ReadModelBuild killed = build("killed", true);
      begin(killed);
      jdbc.sql("update read_model_build set owner = 'killed', lease_until = :until")
          .param("until", Sql.at(clock.instant().plusSeconds(10)))
          .update();
      ReadModelBuild next = build("next", true);

      next.takeOver();

      assertThat(next.step()).isTrue();
    }

    @Test
    void a_batch_that_fails_leaves_nothing_and_is_done_again() {
      post("text", "twitter");
      AtomicInteger failures = new AtomicInteger(1);
      ReadModelBuild build = build("here", false);
      begin(build);

      org.assertj.core.api.Assertions.assertThatThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        build.step();
                        if (failures.getAndDecrement() > 0) {
                          throw new IllegalStateException("killed");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(all()).isEmpty();
      assertThat(build.show().postsDone()).isZero();
      finish(build);

      assertThat(count("post_entry", "1 = 1")).isEqualTo(2);
    }

    @Test
    void what_changes_while_it_is_made_again_is_not_lost() {
      long old = post("old", "twitter");
      for (int i = 0; i < 250; i++) {
        post("text number " + i, "twitter");
      }
      ReadModelBuild build = build("here", false);
      begin(build);
      build.step();
      long fresh = post("fresh", "twitter");
      change(old, "status = 'published'");
      projector.take(
          List.of(event(EventType.POST_CREATED, fresh), event(EventType.POST_PUBLISHED, old)));
      change(old, "status = 'deleted'");

      finish(build);

      assertThat(entries(fresh)).containsExactly("* pending 1", "twitter pending 1");
      assertThat(entries(old)).containsExactly("* deleted 0", "twitter deleted 0");
    }

    @Test
    void beginning_while_it_is_under_way_begins_nothing() {
      ReadModelBuild build = build("here", false);
      begin(build);
      long run = build.show().run();

      build.begin();

      assertThat(build.show().run()).isEqualTo(run);
    }
  }
}
