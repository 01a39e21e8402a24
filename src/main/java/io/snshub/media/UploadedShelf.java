package io.snshub.media;

import io.snshub.call.Problems;
import io.snshub.platform.MediaShelf;
import io.snshub.post.Media;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Uploaded media as posts see them. */
class UploadedShelf implements MediaShelf {
  private final MediaTable table;
  private final PublicRoot root;
  private final Clock clock;

  UploadedShelf(MediaTable table, PublicRoot root, Clock clock) {
    this.table = table;
    this.root = root;
    this.clock = clock;
  }

  @Override
  public Found find(long userId, List<Long> ids) {
    Map<Long, StoredMedium> own = new HashMap<>();
    for (StoredMedium medium : table.find(ids)) {
      if (medium.userId() == userId) {
        own.put(medium.id(), medium);
      }
    }
    List<Media> found = new ArrayList<>();
    List<Long> missing = new ArrayList<>();
    for (Long id : ids) {
      StoredMedium medium = own.get(id);
      if (medium == null) {
        missing.add(id);
      } else {
        found.add(media(medium));
      }
    }
    return new Found(found, missing);
  }

  private Media media(StoredMedium medium) {
    return new Media(
        root.url(medium), medium.facts().kind(), medium.id(), medium.altText(), medium.facts());
  }

  @Override
  public void hold(long postId, List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<Long> wanted = new TreeSet<>(ids);
    Set<Long> there = table.lock(wanted);
    for (Long id : wanted) {
      if (!there.contains(id)) {
        throw Problems.validation("media_ids", "there is no medium " + id + " any more");
      }
      table.hold(id, postId, clock.instant());
    }
  }

  @Override
  public void release(long postId) {
    table.release(postId, clock.instant());
  }

  @Override
  public @Nullable String outOfReach() {
    return root.outOfReach();
  }
}
