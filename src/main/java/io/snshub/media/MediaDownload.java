package io.snshub.media;

import io.snshub.post.PublishFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One GET, streamed to a file. Holds no thread while bytes come in. */
final class MediaDownload {
  private static final int CONNECT_MILLIS = 10_000;
  private static final Set<Integer> SENT_ON = Set.of(301, 302, 303, 307, 308);

  private final Vertx vertx;
  private final HttpClient client;
  private final MediaSettings settings;

  MediaDownload(Vertx vertx, MediaSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(settings.connections())
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(10));
  }

  /** What a download brought. */
  sealed interface Result {
    /** The file is whole. */
    record Arrived() implements Result {}

    /** It is somewhere else; there is no file. */
    record SentOn(String location) implements Result {}

    /** There is nothing, though part of a file may be. */
    record Missed(PublishFailure why) implements Result {}
  }

  /**
   * Fetches to a file that must not exist yet; connects to the given address and no other.
   *
   * @param patience how long it may take
   * @param room refuses when there is no room for so many bytes more
   */
  Future<Result> fetch(
      MediaTarget target, InetAddress address, Path file, Duration patience, LongConsumer room) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.tls())
            .setURI(target.target())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .putHeader("User-Agent", "sns-hub");
    return client
        .request(options)
        .compose(request -> receive(request, target, file, patience, room))
        .otherwise(cause -> DownloadFailure.of(target, cause));
  }

  private Future<Result> receive(
      HttpClientRequest request,
      MediaTarget target,
      Path file,
      Duration patience,
      LongConsumer room) {
    AtomicLong taken = new AtomicLong();
    Future<Result> work =
        request
            .send()
            .compose(
                response -> {
                  if (response.statusCode() == 200) {
                    return store(response, target, file, taken, room);
                  }
                  abandon(response);
                  return Future.succeededFuture(answered(target, response));
                });
    return watched(request, work, taken, patience);
  }

  /** Ends a download that takes too long in all, or brings too little for a while. */
  private Future<Result> watched(
      HttpClientRequest request, Future<Result> work, AtomicLong taken, Duration patience) {
    long end =
        vertx.setTimer(
            Math.max(1, patience.toMillis()),
            id ->
                request.reset(
                    0, new DownloadFailure.TooSlow("takes longer than " + settings.timeout())));
    AtomicLong before = new AtomicLong();
    long least = settings.minRate() * settings.stallTime().toMillis() / 1000;
    long look =
        vertx.setPeriodic(
            settings.stallTime().toMillis(),
            id -> {
              if (taken.get() - before.getAndSet(taken.get()) < least) {
                request.reset(
                    0,
                    new DownloadFailure.TooSlow(
                        "brings less than " + settings.minRate() + " bytes a second"));
              }
            });
    return work.onComplete(
        done -> {
          vertx.cancelTimer(end);
          vertx.cancelTimer(look);
        });
  }

  private Future<Result> store(
      HttpClientResponse response,
      MediaTarget target,
      Path file,
      AtomicLong taken,
      LongConsumer room) {
    long declared = declared(response);
    if (declared > settings.maxBytes()) {
      abandon(response);
      return Future.succeededFuture(DownloadFailure.tooLarge(target, settings.maxBytes()));
    }
    try {
      room.accept(declared);
    } catch (RuntimeException e) {
      abandon(response);
      return Future.succeededFuture(DownloadFailure.of(target, e));
    }
    response.pause();
    // while the file is being opened nobody else listens
    AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    response.exceptionHandler(lost::set);
    OpenOptions create = new OpenOptions().setCreateNew(true).setWrite(true).setRead(false);
    return vertx
        .fileSystem()
        .open(file.toString(), create)
        .compose(
            open -> {
              CappedFile capped = new CappedFile(open, settings.maxBytes(), taken, room);
              Throwable cause = lost.get();
              if (cause != null) {
                return broken(response, capped, target, cause);
              }
              return response
                  .pipeTo(capped)
                  .<Result>map(new Result.Arrived())
                  .recover(later -> broken(response, capped, target, later));
            });
  }

  private static long declared(HttpClientResponse response) {
    String length = response.getHeader("Content-Length");
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }

  private Future<Result> broken(
      HttpClientResponse response, CappedFile capped, MediaTarget target, Throwable cause) {
    abandon(response);
    Result result =
        capped.full()
            ? DownloadFailure.tooLarge(target, settings.maxBytes())
            : DownloadFailure.of(target, cause);
    return capped.close().map(result).otherwise(result);
  }

  /** Gives the rest of an answer up. The connection goes with it, which is meant. */
  private static void abandon(HttpClientResponse response) {
    try {
      response.exceptionHandler(expected -> {});
    } catch (IllegalStateException ended) {
      // it came to its end meanwhile: nothing is left to give up
      return;
    }
    response.request().reset();
  }

  private static Result answered(MediaTarget target, HttpClientResponse response) {
    int status = response.statusCode();
    String location = response.getHeader("Location");
    return SENT_ON.contains(status) && location != null
        ? new Result.SentOn(location)
        : DownloadFailure.refused(target, status);
  }

  void close() {
    client.close();
  }
}
