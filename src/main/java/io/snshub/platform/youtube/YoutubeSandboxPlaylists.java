package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The channel's own playlists; at most {@value #CAPACITY}. */
final class YoutubeSandboxPlaylists {
  private static final int CAPACITY = 1_000;
  private static final int TITLE = 150;
  private static final Set<String> PRIVACIES = Set.of("public", "unlisted", "private");
  private static final Set<String> PARTS =
      Set.of("id", "snippet", "status", "contentDetails", "player", "localizations");

  private final Shelf<String, Playlist> playlists = new Shelf<>(CAPACITY);
  private final YoutubeSandboxCallers callers;
  private final Sequence ids;

  /**
   * A list of videos.
   *
   * @param entries what is on it, in its order
   */
  record Playlist(
      String id,
      String title,
      String description,
      String privacy,
      Instant at,
      List<Entry> entries) {}

  /** A video's place on a list. */
  record Entry(String id, String videoId, String note, Instant at) {}

  YoutubeSandboxPlaylists(Site site, YoutubeSandboxCallers callers) {
    this.callers = callers;
    this.ids = new Sequence(site.clock(), millis -> millis << 10);
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    String path = "/v3/playlists";
    site.route("GET", path, Operation.LOOKUP, quota.of(1, callers.anyone(this::list)))
        .tokenOptional();
    site.route("POST", path, Operation.UPLOAD, quota.of(50, this::insert));
    site.route("PUT", path, Operation.UPLOAD, quota.of(50, this::update));
    site.route("DELETE", path, Operation.UPLOAD, quota.of(50, this::delete));
  }

  @Nullable Playlist find(@Nullable String id) {
    return id == null ? null : playlists.get(id);
  }

  /** Returns the lists of the channel. */
  List<Playlist> all() {
    return List.copyOf(playlists.newestFirst());
  }

  /** Returns a new, unused number for a list or an entry. */
  String newId(String prefix) {
    return prefix + "sandbox" + Long.toString(ids.next(), 36);
  }

  void clear() {
    playlists.clear();
  }

  private Reply list(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    List<String> named = YoutubeSandboxAnswers.ids(call, "id");
    List<Playlist> found = new ArrayList<>();
    if (named != null) {
      found.addAll(all().stream().filter(list -> named.contains(list.id())).toList());
    } else if (call.query("mine") != null) {
      callers.requireOwner(call);
      found.addAll(all());
    } else if (call.query("channelId") != null) {
      boolean ours = YoutubeSandbox.CHANNEL.equals(call.query("channelId"));
      found.addAll(ours ? all() : List.of());
    } else {
      throw YoutubeSandboxReads.noFilter("channelId, id, mine");
    }
    found.removeIf(list -> !YoutubeSandboxVideos.owner(call) && list.privacy().equals("private"));
    YoutubeSandboxAnswers.Page<Playlist> page = YoutubeSandboxAnswers.Page.of(call, found);
    JsonArray items = new JsonArray();
    page.items().forEach(list -> items.add(json(list, parts)));
    return YoutubeSandboxAnswers.read(call, page.toJson("youtube#playlistListResponse", items));
  }

  private Reply insert(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    Playlist made = read(call, newId("PL"), call.at(), new ArrayList<>());
    playlists.put(made.id(), made);
    return Reply.json(200, json(made, parts));
  }

  private Reply update(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    Playlist before = require(YoutubeSandboxAnswers.body(call).getString("id"));
    Playlist changed = read(call, before.id(), before.at(), before.entries());
    playlists.put(changed.id(), changed);
    return Reply.json(200, json(changed, parts));
  }

  private Reply delete(Call call) {
    playlists.remove(require(call.query("id")).id());
    return Reply.empty(204);
  }

  private Playlist require(@Nullable String id) {
    Playlist list = find(id);
    if (list == null) {
      throw YoutubeSandboxDialect.refused(
          404,
          "youtube.playlist",
          "playlistNotFound",
          "The playlist that you are trying to reach cannot be found.",
          "id");
    }
    return list;
  }

  private static Playlist read(Call call, String id, Instant at, List<Entry> entries) {
    JsonObject body = YoutubeSandboxAnswers.body(call);
    YoutubeSandboxFields snippet = YoutubeSandboxFields.of(body, "playlist", "snippet");
    String title = snippet.text("title", "");
    if (title.isBlank() || title.codePointCount(0, title.length()) > TITLE) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.playlist", "playlistTitleRequired", "Playlist title is required.");
    }
    String privacy =
        YoutubeSandboxFields.of(body, "playlist", "status").text("privacyStatus", "public");
    if (!PRIVACIES.contains(privacy)) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.playlist", "invalidValue", "Invalid value for: privacyStatus");
    }
    return new Playlist(id, title, snippet.text("description", ""), privacy, at, entries);
  }

  private static JsonObject json(Playlist list, Set<String> parts) {
    JsonObject json = new JsonObject().put("kind", "youtube#playlist").put("id", list.id());
    if (parts.contains("snippet")) {
      JsonObject words =
          new JsonObject().put("title", list.title()).put("description", list.description());
      json.put(
          "snippet",
          new JsonObject()
              .put("publishedAt", Instant.ofEpochSecond(list.at().getEpochSecond()).toString())
              .put("channelId", YoutubeSandbox.CHANNEL)
              .mergeIn(words)
              .put("thumbnails", new JsonObject())
              .put("channelTitle", YoutubeSandbox.TITLE)
              .put("localized", words));
    }
    if (parts.contains("status")) {
      json.put("status", new JsonObject().put("privacyStatus", list.privacy()));
    }
    if (parts.contains("contentDetails")) {
      json.put("contentDetails", new JsonObject().put("itemCount", list.entries().size()));
    }
    return YoutubeSandboxAnswers.tagged(json);
  }
}
