package io.snshub.media;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.MediaFetch;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Media on this machine. Two fetches of one URL share one download; a file appears whole or not at
 * all. A failed download leaves nothing and the next fetch tries again.
 */
class MediaCache implements AutoCloseable {
  private final MediaSettings settings;
  private final MediaFiles files;
  private final Supplier<MediaDownload> downloads;
  private final ConcurrentHashMap<String, CompletableFuture<MediaFetch>> running =
      new ConcurrentHashMap<>();
  // DNS and file moves block; they get threads of their own so that no lane waits for them
  private final ExecutorService blocking =
      Executors.newFixedThreadPool(
          4,
          task -> {
            Thread thread = new Thread(task, "media");
            thread.setDaemon(true);
            return thread;
          });

  MediaCache(MediaSettings settings, MediaFiles files, Supplier<MediaDownload> downloads) {
    this.settings = settings;
    this.files = files;
    this.downloads = downloads;
  }

  /** Brings a medium here, or tells why not. Never completes with an exception of the network. */
  CompletionStage<MediaFetch> fetch(Media media) {
    String url = settings.mirrored(media.url());
    String name = MediaFiles.name(url);
    CompletableFuture<MediaFetch> mine = new CompletableFuture<>();
    CompletableFuture<MediaFetch> other = running.putIfAbsent(name, mine);
    if (other != null) {
      return other;
    }
    CompletableFuture.supplyAsync(() -> start(url, name), blocking)
        .thenCompose(stage -> stage)
        .whenComplete(
            (fetched, failure) -> {
              running.remove(name);
              if (failure != null) {
                mine.completeExceptionally(failure);
              } else {
                mine.complete(fetched);
              }
            });
    return mine;
  }

  private CompletionStage<MediaFetch> start(String url, String name) {
    FetchedMedia here = files.find(name);
    if (here != null) {
      return done(new MediaFetch.Fetched(here));
    }
    MediaTarget target = MediaTarget.of(url);
    if (target == null) {
      return done(
          missing("media_url_invalid", MediaTarget.withoutQuery(url) + " can't be fetched"));
    }
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(target.host());
    } catch (UnknownHostException e) {
      return done(
          new MediaFetch.Missing(
              new Transient("media_unreachable", target.shown() + ": unknown host", null)));
    }
    boolean open = Arrays.stream(addresses).allMatch(PublicAddress::isPublic);
    if (!open && !target.trusted(settings.trustedOrigins())) {
      return done(
          missing("media_address_forbidden", target.shown() + " has an address that isn't public"));
    }
    return download(target, addresses[0], name);
  }

  private CompletionStage<MediaFetch> download(
      MediaTarget target, InetAddress address, String name) {
    Path part = files.part(name);
    return downloads
        .get()
        .fetch(target, address, part)
        .toCompletionStage()
        .thenApplyAsync(result -> settled(result, part, name), blocking);
  }

  private MediaFetch settled(MediaDownload.Result result, Path part, String name) {
    if (result instanceof MediaDownload.Result.Arrived arrived) {
      return new MediaFetch.Fetched(files.keep(part, name, arrived.contentType()));
    }
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ((MediaDownload.Result.Missed) result).why();
  }

  private static MediaFetch missing(String code, String message) {
    return new MediaFetch.Missing(new Permanent(code, message));
  }

  private static CompletionStage<MediaFetch> done(MediaFetch fetch) {
    return CompletableFuture.completedFuture(fetch);
  }

  @Override
  public void close() {
    blocking.shutdownNow();
  }
}
