package io.snshub.platform.youtube;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry with its list and its place there.
 *
 * @param playlistId the list
 * @param entry what is on it
 * @param position from 0
 * @param video the entry's video, or null when it has been deleted
 */
record YoutubeSandboxPlaylistRow(
    String playlistId,
    YoutubeSandboxPlaylists.Entry entry,
    int position,
    @Nullable YoutubeSandboxVideo video) {

  JsonObject toJson(Set<String> parts, Instant now) {
    JsonObject json = new JsonObject().put("kind", "youtube#playlistItem").put("id", entry.id());
    if (parts.contains("snippet")) {
      json.put("snippet", snippet(now));
    }
    if (parts.contains("contentDetails")) {
      JsonObject details = new JsonObject().put("videoId", entry.videoId());
      json.put(
          "contentDetails",
          video == null ? details : details.put("videoPublishedAt", video.published(now)));
    }
    if (parts.contains("status")) {
      String privacy = video == null ? "privacyStatusUnspecified" : video.about().privacyAt(now);
      json.put("status", new JsonObject().put("privacyStatus", privacy));
    }
    return YoutubeSandboxAnswers.tagged(json);
  }

  private JsonObject snippet(Instant now) {
    JsonObject words =
        video == null ? new JsonObject().put("title", "Deleted video") : video.snippet(now);
    String added = Instant.ofEpochSecond(entry.at().getEpochSecond()).toString();
    boolean upload = playlistId.equals(YoutubeSandbox.UPLOADS);
    JsonObject snippet =
        new JsonObject()
            .put("publishedAt", upload ? words.getString("publishedAt") : added)
            .put("channelId", YoutubeSandbox.CHANNEL);
    for (String name : List.of("title", "description", "thumbnails", "channelTitle")) {
      if (words.containsKey(name)) {
        snippet.put(name, words.getValue(name));
      }
    }
    JsonObject resource =
        new JsonObject().put("kind", "youtube#video").put("videoId", entry.videoId());
    return snippet
        .put("playlistId", playlistId)
        .put("position", position)
        .put("resourceId", resource)
        .put("videoOwnerChannelTitle", YoutubeSandbox.TITLE)
        .put("videoOwnerChannelId", YoutubeSandbox.CHANNEL);
  }
}
