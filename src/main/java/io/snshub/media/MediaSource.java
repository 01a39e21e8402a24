package io.snshub.media;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.MediaFetch;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure.Permanent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a post's media come from: uploaded ones from the store, all others from the network. */
class MediaSource {
  private final MediaTable table;
  private final MediaStore store;
  private final MediaCache cache;
  private final PublicRoot root;

  MediaSource(MediaTable table, MediaStore store, MediaCache cache, PublicRoot root) {
    this.table = table;
    this.store = store;
    this.cache = cache;
    this.root = root;
  }

  /** Brings a medium here, or tells why not. */
  CompletionStage<MediaFetch> fetch(Media media) {
    String key = root.key(media.url());
    if (media.id() == null && key == null) {
      return cache.fetch(media);
    }
    Optional<StoredMedium> stored =
        media.id() == null ? table.findByKey(key) : table.find(media.id());
    return CompletableFuture.completedFuture(
        stored.map(this::stored).orElseGet(() -> gone("the uploaded medium was deleted")));
  }

  private MediaFetch stored(StoredMedium medium) {
    Path file = store.file(medium.key());
    return Files.isRegularFile(file)
        ? new MediaFetch.Fetched(new FetchedMedia(file, medium.facts()))
        : gone("the file of medium " + medium.id() + " is not on this machine");
  }

  private static MediaFetch gone(String message) {
    return new MediaFetch.Missing(new Permanent("media_gone", message));
  }
}
