package io.snshub.platform.twitter;

import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Shelf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media that were brought; the newest {@value #CAPACITY} are known. */
final class TwitterSandboxMedia {
  private static final int CAPACITY = 100_000;

  private final Shelf<Long, TwitterSandboxUpload> uploads = new Shelf<>(CAPACITY);

  void put(TwitterSandboxUpload upload) {
    uploads.put(upload.id(), upload);
  }

  /** Returns the media ids of a post, each of them ready, or refuses the post. */
  List<String> attachable(@Nullable JsonObject media, Instant now) {
    if (media == null) {
      return List.of();
    }
    JsonArray list = media.getJsonArray("media_ids");
    List<String> names = new ArrayList<>();
    int alone = 0;
    for (Object name : list) {
      TwitterSandboxUpload upload = find(String.valueOf(name));
      if (upload == null || !upload.ready(now)) {
        throw invalid(String.valueOf(list));
      }
      alone += upload.isVideo() || upload.isGif() ? 1 : 0;
      names.add(Long.toString(upload.id()));
    }
    if (names.isEmpty() || names.size() > 4 || (alone > 0 && names.size() > 1)) {
      throw invalid(String.valueOf(list));
    }
    return names;
  }

  List<String> keys(List<String> names) {
    return names.stream().map(name -> required(name).key()).toList();
  }

  /** Returns a medium as it stands beside a post. */
  JsonObject described(String key, Set<String> fields, TwitterSandboxCounters counted) {
    TwitterSandboxUpload upload = required(key.substring(key.indexOf('_') + 1));
    JsonObject json = new JsonObject().put("media_key", key).put("type", upload.kind());
    JsonObject all = upload.shown(counted);
    for (String field : fields) {
      if (all.containsKey(field)) {
        json.put(field, all.getValue(field));
      }
    }
    return json;
  }

  void clear() {
    uploads.clear();
  }

  private @Nullable TwitterSandboxUpload find(String id) {
    return id.matches("\\d{1,18}|[0-8]\\d{18}") ? uploads.get(Long.parseLong(id)) : null;
  }

  /** Returns a medium, or refuses the call. */
  TwitterSandboxUpload required(String id) {
    TwitterSandboxUpload upload = find(id);
    if (upload == null) {
      throw new RefusedCall(TwitterSandboxDialect.notFound("media", id));
    }
    return upload;
  }

  private static RefusedCall invalid(String list) {
    return TwitterSandboxDialect.invalid("media.media_ids", list, "Your media IDs are invalid.");
  }
}
