package io.snshub.ingesting;

import io.snshub.ingesting.RecordReader.Cut;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A post a line, as JSON. Blank lines don't count. A bad line costs itself only. */
final class LineRows extends Rows {
  private final RecordReader records;

  LineRows(InputStream in) throws IOException {
    this.records = RecordReader.lines(in);
  }

  @Override
  @Nullable Row read(long number) throws IOException {
    Cut cut = records.next();
    while (cut != null && cut.blank()) {
      cut = records.next();
    }
    if (cut == null) {
      return null;
    }
    Row.Unreadable wrong = wrong(number, cut);
    return wrong == null ? new Row.Readable(number, cut.bytes()) : wrong;
  }

  /** Tells what is wrong with a record, whatever its format. */
  static Row.@Nullable Unreadable wrong(long number, Cut cut) {
    if (cut.tooLong()) {
      return Row.Unreadable.of(
          number,
          "body",
          "line %d: has %d bytes, at most %d".formatted(cut.line(), cut.size(), Row.LONGEST));
    }
    long wrongAt = Utf8.firstWrong(cut.bytes());
    return wrongAt < 0
        ? null
        : Row.Unreadable.of(
            number, "body", "line %d: is not UTF-8 at byte %d".formatted(cut.line(), wrongAt + 1));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
