package io.snshub.ingesting;

import io.snshub.call.PostVerdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The course of an import: begin, note how far it is, end. Each step may be repeated, by a retry or
 * by the next process after a crash, and comes to the same end.
 */
class Imports implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(Imports.class);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int STEP_ROWS = 200;

  private final Inbox inbox;
  private final ImportTable table;
  private final FileOpener opener;
  private final Clock clock;

  Imports(Inbox inbox, ImportTable table, FileOpener opener, Clock clock) {
    this.inbox = inbox;
    this.table = table;
    this.opener = opener;
    this.clock = clock;
  }

  /** Begins with a file, or goes on with it after a crash; null when it has gone meanwhile. */
  public @Nullable FileImport open(File file) throws IOException {
    Drop drop = inbox.drop(file);
    FileImport begun = opener.open(drop);
    if (begun != null) {
      log.atInfo()
          .addKeyValue("import", begun.row().id())
          .addKeyValue("user", begun.row().userId())
          .addKeyValue("bytes", begun.row().sizeBytes())
          .log("import started");
    }
    return begun;
  }

  /** Returns what to hand in for a row, or the verdict on a row that can't be. */
  public Object submission(FileImport work, Row row) {
    return work.submission(row);
  }

  /** Writes the receipt of a row. */
  public void note(FileImport work, Row row, PostVerdict verdict) throws IOException {
    work.note(row, verdict);
  }

  /** Stores how far an import is, every 200 rows or every second. */
  public void progress(FileImport work) throws IOException {
    Instant now = clock.instant();
    long rows = work.counts().rows();
    if (rows - work.shownRows() >= STEP_ROWS || work.shownAt().plus(STEP).isBefore(now)) {
      work.receipts().flush();
      table.progress(work.row().id(), work.keptName(), work.counts(), work.bytesRead());
      work.shown(rows, now);
    }
  }

  /** Ends an import: receipt, reason and counts first, then the file's move, then its row. */
  public void end(FileImport work) throws IOException {
    if (work.stopped()) {
      work.close();
      return;
    }
    ImportRow row = work.row();
    boolean changed = work.changed();
    String reason = changed ? "was changed while it was read" : work.broken();
    String ending = reason == null ? Inbox.DONE : Inbox.FAILED;
    Path place = work.drop().directory().resolve(ending);
    Files.createDirectories(place);
    name(work, place);
    table.progress(row.id(), work.keptName(), work.counts(), work.bytesRead());
    if (reason != null && work.counts().rows() == 0) {
      work.receipts().discard();
    } else {
      work.receipts().publish(place.resolve(ReceiptFile.nameFor(work.keptName())));
    }
    work.close();
    if (reason != null) {
      write(place.resolve(work.keptName() + ".reason.txt"), work, reason);
    }
    table.ending(row.id(), ending, reason);
    if (!changed && KeptName.there(work.drop().path())) {
      // without REPLACE_EXISTING: nothing is overwritten
      Files.move(work.drop().path(), place.resolve(work.keptName()));
    }
    table.close(row, ending);
    log.atInfo()
        .addKeyValue("import", row.id())
        .addKeyValue("status", ending)
        .addKeyValue("accepted", work.counts().accepted())
        .addKeyValue("duplicates", work.counts().duplicates())
        .addKeyValue("rejected", work.counts().rejected())
        .log("import ended");
  }

  /** Somebody else may have taken the name since the start. */
  private static void name(FileImport work, Path place) {
    boolean taken = KeptName.there(place.resolve(work.keptName()));
    if (taken && KeptName.there(work.drop().path())) {
      work.keepAs(KeptName.choose(work.drop().directory(), work.drop().name()));
    }
  }

  private static void write(Path to, FileImport work, String reason) throws IOException {
    String rows =
        work.counts().rows() == 0
            ? "No row was taken."
            : "The %d rows before have been taken, the receipt tells what became of them."
                .formatted(work.counts().rows());
    Path part = to.resolveSibling("." + to.getFileName() + ".part");
    Files.writeString(part, work.drop().name() + ": " + reason + "\n" + rows + "\n");
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lets go of a file that could not be ended; it is tried again after a rest. */
  public void abandon(@Nullable FileImport work, File file) throws IOException {
    inbox.rest(inbox.drop(file));
    if (work != null) {
      log.atError().addKeyValue("import", work.row().id()).log("import interrupted, tried again");
      work.close();
    }
  }

  /** Ends the imports whose process died between the file's move and the end of its row. */
  @Override
  public void afterSingletonsInstantiated() {
    for (ImportRow row : table.running(inbox.id(), null)) {
      Path directory = inbox.directory(row.folder());
      if (KeptName.there(directory.resolve(row.name()))) {
        continue;
      }
      String ending = row.ending();
      if (ending == null) {
        table.ending(row.id(), Inbox.FAILED, "the file was taken away before it was read");
      }
      table.close(row, ending == null ? Inbox.FAILED : ending);
    }
  }
}
