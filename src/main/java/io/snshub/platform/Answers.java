package io.snshub.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.platform.PlatformAnswer.NotSent;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the platforms' answers have in common. Pure; never throws on what a platform sends. */
public final class Answers {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // half of an answer may be JSON as well
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int MESSAGE_LENGTH = 300;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");
  private static final Duration LONGEST_LIFE = Duration.ofDays(3660);

  /** The longest wait that is taken from a platform's word. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private Answers() {}

  /**
   * Folds the answer to an irreversible call: not sent means refused for now, lost means doubtful,
   * and an answer is read.
   */
  public static Outcome outcome(
      String platform, PlatformAnswer answer, Function<Answered, Outcome> reading) {
    if (answer instanceof Answered answered) {
      return reading.apply(answered);
    }
    if (answer instanceof Lost lost) {
      return new Outcome.Doubtful(platform + ": the answer was lost: " + lost.reason());
    }
    return new Outcome.Refused(unreached(platform, answer));
  }

  /** Tells why a call that may be repeated brought no answer. */
  public static PublishFailure unreached(String platform, PlatformAnswer answer) {
    if (answer instanceof NotSent notSent) {
      Duration held = notSent.retryAfter();
      return held == null
          ? new PublishFailure.Transient(
              "connect_failed", platform + ": not reached: " + notSent.reason(), null)
          : new PublishFailure.Transient(
              "held_back", platform + ": not sent: " + notSent.reason(), held);
    }
    if (answer instanceof Lost lost) {
      return new PublishFailure.Transient(
          "answer_lost", platform + ": no answer: " + lost.reason(), null);
    }
    throw new IllegalArgumentException("there is an answer");
  }

  /** Reads the body as JSON; a missing node when it is none. */
  public static JsonNode json(Answered answer) {
    try {
      JsonNode node = answer.body().length == 0 ? null : JSON.readTree(answer.body());
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** Returns a field that is a text of this shape, or null: a number is no text. */
  public static @Nullable String text(JsonNode parent, String field, Pattern shape) {
    JsonNode node = parent.path(field);
    return node.isTextual() && shape.matcher(node.textValue()).matches() ? node.textValue() : null;
  }

  /** The body says nothing, or says it in JSON; anything else was not written by the platform. */
  public static boolean emptyOrObject(Answered answer) {
    return answer.body().length == 0 || json(answer).isObject();
  }

  /** Returns how long a platform asks to be left alone in seconds, within reason. */
  public static Duration pause(JsonNode seconds, int usual) {
    boolean sane = seconds.isIntegralNumber() && seconds.canConvertToInt();
    return Duration.ofSeconds(sane ? Math.max(1, Math.min(seconds.intValue(), 600)) : usual);
  }

  /** Reads an OAuth grant; null when any part of it is not what such a part can be. */
  public static TokenGrant.@Nullable Granted grant(JsonNode body) {
    String token = text(body, "access_token", TOKEN);
    boolean renewed = !body.path("refresh_token").isMissingNode();
    String refresh = text(body, "refresh_token", TOKEN);
    if (token == null || (renewed && refresh == null)) {
      return null;
    }
    JsonNode seconds = body.path("expires_in");
    boolean told = seconds.isIntegralNumber() && seconds.canConvertToLong();
    long life = told ? Math.min(seconds.longValue(), LONGEST_LIFE.toSeconds()) : 0;
    return new TokenGrant.Granted(token, refresh, life > 0 ? Duration.ofSeconds(life) : null);
  }

  /**
   * Reads a text as JSON of our own making.
   *
   * @throws IllegalArgumentException when it isn't
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      // without the cause: its message quotes the text, which may be secret
      throw new IllegalArgumentException("not a " + type.getSimpleName());
    }
  }

  /** Writes a record as JSON. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Encodes a form or a query, in the map's order. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Encodes one value for a query or a form; a space becomes {@code %20}. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns how long {@code Retry-After} asks to wait (seconds or a date), or null. */
  public static @Nullable Duration retryAfter(Answered answer) {
    String value = answer.header("retry-after");
    if (value == null) {
      return null;
    }
    Long seconds = number(value);
    if (seconds != null) {
      return capped(seconds);
    }
    Instant until = date(value);
    return until == null ? null : until(answer, until);
  }

  /** Returns how long an account rests that was asked to, a minute when no time is named. */
  public static Duration rest(@Nullable Duration asked) {
    return asked == null ? Duration.ofMinutes(1) : asked;
  }

  /** Returns a header that is a small whole number, or null. */
  public static @Nullable Integer count(Answered answer, String header) {
    Long number = number(answer.header(header));
    return number == null || number > Integer.MAX_VALUE ? null : number.intValue();
  }

  /** Returns the time from the answer's own date to an epoch second in a header, or null. */
  public static @Nullable Duration untilEpoch(Answered answer, String header) {
    Long epoch = number(answer.header(header));
    return epoch == null || epoch <= 0 || epoch > 253_402_300_799L
        ? null
        : until(answer, Instant.ofEpochSecond(epoch));
  }

  /** Returns the time from the answer's own date to a point in time, or null. */
  public static @Nullable Duration until(Answered answer, Instant then) {
    Instant now = date(answer.header("date"));
    return now == null ? null : capped(Duration.between(now, then).getSeconds());
  }

  /** Returns when the answer was given, or null. */
  public static @Nullable Instant givenAt(Answered answer) {
    return date(answer.header("date"));
  }

  /** Makes a platform's own words fit for a message: one line, not too long. */
  public static String words(String platform, int status, @Nullable String detail) {
    String said = detail == null ? "" : detail.strip().replaceAll("\\s+", " ");
    String shown = said.length() > MESSAGE_LENGTH ? said.substring(0, MESSAGE_LENGTH) + "…" : said;
    return shown.isEmpty()
        ? "%s: answered %d".formatted(platform, status)
        : "%s: answered %d: %s".formatted(platform, status, shown);
  }

  private static Duration capped(long seconds) {
    long within = Math.max(0, Math.min(seconds, LONGEST_WAIT.toSeconds()));
    return Duration.ofSeconds(within);
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || !text.strip().matches("\\d{1,15}")) {
      return null;
    }
    return Long.valueOf(text.strip());
  }

  private static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
