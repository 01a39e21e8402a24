package io.snshub.media;

import io.snshub.platform.MediaFetch;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
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
import java.util.concurrent.TimeoutException;

/** One GET, streamed to a file. Holds no thread while bytes come in. */
final class MediaDownload {
  private static final int CONNECT_MILLIS = 10_000;

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

  /** What a download brought: a content type, or why there is none. */
  sealed interface Result {
    record Arrived(String contentType) implements Result {}

    record Missed(MediaFetch.Missing why) implements Result {}
  }

  /** Fetches to a file that must not exist yet; connects to the given address and no other. */
  Future<Result> fetch(MediaTarget target, InetAddress address, Path file) {
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
        .compose(request -> within(request, receive(request, target, file)))
        .otherwise(cause -> failed(target, cause));
  }

  private <T> Future<T> within(HttpClientRequest request, Future<T> work) {
    long timer =
        vertx.setTimer(
            settings.timeout().toMillis(),
            id -> request.reset(0, new TimeoutException("took too long")));
    return work.onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<Result> receive(HttpClientRequest request, MediaTarget target, Path file) {
    return request
        .send()
        .compose(
            response -> {
              if (response.statusCode() == 200) {
                return store(response, target, file);
              }
              abandon(response);
              return Future.succeededFuture(refused(target, response.statusCode()));
            });
  }

  private Future<Result> store(HttpClientResponse response, MediaTarget target, Path file) {
    response.pause();
    String type = response.getHeader("Content-Type");
    String plain = type == null ? "application/octet-stream" : type.split(";")[0].strip();
    OpenOptions create = new OpenOptions().setCreateNew(true).setWrite(true).setRead(false);
    return vertx
        .fileSystem()
        .open(file.toString(), create)
        .compose(
            open -> {
              CappedFile capped = new CappedFile(open, settings.maxBytes());
              return response
                  .pipeTo(capped)
                  .<Result>map(new Result.Arrived(plain))
                  .recover(cause -> broken(response, capped, target, cause));
            });
  }

  private Future<Result> broken(
      HttpClientResponse response, CappedFile capped, MediaTarget target, Throwable cause) {
    abandon(response);
    Result result = capped.full() ? tooLarge(target) : failed(target, cause);
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

  private Result tooLarge(MediaTarget target) {
    String message = target.shown() + " is larger than " + settings.maxBytes() + " bytes";
    return missed(new MediaFetch.Missing(new Permanent("media_too_large", message)));
  }

  private static Result refused(MediaTarget target, int status) {
    String message = target.shown() + " answered " + status;
    boolean passing = status >= 500 || status == 408 || status == 429;
    return missed(
        new MediaFetch.Missing(
            passing
                ? new Transient("media_unavailable", message, null)
                : new Permanent(
                    status >= 300 && status < 400 ? "media_redirected" : "media_not_found",
                    message)));
  }

  private static Result failed(MediaTarget target, Throwable cause) {
    String message =
        "%s can't be fetched: %s".formatted(target.shown(), cause.getClass().getSimpleName());
    return missed(new MediaFetch.Missing(new Transient("media_unreachable", message, null)));
  }

  private static Result missed(MediaFetch.Missing why) {
    return new Result.Missed(why);
  }

  void close() {
    client.close();
  }
}
