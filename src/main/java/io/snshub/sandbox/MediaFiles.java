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

/**
 * Serves made-up media by the ending of any name: always the same bytes, never a file. A picture is
 * 1080 × 1080 and a video 720 × 1280 for 15 seconds unless the query says otherwise. Large files
 * are written as the caller takes them, so that they need no memory.
 */
final class MediaFiles {
  private static final String BAD = "/_sandbox/media/bad/";
  private static final long VIDEO = 600_000;
  private static final Buffer PADDING = Buffer.buffer(new byte[64 * 1024]);
  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "gif", "image/gif",
          "webp", "image/webp",
          "mp4", "video/mp4",
          "m4v", "video/mp4",
          "mov", "video/quicktime");

  private final Vertx vertx;
  private final Pictures pictures = new Pictures();
  private final BadMedia bad;

  MediaFiles(Vertx vertx) {
    this.vertx = vertx;
    this.bad = new BadMedia(vertx);
  }

  /** The first bytes of a file; zeros follow up to its size. */
  private record Made(Buffer start, long size) {}

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
      return;
    }
    if (path.startsWith(BAD)) {
      String name = path.substring(BAD.length(), path.lastIndexOf('.'));
      if (!bad.serve(call, name, ending, type)) {
        refuse(call, 404, "there is no bad medium " + name);
      }
      return;
    }
    Callable<Made> make =
        () -> type.startsWith("video/") ? video(call, ending) : picture(call, ending);
    vertx
        .executeBlocking(make, false)
        .onSuccess(made -> answer(call, type, made))
        .onFailure(
            e -> {
              if (e instanceof BadInput) {
                refuse(call, 400, String.valueOf(e.getMessage()));
              } else {
                call.fail(e);
              }
            });
  }

  private Made picture(RoutingContext call, String ending) {
    MediaOrder order = MediaOrder.picture(call.request());
    Buffer bytes = pictures.of(ending, order.width(), order.height());
    return new Made(bytes, size(order, bytes.length(), bytes.length()));
  }

  private static Made video(RoutingContext call, String ending) {
    MediaOrder order = MediaOrder.video(call.request());
    String brand = ending.equals("mov") ? "qt  " : "isom";
    Video video = new Video(brand, order.width(), order.height(), order.millis());
    long size = size(order, Math.max(VIDEO, video.whole()), video.least());
    return new Made(video.start(size), size);
  }

  private static long size(MediaOrder order, long unasked, long least) {
    Long bytes = order.bytes();
    if (bytes != null && bytes < least) {
      throw new BadInput("bytes: this file has at least " + least);
    }
    return bytes == null ? unasked : bytes;
  }

  private static void answer(RoutingContext call, String type, Made made) {
    HttpServerResponse response =
        call.response()
            .putHeader("Content-Type", type)
            .putHeader("Content-Length", Long.toString(made.size()));
    if (call.request().method() == HttpMethod.HEAD) {
      response.end();
      return;
    }
    response.write(made.start());
    pad(response, made.size() - made.start().length());
  }

  /** Writes until the socket is full, then goes on when it has drained. */
  private static void pad(HttpServerResponse response, long missing) {
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

  private static void refuse(RoutingContext call, int status, String message) {
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(new JsonObject().put("error", message).toBuffer());
  }
}
