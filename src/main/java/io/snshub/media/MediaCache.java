package io.snshub.media;

import io.snshub.media.MediaFetcher.Brought;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.MediaFetch;
import io.snshub.post.Media;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Fetched media on this machine. Two fetches of one URL share one download; a file appears whole or
 * not at all. A failed download leaves nothing and the next fetch tries again.
 */
class MediaCache {
  private final MediaFiles files;
  private final MediaFetcher fetcher;
  private final ExecutorService blocking;
  private final ConcurrentHashMap<String, CompletableFuture<MediaFetch>> running =
      new ConcurrentHashMap<>();

  MediaCache(MediaFiles files, MediaFetcher fetcher, ExecutorService blocking) {
    this.files = files;
    this.fetcher = fetcher;
    this.blocking = blocking;
  }

  /** Brings a medium here, or tells why not. Never completes with an exception of the network. */
  CompletionStage<MediaFetch> fetch(Media media) {
    String name = MediaFiles.name(fetcher.source(media.url()));
    CompletableFuture<MediaFetch> mine = new CompletableFuture<>();
    CompletableFuture<MediaFetch> other = running.putIfAbsent(name, mine);
    if (other != null) {
      return other;
    }
    CompletableFuture.supplyAsync(() -> start(media.url(), name), blocking)
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
      return CompletableFuture.completedFuture(new MediaFetch.Fetched(here));
    }
    Path part = files.part(name);
    return fetcher.bring(url, part).thenApply(brought -> kept(brought, part, name));
  }

  private MediaFetch kept(Brought brought, Path part, String name) {
    return brought instanceof Brought.Here here
        ? new MediaFetch.Fetched(files.keep(part, name, here.what()))
        : new MediaFetch.Missing(((Brought.Missing) brought).why());
  }
}
