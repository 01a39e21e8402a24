package io.snshub.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads times from ISO-8601 texts with an offset only; Jackson would take numbers as well. */
final class StrictInstants extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9_998;

  StrictInstants() {
    super("strict-instants");
    addDeserializer(Instant.class, new Reader());
  }

  /**
   * Reads a time of a year with four digits: what RFC 3339 knows, and every database keeps.
   *
   * @throws DateTimeException when it isn't one
   */
  static Instant parse(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("not a year of four digits");
    }
    return time.toInstant();
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      try {
        return parse(parser.getText());
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, parser.getText(), "not a time");
      }
    }
  }
}
