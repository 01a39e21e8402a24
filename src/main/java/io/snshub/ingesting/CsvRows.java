package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.snshub.call.PostVerdict;
import io.snshub.ingesting.RecordReader.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post a record, under a header of field names. A bad record costs itself only. */
final class CsvRows extends Rows {
  private static final ObjectReader RECORD =
      new CsvMapper()
          .readerFor(String[].class)
          // a lone carriage return is a line end to the parser, but not to us
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final RecordReader records;
  private final ObjectMapper json;
  private @Nullable CsvHeader header;

  CsvRows(InputStream in, ObjectMapper json) throws IOException {
    this.records = RecordReader.csv(in);
    this.json = json;
  }

  @Override
  @Nullable Row read(long number) throws IOException, UnreadableFileException {
    if (header == null) {
      header = readHeader();
    }
    Cut cut = content();
    if (cut == null) {
      return null;
    }
    Row.Unreadable wrong = wrong(number, cut);
    return wrong == null ? row(number, cut, header) : wrong;
  }

  private CsvHeader readHeader() throws IOException, UnreadableFileException {
    Cut cut = content();
    if (cut == null) {
      throw new UnreadableFileException("is empty");
    }
    Row.Unreadable wrong = wrong(0, cut);
    if (wrong != null) {
      throw new UnreadableFileException(
          "the header can't be read: " + wrong.verdict().errors().get(0).message());
    }
    try {
      return CsvHeader.of(List.of(cells(cut)));
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException("the header can't be read: " + e.getOriginalMessage());
    }
  }

  private @Nullable Cut content() throws IOException {
    Cut cut = records.next();
    while (cut != null && cut.blank()) {
      cut = records.next();
    }
    return cut;
  }

  private static Row.@Nullable Unreadable wrong(long number, Cut cut) {
    Row.Unreadable wrong = LineRows.wrong(number, cut);
    return wrong == null && cut.unclosed()
        ? Row.Unreadable.of(
            number,
            "body",
            "line %d: a quote is opened here and not closed until the end of the file"
                .formatted(cut.line()))
        : wrong;
  }

  private Row row(long number, Cut cut, CsvHeader columns) {
    String[] cells;
    try {
      cells = cells(cut);
    } catch (JsonProcessingException e) {
      return Row.Unreadable.of(
          number, "body", "line %d: %s".formatted(cut.line(), firstLine(e.getOriginalMessage())));
    }
    if (cells.length != columns.size()) {
      return Row.Unreadable.of(
          number,
          "body",
          "line %d: has %d cells, the header has %d"
              .formatted(cut.line(), cells.length, columns.size()));
    }
    CsvRequest request = columns.request(cells, json);
    return request.errors().isEmpty()
        ? new Row.Readable(number, request.bytes())
        : new Row.Unreadable(number, new PostVerdict.Rejected(request.errors()));
  }

  private static String[] cells(Cut cut) throws JsonProcessingException {
    String text = new String(cut.bytes(), StandardCharsets.UTF_8);
    return RECORD.readValue(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no CSV" : message.lines().findFirst().orElse("no CSV");
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
