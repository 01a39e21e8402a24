package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Videos and their counters. A video that is not there is left out, with 200. */
final class YoutubeSandboxReads {
  private static final int MOST_IDS = 50;
  private static final Set<String> STAT_PARTS =
      Set.of("id", "snippet", "statistics", "contentDetails");

  private final YoutubeSandboxVideos videos;
  private final YoutubeSandboxCallers callers;

  YoutubeSandboxReads(YoutubeSandboxVideos videos, YoutubeSandboxCallers callers) {
    this.videos = videos;
    this.callers = callers;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    site.route(
            "GET",
            "/v3/videos",
            call ->
                String.join(",", call.queries("part")).contains("statistics")
                    ? Operation.METRICS
                    : Operation.LOOKUP,
            quota.of(1, callers.anyone(this::videos)))
        .tokenOptional();
    site.route(
            "GET",
            "/v3/videos:batchGetStats",
            Operation.METRICS,
            quota.of(YoutubeSandboxQuota.Bucket.STATS, callers.anyone(this::stats)))
        .tokenOptional();
    site.route(
            "GET",
            "/v3/videoCategories",
            Operation.LOOKUP,
            quota.of(1, callers.anyone(YoutubeSandboxReads::categories)))
        .tokenOptional();
  }

  private Reply videos(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, YoutubeSandboxVideos.PARTS);
    if (YoutubeSandboxVideo.forOwner(parts) && !YoutubeSandboxVideos.owner(call)) {
      throw YoutubeSandboxDialect.refused(
          403,
          "youtube.video",
          "forbidden",
          "The request cannot access user rating, file or processing information.",
          "part");
    }
    List<YoutubeSandboxVideo> named = named(call);
    if (named != null) {
      return list(call, parts, named);
    }
    YoutubeSandboxAnswers.Page<YoutubeSandboxVideo> page =
        YoutubeSandboxAnswers.Page.of(call, selected(call));
    return YoutubeSandboxAnswers.read(
        call, page.toJson("youtube#videoListResponse", items(call, parts, page.items())));
  }

  private Reply list(Call call, Set<String> parts, List<YoutubeSandboxVideo> found) {
    return YoutubeSandboxAnswers.read(
        call, YoutubeSandboxAnswers.list("youtube#videoListResponse", items(call, parts, found)));
  }

  private JsonArray items(Call call, Set<String> parts, List<YoutubeSandboxVideo> found) {
    JsonArray items = new JsonArray();
    found.forEach(video -> items.add(video.toJson(parts, videos.counters(), call.at())));
    return items;
  }

  /** Returns the videos of {@code id} that the caller may see, or null without that filter. */
  private @Nullable List<YoutubeSandboxVideo> named(Call call) {
    List<String> ids = YoutubeSandboxAnswers.ids(call, "id");
    if (ids == null) {
      return null;
    }
    if (ids.size() > MOST_IDS) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.parameter",
          "invalidFilters",
          "The request specifies too many ids, at most 50 are allowed.",
          "id");
    }
    List<YoutubeSandboxVideo> found = new ArrayList<>();
    for (String id : ids) {
      YoutubeSandboxVideo video = videos.find(id);
      if (video != null
          && (YoutubeSandboxVideos.owner(call) || video.about().visibleAt(call.at()))) {
        found.add(video);
      }
    }
    return found;
  }

  private List<YoutubeSandboxVideo> selected(Call call) {
    String rating = call.query("myRating");
    if (rating != null) {
      callers.requireOwner(call);
      return videos.newestFirst(call).stream()
          .filter(video -> videos.counters().rating(video.id()).equals(rating))
          .toList();
    }
    if ("mostPopular".equals(call.query("chart"))) {
      return videos.newestFirst(call).stream()
          .filter(video -> video.about().privacyAt(call.at()).equals("public"))
          .toList();
    }
    throw noFilter("id, chart, myRating");
  }

  private Reply stats(Call call) {
    Set<String> parts =
        call.query("part") == null ? Set.of("id") : YoutubeSandboxAnswers.parts(call, STAT_PARTS);
    List<YoutubeSandboxVideo> found = named(call);
    if (found == null) {
      throw noFilter("id");
    }
    JsonArray items = new JsonArray();
    for (YoutubeSandboxVideo video : found) {
      JsonObject item = new JsonObject().put("kind", "youtube#videoStats").put("id", video.id());
      if (parts.contains("snippet")) {
        item.put("snippet", new JsonObject().put("publishTime", video.published(call.at())));
      }
      if (parts.contains("statistics")) {
        JsonObject counters = videos.counters().of(video, call.at());
        counters.remove("dislikeCount");
        counters.remove("favoriteCount");
        item.put("statistics", counters);
      }
      if (parts.contains("contentDetails")) {
        item.put("contentDetails", new JsonObject().put("duration", video.file().duration()));
      }
      items.add(YoutubeSandboxAnswers.tagged(item));
    }
    return YoutubeSandboxAnswers.read(
        call, new JsonObject().put("kind", "youtube#batchGetStatsResponse").put("items", items));
  }

  private static Reply categories(Call call) {
    YoutubeSandboxAnswers.parts(call, Set.of("id", "snippet"));
    List<String> ids = YoutubeSandboxAnswers.ids(call, "id");
    if (ids == null && call.query("regionCode") == null) {
      throw noFilter("id, regionCode");
    }
    JsonArray items = new JsonArray();
    YoutubeSandboxSnippet.CATEGORIES.forEach(
        (id, title) -> {
          if (ids == null || ids.contains(id)) {
            JsonObject snippet =
                new JsonObject()
                    .put("title", title)
                    .put("assignable", true)
                    .put("channelId", "UCBR8-60-B28hp2BmDPdntcQ");
            items.add(
                YoutubeSandboxAnswers.tagged(
                    new JsonObject()
                        .put("kind", "youtube#videoCategory")
                        .put("id", id)
                        .put("snippet", snippet)));
          }
        });
    return YoutubeSandboxAnswers.read(
        call,
        new JsonObject().put("kind", "youtube#videoCategoryListResponse").put("items", items));
  }

  /** A list needs one way to choose from. */
  static RefusedCall noFilter(String allowed) {
    return YoutubeSandboxDialect.refused(
        400,
        "youtube.parameter",
        "missingRequiredParameter",
        "No filter selected. Expected one of: " + allowed,
        "parameters.");
  }
}
