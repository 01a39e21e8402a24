package io.snshub.ingesting;

import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way through. Holds what one pass needs; all that has to outlive the process is in
 * the inbox, the receipt and the import's row. Used by one thread at a time.
 */
final class FileImport {
  private final ImportRow row;
  private final Drop drop;
  private final Drop.@Nullable Stamp stamp;
  private final Rows rows;
  private final ReceiptFile receipts;
  private String keptName;
  private final BooleanSupplier stopping;
  private Counts counts = Counts.NONE;
  private long shownRows;
  private Instant shownAt;

  FileImport(
      ImportRow row,
      Drop drop,
      Drop.@Nullable Stamp stamp,
      Rows rows,
      ReceiptFile receipts,
      BooleanSupplier stopping) {
    this.row = row;
    this.drop = drop;
    this.stamp = stamp;
    this.rows = rows;
    this.receipts = receipts;
    this.keptName = row.keptName();
    this.stopping = stopping;
    this.shownAt = row.startedAt();
  }

  ImportRow row() {
    return row;
  }

  Drop drop() {
    return drop;
  }

  /** Returns the name under which the file is going to be kept. */
  String keptName() {
    return keptName;
  }

  void keepAs(String name) {
    keptName = name;
  }

  Counts counts() {
    return counts;
  }

  /** Returns how many rows had been taken when others were last told. */
  long shownRows() {
    return shownRows;
  }

  /** Returns when others were last told. */
  Instant shownAt() {
    return shownAt;
  }

  void shown(long rowsTaken, Instant at) {
    shownRows = rowsTaken;
    shownAt = at;
  }

  long bytesRead() {
    return rows.bytesRead();
  }

  ReceiptFile receipts() {
    return receipts;
  }

  /** Returns why the rows ended too early, or null. */
  @Nullable String broken() {
    return rows.broken();
  }

  /** The hub is shutting down, so the file stays where it is. */
  boolean stopped() {
    return stopping.getAsBoolean();
  }

  /** The file is no longer what was read. */
  boolean changed() {
    return stamp == null || !stamp.equals(drop.stamp());
  }

  /** Returns the rows, up to the moment the hub shuts down. */
  public Iterator<Row> rows() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !stopped() && rows.hasNext();
      }

      @Override
      public Row next() {
        return rows.next();
      }
    };
  }

  /** Returns what to hand in for a row, or the verdict on a row that can't be. */
  Object submission(Row one) {
    if (one instanceof Row.Unreadable unreadable) {
      return unreadable.verdict();
    }
    return new PostSubmission(
        row.userId(),
        "file:" + row.contentHash() + ":" + one.number(),
        source(),
        ((Row.Readable) one).request());
  }

  /** Writes the receipt of a row. */
  void note(Row one, PostVerdict verdict) throws IOException {
    Receipt receipt = receipt(one.number(), verdict);
    receipts.write(receipt);
    counts = counts.and(receipt);
  }

  private Receipt receipt(long number, PostVerdict verdict) {
    if (verdict instanceof PostVerdict.Rejected rejected) {
      return Receipt.rejected(number, rejected.errors());
    }
    if (verdict instanceof PostVerdict.AlreadyThere there) {
      // our own post, from before a crash
      return there.source().equals(source())
          ? Receipt.accepted(number, there.postId())
          : Receipt.duplicate(number, there.postId());
    }
    return Receipt.accepted(number, ((PostVerdict.Accepted) verdict).postId());
  }

  private String source() {
    return "import/" + row.id();
  }

  /** Lets go of the file. */
  void close() throws IOException {
    try (rows) {
      receipts.close();
    }
  }
}
