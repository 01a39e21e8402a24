package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file's receipt, a line a row. It is written under a hidden name and gets its own when it is
 * complete and on disk, so a receipt that can be seen is a whole one. Not thread-safe.
 */
final class ReceiptFile implements Closeable {
  private static final int BUFFER = 65_536;

  private final Path part;
  private final ObjectMapper json;
  private @Nullable FileOutputStream file;
  private @Nullable OutputStream out;

  private ReceiptFile(Path part, ObjectMapper json) {
    this.part = part;
    this.json = json;
  }

  /** Begins a receipt in the directory, anew if one has been begun. */
  static ReceiptFile begin(Path directory, String keptName, ObjectMapper json) throws IOException {
    Path place = directory.resolve(Inbox.DONE);
    Files.createDirectories(place);
    ReceiptFile receipt = new ReceiptFile(partOf(directory, keptName), json);
    receipt.file = new FileOutputStream(receipt.part.toFile());
    receipt.out = new BufferedOutputStream(receipt.file, BUFFER);
    return receipt;
  }

  static String nameFor(String keptName) {
    return keptName + ".receipt.jsonl";
  }

  /** Returns where a receipt lies while it is written. */
  static Path partOf(Path directory, String keptName) {
    return directory.resolve(Inbox.DONE).resolve("." + nameFor(keptName) + ".part");
  }

  void write(Receipt receipt) throws IOException {
    OutputStream to = open();
    to.write(json.writeValueAsBytes(receipt));
    to.write('\n');
  }

  /** Shows readers what has been written so far. */
  void flush() throws IOException {
    open().flush();
  }

  private OutputStream open() throws IOException {
    if (out == null) {
      throw new IOException("the receipt is closed");
    }
    return out;
  }

  /** Completes the receipt and gives it its name; more than once does no harm. */
  void publish(Path complete) throws IOException {
    if (out != null && file != null) {
      out.flush();
      file.getFD().sync();
      close();
    }
    if (KeptName.there(part)) {
      Files.createDirectories(complete.getParent());
      Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Throws the receipt away. */
  void discard() throws IOException {
    close();
    Files.deleteIfExists(part);
  }

  @Override
  public void close() throws IOException {
    OutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }

  /** Reads some lines of a receipt, also of one that is being written; none when there is none. */
  static List<Receipt> read(Path from, long offset, int limit, ObjectMapper json)
      throws IOException {
    List<Receipt> receipts = new ArrayList<>();
    try (RecordReader lines = RecordReader.lines(Files.newInputStream(from))) {
      RecordReader.Cut line = lines.next();
      for (long at = 0; line != null && receipts.size() < limit; at++) {
        if (at >= offset) {
          receipts.add(json.readValue(line.bytes(), Receipt.class));
        }
        line = lines.next();
      }
    } catch (NoSuchFileException | JsonProcessingException e) {
      // not there, or the last line has been written in half
      return receipts;
    }
    return receipts;
  }
}
