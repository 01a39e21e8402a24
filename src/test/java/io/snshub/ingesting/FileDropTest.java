package io.snshub.ingesting;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;

class FileDropTest {
  private @TempDir Path directory;
  private DropHarness hub;

  @BeforeEach
  void open() {
    hub = new DropHarness(directory);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void each_row_gets_its_receipt_and_the_file_is_done() {
    hub.start().put("three.jsonl", "{\"a\":1}\n{\"bad\":2}\n{\"a\":3}\n");

    hub.awaitEnded(1);

    assertThat(hub.await("done/three.jsonl.receipt.jsonl"))
        .containsExactly(
            "{\"row\":1,\"status\":\"accepted\",\"post_id\":1}",
            "{\"row\":2,\"status\":\"rejected\",\"errors\":[{\"field\":\"content\",\"message\":\"is"
                + " bad\"}]}",
            "{\"row\":3,\"status\":\"accepted\",\"post_id\":2}");
    assertThat(files(""))
        .containsExactlyInAnyOrder("done/three.jsonl", "done/three.jsonl.receipt.jsonl");
    assertThat(hub.events.get(0).data())
        .containsEntry("status", "done")
        .containsEntry("accepted", 2L)
        .containsEntry("rejected", 1L);
    assertThat(hub.events.get(0).subject()).isEqualTo("import/1");
  }

  @Test
  void one_bad_row_among_a_hundred_costs_itself_only() {
    hub.start().put("rows.jsonl", lines(99) + "{\"bad\":1}");

    hub.awaitEnded(1);

    assertThat(hub.posts).hasSize(99);
    assertThat(hub.await("done/rows.jsonl.receipt.jsonl")).hasSize(100);
  }

  @Test
  void the_same_content_under_another_name_makes_nothing_twice() {
    hub.start().put("first.jsonl", lines(3));
    hub.awaitEnded(1);
    hub.put("second.jsonl", lines(3));
    hub.awaitEnded(2);
    hub.put("first.jsonl", lines(3));
    hub.awaitEnded(3);

    assertThat(hub.posts).hasSize(3);
    assertThat(hub.await("done/second.jsonl.receipt.jsonl"))
        .first()
        .isEqualTo("{\"row\":1,\"status\":\"duplicate\",\"post_id\":1}");
    assertThat(hub.await("done/first-2.jsonl")).hasSize(3);
    assertThat(hub.await("done/first-2.jsonl.receipt.jsonl")).hasSize(3);
  }

  @Test
  void a_directory_is_a_users() {
    hub.start().put("7/mine.json", "[{\"a\":1}]");

    hub.awaitEnded(1);

    assertThat(hub.await("7/done/mine.json.receipt.jsonl")).hasSize(1);
    assertThat(hub.posts.keySet()).allMatch(key -> key.startsWith("7 file:"));
    assertThat(hub.table.count(DropHarness.ADA)).isEqualTo(1);
  }

  @Test
  void a_directory_of_nobody_fails_with_its_reason() {
    hub.start();
    for (String folder : List.of("8", "07", "ada")) {
      hub.put(folder + "/mine.json", "{}");

      assertThat(hub.await(folder + "/failed/mine.json.reason.txt"))
          .first()
          .isEqualTo("mine.json: the directory %s is no user's".formatted(folder));
    }
    hub.awaitEnded(3);

    assertThat(hub.posts).isEmpty();
    assertThat(hub.table.count(FileOpener.ADMINISTRATOR)).isEqualTo(3);
  }

  @Test
  void what_can_not_be_read_fails_with_its_reason() {
    hub.start();
    hub.put("latin.json", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFC, '"', '}'});
    hub.put("wide.jsonl", new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0});
    hub.put("empty.csv", "");
    hub.put("header.csv", "content,plattforms\na,b\n");

