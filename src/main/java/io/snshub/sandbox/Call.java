package io.snshub.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call to a platform, read completely. */
public final class Call {

  /** A file of a multipart form; only its size is kept. */
  public record Part(String name, String filename, String contentType, long size) {}

  private final HttpServerRequest request;
  private final String prefix;
  private final String path;
  private final Map<String, String> params;
  private final CallBody body;
  private final Instant at;
  private Operation operation = Operation.LOOKUP;
  private @Nullable JsonObject json;
  private boolean jsonRead;
  private @Nullable String account;
  private @Nullable String content;

  Call(
      HttpServerRequest request,
      String prefix,
      String path,
      Map<String, String> params,
      CallBody body,
      Instant at) {
    this.request = request;
    this.prefix = prefix;
    this.path = path;
    this.params = params;
    this.body = body;
    this.at = at;
  }

  /** Returns the platform's prefix. */
  public String prefix() {
    return prefix;
  }

  /** Returns the HTTP method. */
  public String method() {
    return request.method().name();
  }

  /** Returns the path below the prefix. */
  public String path() {
    return path;
  }

  /** Returns the time of the call. */
  public Instant at() {
    return at;
  }

  /** Returns a variable part of the path. */
  public String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no such part of the path: " + name);
    }
    return value;
  }

  /** Returns a query parameter, or null. */
  public @Nullable String query(String name) {
    return request.getParam(name);
  }

  /** Returns the query as it was sent, still encoded, or null. */
  public @Nullable String rawQuery() {
    return request.query();
  }

  /** Returns all values of a query parameter that may be repeated. */
  public List<String> queries(String name) {
    return request.params().getAll(name);
  }

  /** Returns a field of the form, or null. */
  public @Nullable String form(String name) {
    return body.form().get(name);
  }

  /** Returns all pairs of the query. */
  public List<Map.Entry<String, String>> queries() {
    return request.params().entries();
  }

  /** Returns all pairs of query and form. */
  public List<Map.Entry<String, String>> pairs() {
    List<Map.Entry<String, String>> all = new ArrayList<>(queries());
    all.addAll(body.form().entries());
    return all;
  }

  /** Returns a value from query, form or JSON body, whichever has it. */
  public @Nullable String input(String name) {
    String value = query(name);
    if (value == null) {
      value = form(name);
    }
    JsonObject object = value == null ? json() : null;
    Object found = object == null ? null : object.getValue(name);
    return found == null ? value : found.toString();
  }

  /** Returns a header's value, or null. */
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  /** Returns the body as a JSON object, or null when it is none. */
  public @Nullable JsonObject json() {
    if (!jsonRead) {
      jsonRead = true;
      try {
        json = body.head().length() == 0 ? null : new JsonObject(body.head());
      } catch (DecodeException | ClassCastException e) {
        json = null;
      }
    }
    return json;
  }

  /** Returns the body; of a streamed one the first bytes. */
  public Buffer body() {
    return body.head();
  }

  /** Returns how many bytes the body had. */
  public long size() {
    return body.size();
  }

  /** Returns the files of a multipart form. */
  public List<Part> parts() {
    return body.parts();
  }

  /** Returns the token of {@code Authorization: Bearer}, or null. */
  public @Nullable String bearer() {
    return credentials("Bearer ");
  }

  /** Returns what follows a scheme in {@code Authorization}, or null. */
  public @Nullable String credentials(String scheme) {
    String value = header("Authorization");
    return value != null && value.regionMatches(true, 0, scheme, 0, scheme.length())
        ? value.substring(scheme.length()).trim()
        : null;
  }

  /** Returns user and password of {@code Authorization: Basic}, or null. */
  public String @Nullable [] basic() {
    String encoded = credentials("Basic ");
    if (encoded == null) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the sandbox's root as the caller knows it, with the platform's prefix. */
  public String root() {
    return origin() + "/" + prefix;
  }

  /** Returns the sandbox's root as the caller knows it. */
  public String origin() {
    return request.scheme() + "://" + request.authority();
  }

  /** Returns the account of the token; only on routes that want one. */
  public String account() {
    return account == null ? "" : account;
  }

  /** Tells the ledger what the call was about. Never a token. */
  public void about(@Nullable String newContent) {
    this.content = newContent;
  }

  /** Returns what the call is for. */
  public Operation operation() {
    return operation;
  }

  void operation(Operation newOperation) {
    this.operation = newOperation;
  }

  void account(String newAccount) {
    this.account = newAccount;
  }

  @Nullable String accountOrNull() {
    return account;
  }

  @Nullable String content() {
    return content;
  }

  boolean hasReadableQuery() {
    try {
      return request.params() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  MultiMap form() {
    return body.form();
  }

  boolean tooLong() {
    return body.tooLong();
  }

  HttpServerRequest request() {
    return request;
  }
}
