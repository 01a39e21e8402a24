package io.snshub.ingesting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.publishing.PostRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void lines_are_rows_and_blank_lines_are_none() throws Exception {
    List<String> rows = all(lines("\uFEFF{\"a\":1}\r\n\n  \n{\"a\":2}"));

    assertThat(rows).containsExactly("1 {\"a\":1}\r", "2 {\"a\":2}");
  }

  @Test
  void a_line_of_another_encoding_costs_itself_only() throws Exception {
    byte[] bytes =
        "{\"a\":1}\n{\"a\":\"gr\u00fcn\"}\n{\"a\":3}".getBytes(StandardCharsets.ISO_8859_1);

    List<String> rows = all(new LineRows(new ByteArrayInputStream(bytes)));

    assertThat(rows)
        .containsExactly("1 {\"a\":1}", "2 body: line 2: is not UTF-8 at byte 9", "3 {\"a\":3}");
  }

  @Test
  void an_endless_line_costs_itself_only_and_no_memory() throws Exception {
    long size = 256L << 20;
    InputStream in =
        new SequenceInputStream(
            new Endless('x', size), new ByteArrayInputStream("\n{\"a\":2}".getBytes()));

    List<String> rows = all(new LineRows(in));

    assertThat(rows)
        .containsExactly("1 body: line 1: has 268435456 bytes, at most 1048576", "2 {\"a\":2}");
  }

  @Test
  void the_longest_line_is_taken_and_one_more_byte_is_not() throws Exception {
    String longest = "x".repeat(Row.LONGEST);

    List<String> rows = all(lines(longest + "\n" + longest + "x"));

    assertThat(rows.get(0)).isEqualTo("1 " + longest);
    assertThat(rows.get(1)).contains("has 1048577 bytes");
  }

  @Test
  void cells_become_fields() throws Exception {
    List<String> rows =
        all(
            csv(
                "\uFEFFcontent,platforms,media_urls,media_ids,draft,accounts\r\n"
                    + "\"Hello, \"\"you\"\"\nthere\",twitter|instagram,https://a/1.jpg|https://a/2.jpg"
                    + ",1|2,true,\"{\"\"twitter\"\":7}\"\r\n"
                    + "plain,x,,,,\n"));

    assertThat(rows)
        .containsExactly(
            "1 {\"content\":\"Hello, \\\"you\\\"\\nthere\",\"platforms\":[\"twitter\",\"instagram\"],"
                + "\"media_urls\":[\"https://a/1.jpg\",\"https://a/2.jpg\"],\"media_ids\":[1,2],"
                + "\"draft\":true,\"accounts\":{\"twitter\":7}}",
            "2 {\"content\":\"plain\",\"platforms\":[\"x\"]}");
  }

  @Test
  void a_quote_inside_a_plain_cell_opens_nothing() throws Exception {
    List<String> rows = all(csv("content,platforms\n5\" screen,x\nnext,x\n"));

    assertThat(rows)
        .containsExactly(
            "1 {\"content\":\"5\\\" screen\",\"platforms\":[\"x\"]}",
            "2 {\"content\":\"next\",\"platforms\":[\"x\"]}");
  }

  @Test
  void bad_cells_are_named() throws Exception {
    List<String> rows =
        all(csv("content,platforms,draft,media_ids,overrides\na,x,yes,1;2,[1]\nb,x\nc,x,,,\n"));

    assertThat(rows)
        .containsExactly(
            "1 draft: must be true or false, media_ids: must be whole numbers, separated by |,"
                + " overrides: must be a JSON object",
            "2 body: line 3: has 2 cells, the header has 5",
            "3 {\"content\":\"c\",\"platforms\":[\"x\"]}");
  }

  @Test
  void text_behind_a_closed_quote_costs_its_row_only() throws Exception {
    List<String> rows = all(csv("content,platforms\n\"a\" b,x\nnext,x\n"));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).startsWith("1 body: line 2: ");
    assertThat(rows.get(1)).isEqualTo("2 {\"content\":\"next\",\"platforms\":[\"x\"]}");
  }

  @Test
  void a_quote_that_is_never_closed_is_told() throws Exception {
    List<String> rows = all(csv("content,platforms\nfirst,x\n\"second,x\nthird,x\n"));

    assertThat(rows)
        .containsExactly(
            "1 {\"content\":\"first\",\"platforms\":[\"x\"]}",
            "2 body: line 3: a quote is opened here and not closed until the end of the file");
  }

  @Test
  void carriage_returns_alone_are_not_taken_for_one_row() throws Exception {
    Rows rows = csv("content,platforms\rfirst,x\rsecond,x");

    assertThat(all(rows)).isEmpty();
    assertThat(rows.broken()).startsWith("the header can't be read");
  }

  @Test
  void a_header_has_to_be_understood() throws Exception {
    assertThat(refusal("content,plattforms\n"))
        .isEqualTo(
            "the header names unknown columns: 'plattforms'; allowed: accounts, content, draft,"
                + " media_ids, media_urls, on_failure, overrides, platforms, scheduled_at");
    assertThat(refusal("content;platforms\n")).contains("columns are separated by commas");
    assertThat(refusal("content\n")).startsWith("the header lacks the column platforms");
    assertThat(refusal("content,platforms,content\n")).contains("content twice");
    assertThat(refusal("\n\n")).isEqualTo("is empty");
  }

  @Test
  void columns_are_the_fields_of_a_request() {
    List<String> fields =
        Arrays.stream(PostRequest.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .toList();

    assertThat(CsvHeader.names()).containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void one_object_is_one_row_and_an_array_many() throws Exception {
    assertThat(all(json("\uFEFF {\"a\":1.50} "))).containsExactly("1 {\"a\":1.50}");
    assertThat(all(json("[{\"a\":{\"b\":[1]}}, 5, null]")))
        .containsExactly("1 {\"a\":{\"b\":[1]}}", "2 5", "3 null");
    assertThat(all(json("[]"))).isEmpty();
  }

  @Test
  void a_truncated_array_tells_where_it_breaks_off() throws Exception {
    for (String rest : List.of("", ",", ", {", ", {\"content\":\"se", ",\n{\"content\"")) {
      Rows rows = json("[{\"a\":1}" + rest);

      assertThat(all(rows)).as(rest).containsExactly("1 {\"a\":1}");
      assertThat(rows.broken()).as(rest).contains("breaks off in row 2 at line ");
    }
  }

  @Test
  void broken_json_ends_the_rows() throws Exception {
    Rows rows = json("[{\"a\":1},\n {\"a\":nope}, {\"a\":3}]");

    assertThat(all(rows)).containsExactly("1 {\"a\":1}");
    assertThat(rows.broken()).startsWith("row 2 is no JSON at line 2, column ");
  }

  @Test
  void what_follows_the_end_is_told() throws Exception {
    Rows objects = json("{\"a\":1}\n{\"a\":2}");
    Rows arrays = json("[{\"a\":1}]\n[]");

    assertThat(all(objects)).containsExactly("1 {\"a\":1}");
    assertThat(objects.broken()).contains("at line 2, column 1").contains(".jsonl");
    assertThat(all(arrays)).containsExactly("1 {\"a\":1}");
    assertThat(arrays.broken()).contains("at line 2, column 1");
  }

  @Test
  void what_is_no_post_is_refused() throws Exception {
    Rows text = json("\"hello\"");
    Rows empty = json("  \n");

    assertThat(all(text)).isEmpty();
    assertThat(text.broken()).isEqualTo("is neither a post nor an array of posts");
    assertThat(all(empty)).isEmpty();
    assertThat(empty.broken()).isEqualTo("is empty");
  }

  @Test
  void an_element_that_is_too_long_costs_itself_only() throws Exception {
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream("[{\"a\":[1".getBytes()),
            new SequenceInputStream(
                new Repeated(",1", 16L << 20),
                new ByteArrayInputStream("]},{\"a\":2}]".getBytes())));

    List<String> rows = all(new JsonRows(in));

    assertThat(rows)
        .containsExactly("1 body: has more than 1048576 bytes at line 1, column 2", "2 {\"a\":2}");
  }

  @Test
  void an_endless_text_ends_the_rows_without_memory() throws Exception {
    Rows rows =
        new JsonRows(
            new SequenceInputStream(
                new ByteArrayInputStream("[{\"a\":1},{\"a\":\"".getBytes()),
                new Endless('x', 64L << 20)));

    assertThat(all(rows)).containsExactly("1 {\"a\":1}");
    assertThat(rows.broken()).startsWith("row 2 has a text of more than 1048576 characters");
  }

  private static Rows lines(String text) throws IOException {
    return new LineRows(bytes(text));
  }

  private static Rows csv(String text) throws IOException {
    return new CsvRows(bytes(text), JSON);
  }

  private static Rows json(String text) throws IOException {
    return new JsonRows(bytes(text));
  }

  private static String refusal(String csv) throws IOException {
    Rows rows = csv(csv);
    assertThat(rows.hasNext()).isFalse();
    return String.valueOf(rows.broken());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> all(Rows rows) throws IOException {
    List<String> all = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(row -> all.add(row.number() + " " + text(row)));
    }
    return all;
  }

  private static String text(Row row) {
    if (row instanceof Row.Readable readable) {
      return new String(readable.request(), StandardCharsets.UTF_8);
    }
    return String.join(
        ", ",
        ((Row.Unreadable) row)
            .verdict().errors().stream().map(e -> e.field() + ": " + e.message()).toList());
  }

  /** As many of one byte as wanted, from nowhere. */
  private static final class Endless extends InputStream {
    private final int one;
    private long left;

    Endless(int one, long size) {
      this.one = one;
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? one : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int some = (int) Math.min(length, left);
      Arrays.fill(bytes, offset, offset + some, (byte) one);
      left -= some;
      return some;
    }
  }

  /** A piece of text over and over. */
  private static final class Repeated extends InputStream {
    private final byte[] piece;
    private final long size;
    private long at;

    Repeated(String piece, long size) {
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.size = size;
    }

    @Override
    public int read() {
      return at < size ? piece[(int) (at++ % piece.length)] : -1;
    }
  }
}