    assertThat(hub.await("failed/latin.json.reason.txt").get(0)).endsWith("is not UTF-8 at byte 7");
    assertThat(hub.await("failed/wide.jsonl.reason.txt").get(0)).endsWith("is not UTF-8 at byte 1");
    assertThat(hub.await("failed/empty.csv.reason.txt").get(0)).endsWith("is empty");
    assertThat(hub.await("failed/header.csv.reason.txt").get(0)).contains("'plattforms'");
    hub.awaitEnded(4);
    assertThat(files("failed")).hasSize(8);
    assertThat(files("done")).isEmpty();
  }

  @Test
  void rows_before_a_break_are_kept_and_told() {
    hub.start().put("cut.json", "[{\"a\":1},{\"a\":2},{\"a\":");

    hub.awaitEnded(1);

    assertThat(hub.await("failed/cut.json.receipt.jsonl")).hasSize(2);
    assertThat(hub.await("failed/cut.json.reason.txt").get(0)).contains("breaks off in row 3");
    assertThat(hub.events.get(0).data()).containsEntry("accepted", 2L).containsKey("reason");
  }

  @Test
  void a_database_that_is_away_is_waited_for() {
    AtomicInteger away = new AtomicInteger(3);
    hub.before =
        submission -> {
          if (submission.origin().endsWith(":2") && away.getAndDecrement() > 0) {
            throw new TransientDataAccessResourceException("away");
          }
        };
    hub.start().put("rows.jsonl", lines(3));

    hub.awaitEnded(1);

    assertThat(hub.await("done/rows.jsonl.receipt.jsonl")).hasSize(3).allMatch(this::accepted);
  }

  @Test
  void a_row_the_hub_fails_on_costs_itself_only() {
    hub.before =
        submission -> {
          if (submission.origin().endsWith(":2")) {
            throw new IllegalStateException("a bug");
          }
        };
    hub.start().put("rows.jsonl", lines(3));

    hub.awaitEnded(1);

    List<String> receipts = hub.await("done/rows.jsonl.receipt.jsonl");
    assertThat(receipts.get(1)).contains("rejected").doesNotContain("a bug");
    assertThat(receipts.stream().filter(this::accepted)).hasSize(2);
  }

  @Test
  void links_other_endings_and_hidden_files_are_left_alone() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.jsonl"), "{\"a\":1}\n");
    Files.createDirectories(directory.resolve("elsewhere"));
    Files.writeString(directory.resolve("elsewhere/secret.jsonl"), "{\"a\":1}\n");
    Files.createSymbolicLink(hub.root.resolve("link.jsonl"), secret);
    Files.createSymbolicLink(hub.root.resolve("1"), directory.resolve("elsewhere"));
    hub.put("posts.txt", "x");
    hub.put(".hidden.json", "{}");
    hub.put("growing.json.part", "{}");
    hub.put("7/deeper/posts.json", "{}");
    hub.start().put("last.2026-01-01.JSON", "{}");

    hub.awaitEnded(1);

    assertThat(hub.posts).hasSize(1);
    assertThat(files(""))
        .contains("link.jsonl", "posts.txt", "7/deeper/posts.json", "done/last.2026-01-01.JSON");
  }

  @Test
  void names_are_only_names() {
    String strange = "a b;$(touch x) '\"%s${body} #?&ü.json";
    String longest = "n".repeat(250) + ".json";
    hub.start().put(strange, "{\"a\":1}");
    hub.put(longest, "{\"a\":2}");

    hub.awaitEnded(2);

    assertThat(hub.await("done/" + strange + ".receipt.jsonl")).hasSize(1);
    assertThat(hub.await("done/" + "n".repeat(215) + ".json.receipt.jsonl")).hasSize(1);
  }

  @Test
  void a_process_killed_between_rows_leaves_one_whole_receipt_in_the_end() throws Exception {
    Path file = hub.put("rows.jsonl", lines(10));
    Imports killed = hub.imports();
    FileImport work = killed.open(file.toFile());
    Iterator<Row> rows = work.rows();
    for (int i = 0; i < 4; i++) {
      Row row = rows.next();
      PostVerdict verdict = hub.accept((PostSubmission) killed.submission(work, row));
      if (i < 3) {
        killed.note(work, row, verdict);
      }
    }
    killed.progress(work);

    hub.start();
    hub.awaitEnded(1);

    assertThat(hub.posts).hasSize(10);
    assertThat(hub.await("done/rows.jsonl.receipt.jsonl")).hasSize(10).allMatch(this::accepted);
    assertThat(files(""))
        .containsExactlyInAnyOrder("done/rows.jsonl", "done/rows.jsonl.receipt.jsonl");
    assertThat(hub.table.list(1, 10, 0)).hasSize(1);
  }

  @Test
  void a_process_killed_after_the_files_move_still_tells_its_end() throws Exception {
    Path file = hub.put("rows.jsonl", lines(2));
    FileImport work = hub.imports().open(file.toFile());
    hub.table.ending(work.row().id(), "done", null);
    Files.move(file, hub.root.resolve("done/rows.jsonl"));

    hub.start();

    hub.awaitEnded(1);
    assertThat(hub.table.find(work.row().id()).orElseThrow().status()).isEqualTo("done");
  }

  @Test
  void a_file_replaced_while_the_hub_was_down_is_another_import() throws Exception {
    Path file = hub.put("rows.jsonl", lines(2));
    hub.imports().open(file.toFile());
    Files.delete(file);
    hub.put("rows.jsonl", lines(3));

    hub.start();
    hub.awaitEnded(2);

    assertThat(hub.table.list(1, 10, 0).stream().map(ImportRow::status))
        .containsExactly("done", "failed");
    assertThat(hub.posts).hasSize(3);
  }

  @Test
  void stopping_does_not_wait_for_the_rest_of_a_file() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hub.before =
        submission -> {
          reached.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    hub.start().put("rows.jsonl", lines(100));
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    Thread stopper = new Thread(hub::stop);
    stopper.start();
    Awaitility.await().until(hub::stopping);
    goOn.countDown();
    stopper.join();

    assertThat(hub.posts).hasSizeLessThan(5);
    assertThat(files("")).contains("rows.jsonl");

    hub.before = submission -> {};
    hub.start();
    hub.awaitEnded(1);
    assertThat(hub.await("done/rows.jsonl.receipt.jsonl")).hasSize(100).allMatch(this::accepted);
  }

  @Test
  void nothing_is_overwritten_when_a_name_is_taken_meanwhile() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    Path squatter = hub.root.resolve("done/rows.jsonl");
    hub.before =
        submission -> {
          if (taken.getAndIncrement() == 0) {
            write(squatter);
          }
        };
    hub.start().put("rows.jsonl", lines(2));

    hub.awaitEnded(1);

    assertThat(Files.readString(squatter)).isEqualTo("not ours");
    assertThat(hub.await("done/rows-2.jsonl.receipt.jsonl")).hasSize(2).allMatch(this::accepted);
    assertThat(files("done"))
        .containsExactlyInAnyOrder(
            "done/rows.jsonl", "done/rows-2.jsonl", "done/rows-2.jsonl.receipt.jsonl");
  }

  @Test
  void a_file_that_could_not_be_begun_is_tried_again() throws Exception {
    Path squatter = Files.writeString(hub.root.resolve("done"), "not a directory");
    hub.start().put("rows.jsonl", lines(2));
    Awaitility.await().until(() -> !hub.table.running(hub.inbox.id(), null).isEmpty());

    Files.delete(squatter);

    hub.awaitEnded(1);
    assertThat(hub.await("done/rows.jsonl.receipt.jsonl")).hasSize(2);
    assertThat(hub.table.list(1, 10, 0)).hasSize(1);
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "not ours");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_growing_file_is_waited_for() throws Exception {
    hub.start();
    Path file = hub.root.resolve("slow.jsonl");
    Files.writeString(file, "{\"a\":1}\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    hub.put("other.jsonl", "{\"a\":9}\n");
    hub.awaitEnded(1);
    Files.writeString(file, lines(5));

    hub.awaitEnded(2);

    assertThat(hub.await("done/slow.jsonl.receipt.jsonl")).hasSize(5);
  }

  private boolean accepted(String receipt) {
    return receipt.contains("\"status\":\"accepted\"");
  }

  private static String lines(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> "{\"a\":" + i + "}\n")
        .collect(Collectors.joining());
  }

  /** Returns the files below a directory of the inbox; unfinished and hidden ones only count. */
  private List<String> files(String below) {
    Path from = hub.root.resolve(below);
    if (Files.notExists(from)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(from)) {
      return found
          .filter(path -> !Files.isDirectory(path))
          .map(path -> hub.root.relativize(path).toString())
          .filter(name -> !name.equals(".inbox-id"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
