package io.snshub.platform.youtube;

import io.snshub.platform.youtube.YoutubeSandboxPlaylists.Entry;
import io.snshub.platform.youtube.YoutubeSandboxPlaylists.Playlist;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is on the playlists. The channel's uploads are one that nobody can change by hand. */
final class YoutubeSandboxPlaylistItems {
  private static final Duration LAG = Duration.ofSeconds(10);
  private static final Set<String> PARTS = Set.of("id", "snippet", "contentDetails", "status");

  private final YoutubeSandboxVideos videos;
  private final YoutubeSandboxPlaylists playlists;
  private final YoutubeSandboxCallers callers;
  private final YoutubeSandboxSwitches switches;

  YoutubeSandboxPlaylistItems(
      YoutubeSandboxVideos videos,
      YoutubeSandboxPlaylists playlists,
      YoutubeSandboxCallers callers,
      YoutubeSandboxSwitches switches) {
    this.videos = videos;
    this.playlists = playlists;
    this.callers = callers;
    this.switches = switches;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    String path = "/v3/playlistItems";
    site.route("GET", path, Operation.LOOKUP, quota.of(1, callers.anyone(this::list)))
        .tokenOptional();
    site.route("POST", path, Operation.UPLOAD, quota.of(50, this::insert));
    site.route("PUT", path, Operation.UPLOAD, quota.of(50, this::update));
    site.route("DELETE", path, Operation.UPLOAD, quota.of(50, this::delete));
  }

  private Reply list(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    List<String> named = YoutubeSandboxAnswers.ids(call, "id");
    String wanted = call.query("playlistId");
    if (wanted == null && named == null) {
      throw YoutubeSandboxReads.noFilter("id, playlistId");
    }
    List<YoutubeSandboxPlaylistRow> rows =
        new ArrayList<>(wanted == null ? everything(call) : rows(call, wanted));
    rows.removeIf(row -> named != null && !named.contains(row.entry().id()));
    String video = call.query("videoId");
    rows.removeIf(row -> video != null && !video.equals(row.entry().videoId()));
    YoutubeSandboxAnswers.Page<YoutubeSandboxPlaylistRow> page =
        YoutubeSandboxAnswers.Page.of(call, rows);
    JsonArray items = new JsonArray();
    page.items().forEach(row -> items.add(row.toJson(parts, call.at())));
    return YoutubeSandboxAnswers.read(call, page.toJson("youtube#playlistItemListResponse", items));
  }

  private List<YoutubeSandboxPlaylistRow> rows(Call call, String playlistId) {
    if (playlistId.equals(YoutubeSandbox.UPLOADS)) {
      return uploads(call);
    }
    Playlist list = playlists.find(playlistId);
    if (list == null || (list.privacy().equals("private") && !YoutubeSandboxVideos.owner(call))) {
      throw notFound();
    }
    List<YoutubeSandboxPlaylistRow> rows = new ArrayList<>();
    for (Entry entry : list.entries()) {
      rows.add(row(list.id(), entry, rows.size()));
    }
    return rows;
  }

  private List<YoutubeSandboxPlaylistRow> uploads(Call call) {
    Instant newest = switches.listsLate() ? call.at().minus(LAG) : call.at();
    List<YoutubeSandboxPlaylistRow> rows = new ArrayList<>();
    for (YoutubeSandboxVideo video : videos.newestFirst(call)) {
      if (!video.at().isAfter(newest)) {
        Entry entry = new Entry("VVU" + video.id(), video.id(), "", video.dated());
        rows.add(row(YoutubeSandbox.UPLOADS, entry, rows.size()));
      }
    }
    return rows;
  }

  private List<YoutubeSandboxPlaylistRow> everything(Call call) {
    List<YoutubeSandboxPlaylistRow> rows = new ArrayList<>(uploads(call));
    playlists.all().forEach(list -> rows.addAll(rows(call, list.id())));
    return rows;
  }

  private Reply insert(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    JsonObject snippet = snippet(call);
    Playlist list = own(snippet);
    YoutubeSandboxVideo video = videos.require(resource(snippet).getValue("videoId"));
    int place = place(snippet, list.entries().size(), list.entries().size());
    Entry entry = new Entry(playlists.newId("UEw"), video.id(), "", call.at());
    list.entries().add(place, entry);
    return Reply.json(200, row(list.id(), entry, place).toJson(parts, call.at()));
  }

  private Reply update(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    JsonObject snippet = snippet(call);
    Playlist list = own(snippet);
    Entry entry = require(list, YoutubeSandboxAnswers.body(call).getString("id"));
    int before = list.entries().indexOf(entry);
    int place = place(snippet, before, list.entries().size() - 1);
    list.entries().remove(before);
    list.entries().add(place, entry);
    return Reply.json(200, row(list.id(), entry, place).toJson(parts, call.at()));
  }

  private Reply delete(Call call) {
    String id = call.query("id");
    for (Playlist list : playlists.all()) {
      if (list.entries().removeIf(entry -> entry.id().equals(id))) {
        return Reply.empty(204);
      }
    }
    throw itemNotFound();
  }

  private Playlist own(JsonObject snippet) {
    Playlist list = playlists.find(String.valueOf(snippet.getValue("playlistId")));
    if (list == null) {
      throw notFound();
    }
    return list;
  }

  private static Entry require(Playlist list, @Nullable String id) {
    return list.entries().stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(YoutubeSandboxPlaylistItems::itemNotFound);
  }

  private static JsonObject snippet(Call call) {
    return YoutubeSandboxAnswers.body(call).getValue("snippet") instanceof JsonObject snippet
        ? snippet
        : new JsonObject();
  }

  private static JsonObject resource(JsonObject snippet) {
    return snippet.getValue("resourceId") instanceof JsonObject resource
        ? resource
        : new JsonObject();
  }

  private static int place(JsonObject snippet, int absent, int last) {
    Object given = snippet.getValue("position");
    int place = given instanceof Number number ? number.intValue() : absent;
    if (place < 0 || place > last) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.playlistItem", "invalidPlaylistItemPosition", "Invalid position.");
    }
    return place;
  }

  private YoutubeSandboxPlaylistRow row(String playlistId, Entry entry, int position) {
    YoutubeSandboxVideo video = videos.find(entry.videoId());
    return new YoutubeSandboxPlaylistRow(playlistId, entry, position, video);
  }

  private static RefusedCall notFound() {
    return YoutubeSandboxDialect.refused(
        404,
        "youtube.playlistItem",
        "playlistNotFound",
        "The playlist identified with the request's <code>playlistId</code> parameter cannot be"
            + " found.",
        "playlistId");
  }

  private static RefusedCall itemNotFound() {
    return YoutubeSandboxDialect.refused(
        404, "youtube.playlistItem", "playlistItemNotFound", "Playlist item not found.", "id");
  }
}
