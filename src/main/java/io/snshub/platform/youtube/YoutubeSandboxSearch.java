package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searching. It can be told to lag, as the real one does. */
final class YoutubeSandboxSearch {
  private static final Duration LAG = Duration.ofMinutes(10);

  private final YoutubeSandboxVideos videos;
  private final YoutubeSandboxCallers callers;
  private final YoutubeSandboxSwitches switches;

  YoutubeSandboxSearch(
      YoutubeSandboxVideos videos, YoutubeSandboxCallers callers, YoutubeSandboxSwitches switches) {
    this.videos = videos;
    this.callers = callers;
    this.switches = switches;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    site.route(
            "GET",
            "/v3/search",
            Operation.LOOKUP,
            quota.of(YoutubeSandboxQuota.Bucket.SEARCHES, callers.anyone(this::search)))
        .tokenOptional();
  }

  private Reply search(Call call) {
    YoutubeSandboxAnswers.parts(call, Set.of("id", "snippet"));
    YoutubeSandboxAnswers.Page<YoutubeSandboxVideo> page =
        YoutubeSandboxAnswers.Page.of(call, matches(call));
    JsonArray items = new JsonArray();
    page.items().forEach(video -> items.add(item(video, call.at())));
    JsonObject json = page.toJson("youtube#searchListResponse", items);
    return YoutubeSandboxAnswers.read(call, json.put("regionCode", "US"));
  }

  private List<YoutubeSandboxVideo> matches(Call call) {
    boolean mine = "true".equals(call.query("forMine"));
    List<String> types = YoutubeSandboxAnswers.ids(call, "type");
    if (mine && !List.of("video").equals(types)) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.search",
          "incompatibleParameters",
          "The forMine parameter can only be used with type=video.",
          "type");
    }
    boolean others = types != null && !types.contains("video");
    String channel = call.query("channelId");
    if (others || (channel != null && !channel.equals(YoutubeSandbox.CHANNEL))) {
      return List.of();
    }
    String[] words =
        String.valueOf(call.query("q") == null ? "" : call.query("q"))
            .toLowerCase(Locale.ROOT)
            .strip()
            .split("\\s+");
    Instant after = time(call, "publishedAfter");
    Instant before = time(call, "publishedBefore");
    Instant newest = switches.searchesLate() ? call.at().minus(LAG) : call.at();
    return videos.newestFirst(call).stream()
        .filter(video -> mine || video.about().privacyAt(call.at()).equals("public"))
        .filter(video -> !video.at().isAfter(newest))
        .filter(video -> after == null || !video.dated().isBefore(after))
        .filter(video -> before == null || video.dated().isBefore(before))
        .filter(video -> says(video, words))
        .sorted(order(call))
        .toList();
  }

  private Comparator<YoutubeSandboxVideo> order(Call call) {
    return switch (String.valueOf(call.query("order"))) {
      case "title" -> Comparator.comparing(video -> video.about().snippet().title());
      case "viewCount" -> Comparator.comparing(video -> -videos.counters().views(video, call.at()));
      default -> Comparator.comparing(video -> -video.number());
    };
  }

  private static boolean says(YoutubeSandboxVideo video, String[] words) {
    String text =
        (video.about().text() + " " + String.join(" ", video.about().snippet().tags()))
            .toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Instant time(Call call, String name) {
    String value = call.query(name);
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.parameter", "invalidValue", "Invalid value '" + value + "'", name);
    }
  }

  private static JsonObject item(YoutubeSandboxVideo video, Instant now) {
    JsonObject id = new JsonObject().put("kind", "youtube#video").put("videoId", video.id());
    JsonObject whole = video.snippet(now);
    JsonObject snippet = new JsonObject();
    for (String name :
        List.of(
            "publishedAt",
            "channelId",
            "title",
            "description",
            "thumbnails",
            "channelTitle",
            "liveBroadcastContent")) {
      snippet.put(name, whole.getValue(name));
    }
    return YoutubeSandboxAnswers.tagged(
        new JsonObject().put("kind", "youtube#searchResult").put("id", id).put("snippet", snippet));
  }
}
