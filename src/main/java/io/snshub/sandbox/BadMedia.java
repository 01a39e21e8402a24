package io.snshub.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Media that somebody should refuse, below {@code /_sandbox/media/bad/}, by name: {@code lie} (a
 * page of HTML), {@code garbage}, {@code bomb} (a small file that declares 60 000 × 60 000 pixels),
 * {@code cut} (ends in the middle), {@code endless}, {@code slow} (a byte a second), {@code
 * missing} (404), {@code broken} (500), {@code private} (sends on to an address that isn't public),
 * {@code loop} (sends on to itself), {@code moved} (sends on to a good one).
 */
final class BadMedia {
  private static final int SIDE = 60_000;
  private static final Buffer PAGE =
      Buffer.buffer("<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>");

  private final Vertx vertx;

  BadMedia(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Answers, or says that no bad medium has this name. */
  boolean serve(RoutingContext call, String name, String ending, String type) {
    HttpServerResponse response = call.response();
    switch (name) {
      case "lie" -> response.putHeader("Content-Type", type).end(PAGE);
      case "garbage" -> response.putHeader("Content-Type", type).end(garbage());
      case "bomb" -> response.putHeader("Content-Type", type).end(bomb(ending));
      case "cut" -> cut(response, type);
      case "endless" -> endless(begun(response, type, ending), Buffer.buffer(new byte[65_536]));
      case "slow" -> drip(begun(response, type, ending));
      case "missing" -> response.setStatusCode(404).end();
      case "broken" -> response.setStatusCode(500).end();
      case "private" -> send(response, "http://169.254.169.254/latest/meta-data/");
      case "loop" -> send(response, call.request().uri());
      case "moved" ->
          send(response, call.request().uri().replaceFirst("/bad/moved(?=[.])", "/moved"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void send(HttpServerResponse response, String where) {
    response.setStatusCode(302).putHeader("Location", where).end();
  }

  private static Buffer garbage() {
    byte[] bytes = new byte[20_000];
    new Random(1).nextBytes(bytes);
    return Buffer.buffer(bytes);
  }

  private static void cut(HttpServerResponse response, String type) {
    response.putHeader("Content-Type", type).putHeader("Content-Length", "100000");
    response.write(garbage()).onComplete(written -> response.reset());
  }

  private static HttpServerResponse begun(HttpServerResponse response, String type, String ending) {
    response.putHeader("Content-Type", type).setChunked(true).write(bomb(ending));
    return response;
  }

  private void drip(HttpServerResponse response) {
    vertx.setPeriodic(
        1_000,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else {
            response.write(Buffer.buffer(new byte[1]));
          }
        });
  }

  private static void endless(HttpServerResponse response, Buffer piece) {
    while (!response.closed() && !response.writeQueueFull()) {
      response.write(piece);
    }
    if (!response.closed()) {
      response.drainHandler(drained -> endless(response, piece));
    }
  }

  /** The head of a picture that would take gigabytes to paint; nothing comes after it. */
  private static Buffer bomb(String ending) {
    return Buffer.buffer(
        switch (ending.toLowerCase(Locale.ROOT)) {
          case "png" -> png();
          case "gif" ->
              ByteBuffer.allocate(13)
                  .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                  .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                  .putShort((short) SIDE)
                  .putShort((short) SIDE)
                  .array();
          default ->
              ByteBuffer.allocate(21)
                  .putInt(0xffd8ffc0)
                  .putShort((short) 17)
                  .put((byte) 8)
                  .putShort((short) SIDE)
                  .putShort((short) SIDE)
                  .put(new byte[] {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0})
                  .array();
        });
  }

  private static byte[] png() {
    byte[] header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(SIDE)
            .putInt(SIDE)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 check = new CRC32();
    check.update(header);
    return ByteBuffer.allocate(33)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(header)
        .putInt((int) check.getValue())
        .array();
  }
}
