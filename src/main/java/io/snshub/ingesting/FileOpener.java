package io.snshub.ingesting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.UserDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at a file before its rows are read: whose it is, whether it is text, what it is called. */
final class FileOpener {
  static final long ADMINISTRATOR = 1;
  private static final ContentPrint UNSEEN = new ContentPrint("", 0, -1);

  /** A text file that is wrong this early is of another kind altogether. */
  private static final int BEGINNING = 4;

  private final Inbox inbox;
  private final ImportTable table;
  private final UserDirectory users;
  private final ObjectMapper json;
  private final BooleanSupplier stopping;

  FileOpener(
      Inbox inbox,
      ImportTable table,
      UserDirectory users,
      ObjectMapper json,
      BooleanSupplier stopping) {
    this.inbox = inbox;
    this.table = table;
    this.users = users;
    this.json = json;
    this.stopping = stopping;
  }

  /** Opens a file; null when there is none any more, or the hub is stopping. */
  @Nullable FileImport open(Drop drop) throws IOException {
    Drop.Stamp stamp = drop.stamp();
    if (stamp == null || stopping.getAsBoolean()) {
      return null;
    }
    Long owner = owner(drop);
    ContentPrint print = UNSEEN;
    String refusal =
        owner == null ? "the directory %s is no user's".formatted(drop.folder()) : null;
    if (refusal == null) {
      try (InputStream in = stream(drop)) {
        print = ContentPrint.of(in);
        refusal = refusal(drop, print);
      } catch (AccessDeniedException e) {
        refusal = "can't be opened: permission denied";
      } catch (IOException e) {
        refusal = "can't be read: " + e.getMessage();
      }
    }
    ImportRow row = begin(drop, owner == null ? ADMINISTRATOR : owner, print);
    ReceiptFile receipts = ReceiptFile.begin(drop.directory(), row.keptName(), json);
    return new FileImport(
        row, drop, stamp, refusal == null ? rows(drop) : Rows.none(refusal), receipts, stopping);
  }

  /** Links are not followed, also when one takes the file's place after it was found. */
  private static InputStream stream(Drop drop) throws IOException {
    return Files.newInputStream(drop.path(), LinkOption.NOFOLLOW_LINKS);
  }

  private Rows rows(Drop drop) throws IOException {
    TallyInput in = new TallyInput(stream(drop));
    Rows rows =
        switch (Inbox.ending(drop.name())) {
          case "csv" -> new CsvRows(in, json);
          case "jsonl" -> new LineRows(in);
          default -> new JsonRows(in);
        };
    return rows.countedBy(in::tally);
  }

  private static @Nullable String refusal(Drop drop, ContentPrint print) {
    if (print.size() == 0) {
      return "is empty";
    }
    boolean whole = Inbox.ending(drop.name()).equals("json") || print.wrongAt() < BEGINNING;
    return print.wrongAt() >= 0 && whole ? "is not UTF-8 at byte " + (print.wrongAt() + 1) : null;
  }

  private @Nullable Long owner(Drop drop) {
    if (drop.folder().isEmpty()) {
      return ADMINISTRATOR;
    }
    // the way ids are written, so that no two directories are one user's
    if (!drop.folder().matches("[1-9][0-9]{0,17}")) {
      return null;
    }
    long id = Long.parseLong(drop.folder());
    return users.exists(id) ? id : null;
  }

  private ImportRow begin(Drop drop, long owner, ContentPrint print) throws IOException {
    ImportRow mine = null;
    for (ImportRow earlier : table.running(inbox.id(), drop)) {
      boolean same =
          earlier.userId() == owner && earlier.contentHash().equals(print.hash()) && mine == null;
      if (same) {
        mine = earlier;
      } else {
        table.ending(earlier.id(), Inbox.FAILED, "another file took its place before it was read");
        table.close(earlier, Inbox.FAILED);
      }
    }
    if (mine != null) {
      return resumed(mine, drop.directory());
    }
    String kept = KeptName.choose(drop.directory(), drop.name());
    long id = table.begin(inbox.id(), drop, owner, kept, print);
    return table.find(id).orElseThrow();
  }

  /** The file is still in the inbox, so a file under its later name is another one. */
  private ImportRow resumed(ImportRow row, Path directory) throws IOException {
    for (String place : new String[] {Inbox.DONE, Inbox.FAILED}) {
      if (KeptName.there(directory.resolve(place).resolve(row.keptName()))) {
        Files.deleteIfExists(ReceiptFile.partOf(directory, row.keptName()));
        String kept = KeptName.choose(directory, row.name());
        table.progress(row.id(), kept, Counts.NONE, 0);
        return table.find(row.id()).orElseThrow();
      }
    }
    return row;
  }
}
