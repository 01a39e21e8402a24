package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One post, or an array of posts, read token by token. An element over {@link Row#LONGEST} costs
 * itself only; broken JSON ends the rows, because nothing behind it can be trusted.
 */
final class JsonRows extends Rows {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Row.LONGEST).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;
  private boolean begun;
  private boolean array;

  /** Reads a stream that has been found to be UTF-8. */
  JsonRows(InputStream in) throws IOException {
    this.parser =
        FACTORY.createParser(
            new InputStreamReader(RecordReader.withoutMark(in), StandardCharsets.UTF_8));
  }

  @Override
  @Nullable Row read(long number) throws IOException, UnreadableFileException {
    try {
      JsonToken token = begin(parser.nextToken());
      if (token == null || (array && token == JsonToken.END_ARRAY)) {
        end(token);
        return null;
      }
      return element(number);
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException(reason(e, number));
    }
  }

  private @Nullable JsonToken begin(@Nullable JsonToken first)
      throws IOException, UnreadableFileException {
    if (begun) {
      if (!array && first != null) {
        throw new UnreadableFileException(
            "something follows the end of the JSON%s; several posts need an array or the ending"
                    .formatted(where(parser.currentTokenLocation()))
                + " .jsonl");
      }
      return first;
    }
    begun = true;
    if (first == null) {
      throw new UnreadableFileException("is empty");
    }
    array = first == JsonToken.START_ARRAY;
    if (!array && first != JsonToken.START_OBJECT) {
      throw new UnreadableFileException("is neither a post nor an array of posts");
    }
    return array ? parser.nextToken() : first;
  }

  private void end(@Nullable JsonToken token) throws IOException, UnreadableFileException {
    if (array && token == null) {
      throw new UnreadableFileException("the array is not closed");
    }
    if (token != null && parser.nextToken() != null) {
      throw new UnreadableFileException(
          "something follows the end of the JSON" + where(parser.currentTokenLocation()));
    }
  }

  private Row element(long number) throws IOException {
    JsonLocation start = parser.currentTokenLocation();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonGenerator copy = FACTORY.createGenerator(bytes);
    int depth = 0;
    boolean tooLong = false;
    while (true) {
      if (!tooLong) {
        copy.copyCurrentEventExact(parser);
        tooLong = bytes.size() > Row.LONGEST;
      }
      depth += parser.currentToken().isStructStart() ? 1 : 0;
      depth -= parser.currentToken().isStructEnd() ? 1 : 0;
      if (depth == 0) {
        break;
      }
      if (parser.nextToken() == null) {
        throw new JsonEOFException(parser, null, "ends too early");
      }
    }
    if (!tooLong) {
      copy.close();
    }
    return tooLong || bytes.size() > Row.LONGEST
        ? Row.Unreadable.of(
            number, "body", "has more than %d bytes%s".formatted(Row.LONGEST, where(start)))
        : new Row.Readable(number, bytes.toByteArray());
  }

  private static String reason(JsonProcessingException e, long number) {
    String at = where(e.getLocation());
    String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    if (e instanceof JsonEOFException || said.startsWith("Unexpected end-of-input")) {
      return "breaks off in row %d%s".formatted(number, at);
    }
    if (e instanceof StreamConstraintsException) {
      return "row %d has a text of more than %d characters, or is nested too deeply%s"
          .formatted(number, Row.LONGEST, at);
    }
    return "row %d is no JSON%s: %s".formatted(number, at, said);
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
