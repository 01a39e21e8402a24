package io.snshub.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A platform's answer together with what the call did. Both take place at once: the ledger and the
 * boards are written before a byte of the answer is, so that they hold even when it is never sent.
 */
public final class Reply {
  private static final String JSON = "application/json; charset=utf-8";

  private final int status;
  private final Map<String, String> headers;
  private final Buffer body;
  private final Change change;
  private final List<Change> others;

  private Reply(int status, Map<String, String> headers, Buffer body, Change change) {
    this(status, headers, body, change, List.of());
  }

  private Reply(
      int status, Map<String, String> headers, Buffer body, Change change, List<Change> others) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.change = change;
    this.others = others;
  }

  /** Returns an answer with a JSON object. */
  public static Reply json(int status, JsonObject body) {
    return of(status, JSON, body.toBuffer());
  }

  /** Returns an answer with a JSON array. */
  public static Reply json(int status, JsonArray body) {
    return of(status, JSON, body.toBuffer());
  }

  /** Returns an answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), Buffer.buffer(), Change.NONE);
  }

  /** Returns an answer with any body. */
  public static Reply of(int status, String contentType, Buffer body) {
    return new Reply(status, Map.of("Content-Type", contentType), body, Change.NONE);
  }

  /** Returns the same answer with one more header line. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, change, others);
  }

  /** Returns an answer that does the same and says something else. */
  Reply disguised(int newStatus, String contentType, Buffer newBody) {
    return new Reply(newStatus, Map.of("Content-Type", contentType), newBody, change, others);
  }

  /** The call created a post that is visible from now on. */
  public Reply created(SandboxPost post) {
    return with(new Change(Effect.CREATED, post.id(), Change.Kind.PUT_POST, post));
  }

  /** The call created a post that only its owner can see. */
  public Reply createdPrivately(String id) {
    return with(new Change(Effect.CREATED, id, Change.Kind.NOTHING, null));
  }

  /** The call sent a message: in the ledger, but no post. */
  public Reply sent(SandboxPost message) {
    return with(new Change(Effect.CREATED, message.id(), Change.Kind.PUT_MESSAGE, message));
  }

  /** The call took a post or a message down. */
  public Reply deleted(String id) {
    return with(new Change(Effect.DELETED, id, Change.Kind.TAKE_DOWN, null));
  }

  /** The call changed a post, or made an existing one visible. */
  public Reply shows(SandboxPost post) {
    return with(new Change(Effect.NONE, post.id(), Change.Kind.PUT_POST, post));
  }

  /** The call changed a message. */
  public Reply showsMessage(SandboxPost message) {
    return with(new Change(Effect.NONE, message.id(), Change.Kind.PUT_MESSAGE, message));
  }

  /** The call hid an existing post. */
  public Reply hides(String id) {
    return with(new Change(Effect.NONE, id, Change.Kind.TAKE_DOWN, null));
  }

  /** The call sent another message too; the ledger tells of the first. */
  public Reply alsoSent(SandboxPost message) {
    return also(new Change(Effect.CREATED, message.id(), Change.Kind.PUT_MESSAGE, message));
  }

  /** The call took another post or message down too; the ledger tells of the first. */
  public Reply alsoDeleted(String id) {
    return also(new Change(Effect.DELETED, id, Change.Kind.TAKE_DOWN, null));
  }

  private Reply also(Change other) {
    List<Change> more = new ArrayList<>(others);
    more.add(other);
    return new Reply(status, headers, body, change, List.copyOf(more));
  }

  private Reply with(Change newChange) {
    return new Reply(status, headers, body, newChange, others);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  Buffer body() {
    return body;
  }

  Change change() {
    return change;
  }

  List<Change> others() {
    return others;
  }
}
