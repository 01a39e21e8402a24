package io.snshub.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where connecting an account has come to: a call to make next and what to make of its answer, or
 * the end. The steps of one attempt live in memory only: when the process dies, the person starts
 * again.
 */
public sealed interface ConnectStep {

  /** There is something to ask yet. */
  default boolean open() {
    return this instanceof Ask;
  }

  /**
   * A call is to be made.
   *
   * @param request what to ask the platform
   * @param then what its answer leads to
   */
  record Ask(PlatformRequest request, Function<PlatformAnswer, ConnectStep> then)
      implements ConnectStep {
    /** Returns the step that this answer leads to. */
    public ConnectStep heard(PlatformAnswer answer) {
      return then.apply(answer);
    }
  }

  /**
   * The person has connected.
   *
   * @param connection what was allowed
   */
  record Connected(Connection connection) implements ConnectStep {}

  /**
   * Nothing came of it.
   *
   * @param failure why
   */
  record Refused(PublishFailure failure) implements ConnectStep {}

  /**
   * What a code was exchanged for.
   *
   * @param tokens the tokens
   * @param scopes what was granted, empty when not told
   */
  record Exchanged(Tokens tokens, List<String> scopes) {}

  /** Asks, and goes on with what a good answer says. */
  static ConnectStep ask(
      PlatformRequest request,
      Function<PlatformAnswer, PublishFailure> failure,
      Function<JsonNode, ConnectStep> then) {
    return new Ask(
        request,
        answer ->
            answer instanceof Answered answered && answered.ok()
                ? then.apply(Answers.json(answered))
                : new Refused(failure.apply(answer)));
  }

  /** Exchanges a code; a platform that refuses it may say so with any status. */
  static ConnectStep exchange(
      String platform,
      PlatformRequest request,
      Function<PlatformAnswer, PublishFailure> failure,
      Function<Exchanged, ConnectStep> then) {
    return new Ask(request, answer -> exchanged(platform, answer, failure, then));
  }

  private static ConnectStep exchanged(
      String platform,
      PlatformAnswer answer,
      Function<PlatformAnswer, PublishFailure> failure,
      Function<Exchanged, ConnectStep> then) {
    if (!(answer instanceof Answered answered)
        || answered.status() == 429
        || answered.status() >= 500) {
      return new Refused(failure.apply(answer));
    }
    JsonNode body = Answers.json(answered);
    TokenGrant.Granted granted =
        answered.ok() && !body.path("error").isTextual() ? Answers.grant(body) : null;
    if (granted == null) {
      return new Refused(new PublishFailure.Permanent("code_refused", words(platform, answered)));
    }
    String refresh = granted.refreshToken();
    return then.apply(
        new Exchanged(
            new Tokens(
                new Secret(granted.accessToken()),
                refresh == null ? null : new Secret(refresh),
                granted.lifetime(),
                lifetime(body)),
            scopes(body.path("scope"))));
  }

  /** Only what platforms say for people: the rest of an answer may repeat what was sent. */
  private static String words(String platform, Answered answered) {
    JsonNode body = Answers.json(answered);
    String said =
        Stream.of("error_description", "error_message", "message")
            .map(body::path)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .findFirst()
            .orElse(body.path("error").path("message").asText(body.path("error").asText("")));
    return Answers.words(platform, answered.status(), said);
  }

  private static @Nullable Duration lifetime(JsonNode body) {
    for (String field : List.of("refresh_token_expires_in", "refresh_expires_in")) {
      JsonNode seconds = body.path(field);
      if (seconds.isIntegralNumber() && seconds.canConvertToInt() && seconds.intValue() > 0) {
        return Duration.ofSeconds(seconds.intValue());
      }
    }
    return null;
  }

  /** Reads scopes from a text with commas or spaces between them, or from a list. */
  static List<String> scopes(JsonNode said) {
    Stream<String> texts =
        said.isArray()
            ? java.util.stream.StreamSupport.stream(said.spliterator(), false).map(JsonNode::asText)
            : Pattern.compile("[ ,]+").splitAsStream(said.asText(""));
    return texts.map(String::strip).filter(scope -> !scope.isEmpty()).distinct().toList();
  }

  /** A single place, which is the person or what belongs to them. */
  static ConnectStep one(
      String kind, @Nullable String remoteId, @Nullable String name, Exchanged exchanged) {
    if (remoteId == null || remoteId.isBlank()) {
      return new Refused(
          new PublishFailure.Permanent("no_place", "there is nothing to post to on this account"));
    }
    Connection.Place place =
        new Connection.Place(
            kind, remoteId, name == null || name.isBlank() ? remoteId : name, exchanged.tokens());
    return new Connected(new Connection(exchanged.scopes(), List.of(place)));
  }
}
