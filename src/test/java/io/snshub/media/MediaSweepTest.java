package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.post.MediaFacts;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays and what goes. */
class MediaSweepTest {

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
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration LONG = KEEP.plusSeconds(1);

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private MediaTable table;
    private MediaStore store;
    private MediaSweep sweep;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void begin() {
      empty("media_hold", "media");
      table = new MediaTable(sql);
      start(true);
    }

    /** Starts a process on the same files. */
    private void start(boolean alone) {
      store =
          new MediaStore(
              folder.resolve("store"), folder.resolve("incoming"), new Node("n", alone), clock);
      MediaFiles cache = new MediaFiles(folder.resolve("cache"), KEEP, KEEP, clock);
      sweep = new MediaSweep(cache, store, table, transaction, KEEP, clock);
    }

    private StoredMedium stored() throws IOException {
      String key = store.newKey();
      Path part = Files.writeString(store.part(), "bytes");
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      String hash = store.keep(part, key);
      MediaFacts facts = new MediaFacts("image/png", 5, 1, 1, null);
      Instant now = clock.instant();
      return table.insert(
          new StoredMedium(0, 1, key, "a.png", facts, null, false, hash, null, null, now, now));
    }

    @Test
    void a_medium_that_no_post_needs_goes_after_its_time() throws IOException {
      StoredMedium medium = stored();
      sweep.sweep();
      assertThat(store.file(medium.key())).exists();

      clock.advance(LONG);
      sweep.sweep();

      assertThat(table.find(medium.id())).isEmpty();
      assertThat(store.file(medium.key())).doesNotExist();
    }

    @Test
    void a_medium_that_a_post_needs_stays_and_its_time_begins_when_it_is_let_go()
        throws IOException {
      StoredMedium medium = stored();
      table.hold(medium.id(), 7, clock.instant());
      clock.advance(LONG);
      sweep.sweep();
      assertThat(table.find(medium.id())).isPresent();

      table.release(7, clock.instant());
      clock.advance(KEEP.minusDays(1));
      sweep.sweep();
      assertThat(table.find(medium.id())).isPresent();

      clock.advance(Duration.ofDays(2));
      sweep.sweep();
      assertThat(table.find(medium.id())).isEmpty();
    }

    @Test
    void more_than_one_batch_goes_at_once() throws IOException {
      for (int i = 0; i < 450; i++) {
        stored();
      }
      clock.advance(LONG);

      sweep.sweep();

      assertThat(count("media", "1 = 1")).isZero();
      assertThat(files("store")).isEmpty();
    }

    @Test
    void what_a_killed_process_left_goes_at_the_next_start() throws IOException {
      StoredMedium whole = stored();
      old(Files.writeString(store.part(), "half"));
      old(Files.writeString(store.file(store.newKey()), "without a row"));
      old(Files.writeString(folder.resolve("incoming").resolve("upload_1.tmp"), "half a form"));
      sweep.sweep();
      assertThat(files("store")).hasSize(3);

      clock.advance(Duration.ofSeconds(5));
      start(true);
      sweep.sweep();

      assertThat(files("store")).containsExactly(store.file(whole.key()));
      assertThat(files("incoming")).isEmpty();
    }

    @Test
    void what_may_belong_to_another_process_is_left_alone_for_a_day() throws IOException {
      old(Files.writeString(store.part(), "half"));
      clock.advance(Duration.ofHours(23));
      start(false);
      sweep.sweep();
      assertThat(files("store")).hasSize(1);

      clock.advance(Duration.ofHours(2));
      sweep.sweep();

      assertThat(files("store")).isEmpty();
    }

    @Test
    void sweeping_and_holding_at_once_end_with_one_of_them() throws Exception {
      for (int round = 0; round < 30; round++) {
        StoredMedium medium = stored();
        clock.advance(LONG);
        AtomicInteger turn = new AtomicInteger();
        together(2, () -> turn.getAndIncrement() == 0 ? held(medium.id()) : swept());

        boolean there = table.find(medium.id()).isPresent();
        assertThat(count("media_hold", "media_id = " + medium.id())).isEqualTo(there ? 1 : 0);
        assertThat(Files.exists(store.file(medium.key()))).isEqualTo(there);
        table.release(9, clock.instant());
      }
    }

    private boolean held(long id) {
      transaction.executeWithoutResult(
          begun -> {
            if (table.lock(List.of(id)).contains(id)) {
              table.hold(id, 9, clock.instant());
            }
          });
      return true;
    }

    private boolean swept() {
      sweep.sweep();
      return true;
    }

    private void old(Path file) throws IOException {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private List<Path> files(String name) throws IOException {
      try (Stream<Path> files = Files.list(folder.resolve(name))) {
        return files.toList();
      }
    }
  }
}
