package io.snshub.call;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One request as the rooms behind the door see it: the variable {@code request} of a REST route.
 * Immutable. Parameters have been checked against the REST DSL's declarations before the route
 * starts, so the typed getters fail only for parameters that were declared as something else.
 *
 * @param identified who asks, or null on a public operation
 * @param traceId 32 hex digits that name this request in answers and logs
 * @param method the HTTP method
 * @param path the path as sent, without its query
 * @param pathParameters decoded parameters of the path by name
 * @param queryParameters decoded parameters of the query by name, defaults filled in
 * @param headers the request's header lines on the door's list, names in lower case
 * @param idempotency the request's idempotency key, or null
 * @param preferWait how long the client likes to wait ({@code Prefer: wait=N}), or null
 * @param address where the client is, as far as trusted proxies say
 */
public record RequestContext(
    @Nullable Caller identified,
    String traceId,
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, List<String>> queryParameters,
    Map<String, String> headers,
    @Nullable IdempotencyTicket idempotency,
    @Nullable Duration preferWait,
    String address) {

  /**
   * Returns who asks.
   *
   * @throws ProblemException 401 on a public operation asked without a key
   */
  public Caller caller() {
    if (identified == null) {
      throw Problems.unauthorized("this operation needs an API key");
    }
    return identified;
  }

  /** Returns the id of the user who asks. */
  public long userId() {
    return caller().userId();
  }

  /**
   * Returns the caller if it is an administrator.
   *
   * @throws ProblemException 403 otherwise
   */
  public Caller admin() {
    Caller caller = caller();
    if (!caller.admin()) {
      throw Problems.forbidden("only an administrator may do this");
    }
    return caller;
  }

  /** Returns the path parameter {@code id}. */
  public long id() {
    return id("id");
  }

  /**
   * Returns a numeric path parameter.
   *
   * @throws ProblemException 404 when it isn't a number: no object has such an id
   */
  public long id(String name) {
    String value = pathParameters.get(name);
    try {
      return Long.parseLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw Problems.notFound("object with the id", String.valueOf(value));
    }
  }

  /** Returns a path parameter, or the empty text when the path has none of this name. */
  public String pathText(String name) {
    return pathParameters.getOrDefault(name, "");
  }

  /** Returns a query parameter as text. */
  public Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  /** Returns all values of a list parameter. */
  public List<String> texts(String name) {
    return queryParameters.getOrDefault(name, List.of());
  }

  /** Returns a query parameter declared as {@code integer}. */
  public OptionalLong number(String name) {
    return text(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** Returns a query parameter declared as {@code boolean}. */
  public boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** Returns a query parameter declared as {@code date-time}, in UTC. */
  public Optional<Instant> instant(String name) {
    return text(name).map(text -> OffsetDateTime.parse(text).toInstant());
  }

  /** Returns a query parameter with declared values as the constant of the same name. */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    return text(name).map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  /** Returns the page size: 1–100, 20 unless asked otherwise. */
  public int limit() {
    return (int) number("limit").orElse(20);
  }

  /** Returns how many entries to skip, 0 unless asked otherwise. */
  public long offset() {
    return number("offset").orElse(0);
  }

  /** Returns a header line of the request, if the door lets it through. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
