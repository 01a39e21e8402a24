package io.snshub.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Serves made-up media by the ending of any name: always the same bytes, never a file. Videos are
 * written as the caller takes them, so that a large one needs no memory.
 */
final class MediaFiles {
  private static final long VIDEO = 600_000;
  private static final long LONGEST_VIDEO = 512L * 1024 * 1024;
  private static final Buffer PADDING = Buffer.buffer(new byte[64 * 1024]);
  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "gif", "image/gif",
          "mp4", "video/mp4",
          "mov", "video/quicktime");

  private final Vertx vertx;

  MediaFiles(Vertx vertx) {
    this.vertx = vertx;
  }

  void mount(Router router) {
    router.route(HttpMethod.GET, "/_sandbox/media/*").handler(this::serve);
    router.route(HttpMethod.HEAD, "/_sandbox/media/*").handler(this::serve);
  }

  private void serve(RoutingContext call) {
    String path = call.request().path();
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.get(ending);
    if (type == null) {
      refuse(call, 404, "media end in one of " + new TreeSet<>(TYPES.keySet()));
    } else if (type.startsWith("video/")) {
      serveVideo(call, type, ending.equals("mov") ? "qt  " : "isom");
    } else {
      Callable<Buffer> paint = () -> Pictures.of(ending);
      vertx
          .executeBlocking(paint, false)
          .onSuccess(bytes -> begin(call, type, bytes.length()).end(head(call) ? null : bytes))
          .onFailure(call::fail);
    }
  }

  private void serveVideo(RoutingContext call, String type, String brand) {
    Long size = size(call.request().getParam("bytes"));
    if (size == null) {
      refuse(call, 400, "bytes: must be a whole number from 64 to " + LONGEST_VIDEO);
      return;
    }
    HttpServerResponse response = begin(call, type, size);
    if (head(call)) {
      response.end();
      return;
    }
    Buffer start =
        Buffer.buffer()
            .appendInt(24)
            .appendString("ftyp" + brand)
            .appendInt(512)
            .appendString(brand + "mp41")
            .appendInt((int) (size - 24))
            .appendString("mdat");
    response.write(start);
    pad(response, size - start.length());
  }

  /** Writes until the socket is full, then goes on when it has drained. */
  private void pad(HttpServerResponse response, long missing) {
    long left = missing;
    while (left > 0 && !response.closed()) {
      if (response.writeQueueFull()) {
        long later = left;
        response.drainHandler(drained -> pad(response, later));
        return;
      }
      int now = (int) Math.min(left, PADDING.length());
      response.write(PADDING.slice(0, now));
      left -= now;
    }
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  private static @Nullable Long size(@Nullable String bytes) {
    if (bytes == null) {
      return VIDEO;
    }
    if (!bytes.matches("\\d{1,12}")) {
      return null;
    }
    long size = Long.parseLong(bytes);
    return size < 64 || size > LONGEST_VIDEO ? null : Long.valueOf(size);
  }

  private static boolean head(RoutingContext call) {
    return call.request().method() == HttpMethod.HEAD;
  }

  private static HttpServerResponse begin(RoutingContext call, String type, long length) {
    return call.response()
        .putHeader("Content-Type", type)
        .putHeader("Content-Length", Long.toString(length));
  }

  private static void refuse(RoutingContext call, int status, String message) {
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(new JsonObject().put("error", message).toBuffer());
  }
}
