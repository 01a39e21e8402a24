package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists and counters. A video that is not there is left out, with 200. */
final class YoutubeSandboxReads {
  private final YoutubeSandboxVideos videos;

  YoutubeSandboxReads(YoutubeSandboxVideos videos) {
    this.videos = videos;
  }

  void open(Site site) {
    site.route(
        "GET",
        "/youtube/v3/videos",
        call ->
            String.valueOf(call.query("part")).contains("statistics")
                ? Operation.METRICS
                : Operation.LOOKUP,
        this::videos);
    site.route("GET", "/youtube/v3/videos:batchGetStats", Operation.METRICS, this::stats);
    site.route("GET", "/v2/reports", Operation.METRICS, this::report);
    site.route("GET", "/youtube/v3/channels", Operation.LOOKUP, this::channels);
    site.route("GET", "/youtube/v3/playlistItems", Operation.LOOKUP, this::playlist);
  }

  private Reply videos(Call call) {
    Set<String> parts = YoutubeSandboxVideos.parts(call);
    JsonArray items = new JsonArray();
    found(call).forEach(video -> items.add(video.toJson(parts, call.at())));
    return list("youtube#videoListResponse", items, items.size());
  }

  private Reply stats(Call call) {
    JsonArray items = new JsonArray();
    for (YoutubeSandboxVideo video : found(call)) {
      items.add(
          new JsonObject()
              .put("kind", "youtube#videoStats")
              .put("id", video.id())
              .put("snippet", new JsonObject().put("publishTime", video.published()))
              .put("statistics", video.statistics())
              .put("contentDetails", new JsonObject().put("duration", "PT30S")));
    }
    return Reply.json(
        200, new JsonObject().put("kind", "youtube#batchGetStatsResponse").put("items", items));
  }

  private Reply report(Call call) {
    long views = 0;
    String filter = String.valueOf(call.query("filters"));
    for (YoutubeSandboxVideo video : videos.all().newestFirst()) {
      views += filter.equals("null") || filter.contains(video.id()) ? video.views() : 0;
    }
    JsonArray headers = new JsonArray();
    JsonArray row = new JsonArray();
    for (String metric : String.valueOf(call.query("metrics")).split(",")) {
      headers.add(
          new JsonObject()
              .put("name", metric)
              .put("columnType", "METRIC")
              .put("dataType", "INTEGER"));
      row.add(metric.equals("views") ? views : views / 20);
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("kind", "youtubeAnalytics#resultTable")
            .put("columnHeaders", headers)
            .put("rows", new JsonArray().add(row)));
  }

  private Reply channels(Call call) {
    JsonObject channel =
        new JsonObject()
            .put("kind", "youtube#channel")
            .put("etag", "\"channel\"")
            .put("id", YoutubeSandbox.CHANNEL)
            .put("snippet", new JsonObject().put("title", "Sandbox").put("customUrl", "@sandbox"))
            .put(
                "contentDetails",
                new JsonObject()
                    .put(
                        "relatedPlaylists",
                        new JsonObject().put("likes", "").put("uploads", YoutubeSandbox.UPLOADS)))
            .put(
                "statistics",
                new JsonObject()
                    .put("viewCount", "1000")
                    .put("subscriberCount", "100")
                    .put("videoCount", Integer.toString(videos.all().size())));
    boolean wanted =
        "true".equals(call.query("mine")) || YoutubeSandbox.CHANNEL.equals(call.query("id"));
    JsonArray items = wanted ? new JsonArray().add(channel) : new JsonArray();
    return list("youtube#channelListResponse", items, items.size());
  }

  private Reply playlist(Call call) {
    if (!YoutubeSandbox.UPLOADS.equals(call.query("playlistId"))) {
      throw YoutubeSandboxDialect.refused(
          404,
          "youtube.playlistItem",
          "playlistNotFound",
          "The playlist identified with the request's playlistId parameter cannot be found.",
          "playlistId");
    }
    long most = number(call, "maxResults", 5, 50);
    long below = number(call, "pageToken", Long.MAX_VALUE, Long.MAX_VALUE);
    JsonArray items = new JsonArray();
    long last = 0;
    boolean more = false;
    for (YoutubeSandboxVideo video : videos.all().newestFirstBelow(below)) {
      more = items.size() >= most;
      if (more) {
        break;
      }
      items.add(item(video, call));
      last = video.number();
    }
    JsonObject page =
        new JsonObject()
            .put("kind", "youtube#playlistItemListResponse")
            .put("etag", "\"list\"")
            .put("items", items)
            .put("pageInfo", info(videos.all().size(), most));
    return Reply.json(200, more ? page.put("nextPageToken", Long.toString(last)) : page);
  }

  private static JsonObject item(YoutubeSandboxVideo video, Call call) {
    JsonObject resource = new JsonObject().put("kind", "youtube#video").put("videoId", video.id());
    return new JsonObject()
        .put("kind", "youtube#playlistItem")
        .put("etag", "\"item\"")
        .put("id", "UU." + video.id())
        .put(
            "snippet",
            video.snippet().put("playlistId", YoutubeSandbox.UPLOADS).put("resourceId", resource))
        .put(
            "contentDetails",
            new JsonObject().put("videoId", video.id()).put("videoPublishedAt", video.published()))
        .put("status", new JsonObject().put("privacyStatus", video.about().privacyAt(call.at())));
  }

  private List<YoutubeSandboxVideo> found(Call call) {
    String ids = call.query("id");
    if (ids == null || ids.isBlank()) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.parameter",
          "missingRequiredParameter",
          "No filter selected. Expected one of: id, chart, myRating");
    }
    List<YoutubeSandboxVideo> found = new ArrayList<>();
    for (String id : ids.split(",")) {
      YoutubeSandboxVideo video = videos.find(id.trim());
      if (video != null && found.size() < 50) {
        found.add(video);
      }
    }
    return found;
  }

  private static Reply list(String kind, JsonArray items, int total) {
    return Reply.json(
        200,
        new JsonObject()
            .put("kind", kind)
            .put("etag", "\"list\"")
            .put("items", items)
            .put("pageInfo", info(total, items.size())));
  }

  private static JsonObject info(long total, long perPage) {
    return new JsonObject().put("totalResults", total).put("resultsPerPage", perPage);
  }

  private static long number(Call call, String name, long absent, long most) {
    String value = call.query(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    if (!value.matches("\\d{1,18}") || Long.parseLong(value) > most) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.parameter", "invalidValue", "Invalid value '" + value + "'", name);
    }
    return Long.parseLong(value);
  }
}
