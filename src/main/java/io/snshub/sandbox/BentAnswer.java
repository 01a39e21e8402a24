package io.snshub.sandbox;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers that no sound server would send. */
final class BentAnswer {
  private static final long BEAT_MS = 50;
  private static final int BEAT_BYTES = 4 * 1024;

  private BentAnswer() {}

  /** Writes the first bytes of an answer whose head tells its whole length, then closes. */
  static void cut(HttpServerRequest request, Reply reply, int bytes) {
    Buffer whole = head(reply).appendBuffer(reply.body());
    byte[] part = whole.getBytes(0, Math.min(bytes, whole.length()));
    Channel channel = ((ConnectionBase) request.connection()).channel();
    // past the HTTP encoder, which would insist on a complete answer
    channel
        .eventLoop()
        .execute(
            () ->
                channel
                    .pipeline()
                    .firstContext()
                    .writeAndFlush(Unpooled.wrappedBuffer(part))
                    .addListener(ChannelFutureListener.CLOSE));
  }

  private static Buffer head(Reply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Answer\r\n");
    for (Map.Entry<String, String> line : reply.headers().entrySet()) {
      head.append(line.getKey()).append(": ").append(line.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(reply.body().length()).append("\r\n\r\n");
    return Buffer.buffer(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes the body and goes on with blanks until the caller hangs up. */
  static void endless(Vertx vertx, HttpServerResponse response, Reply reply) {
    Buffer blanks = Buffer.buffer(" ".repeat(BEAT_BYTES));
    response.setChunked(true);
    long beat =
        vertx.setPeriodic(
            BEAT_MS,
            timer -> {
              if (!response.closed() && !response.writeQueueFull()) {
                response.write(blanks);
              }
            });
    response.closeHandler(gone -> vertx.cancelTimer(beat));
    response.write(reply.body().length() == 0 ? blanks : reply.body());
  }
}
