package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The Analytics API: one report over the channel, or over the videos that a filter names. */
final class YoutubeSandboxAnalytics {
  private static final Set<String> METRICS =
      Set.of(
          "views",
          "engagedViews",
          "likes",
          "dislikes",
          "comments",
          "shares",
          "estimatedMinutesWatched",
          "averageViewDuration",
          "averageViewPercentage",
          "subscribersGained",
          "subscribersLost");

  private final YoutubeSandboxVideos videos;

  YoutubeSandboxAnalytics(YoutubeSandboxVideos videos) {
    this.videos = videos;
  }

  void open(Site site) {
    site.route("GET", "/v2/reports", Operation.METRICS, this::report);
  }

  private Reply report(Call call) {
    String channel = String.valueOf(call.query("ids"));
    if (!Set.of("channel==MINE", "channel==" + YoutubeSandbox.CHANNEL).contains(channel)) {
      throw YoutubeSandboxDialect.refused(403, "global", "forbidden", "Forbidden");
    }
    LocalDate from = day(call, "startDate");
    LocalDate to = day(call, "endDate");
    if (to.isBefore(from)) {
      throw bad("The end date must not lie before the start date.");
    }
    List<String> metrics = Arrays.asList(String.valueOf(call.query("metrics")).split(","));
    for (String metric : metrics) {
      if (!METRICS.contains(metric)) {
        throw bad("Unknown identifier (%s) given in field parameters.metrics.".formatted(metric));
      }
    }
    return Reply.json(200, table(call, metrics, from, to));
  }

  private JsonObject table(Call call, List<String> metrics, LocalDate from, LocalDate to) {
    boolean each = "video".equals(call.query("dimensions"));
    JsonArray headers = new JsonArray();
    if (each) {
      headers.add(header("video", "DIMENSION", "STRING"));
    }
    metrics.forEach(metric -> headers.add(header(metric, "METRIC", "INTEGER")));
    JsonArray rows = new JsonArray();
    long[] sums = new long[metrics.size()];
    int counted = 0;
    for (YoutubeSandboxVideo video : filtered(call, from, to)) {
      JsonArray row = new JsonArray();
      row.add(video.id());
      for (int i = 0; i < sums.length; i++) {
        long figure = videos.counters().figure(metrics.get(i), video, call.at());
        sums[i] += figure;
        row.add(figure);
      }
      counted++;
      if (each) {
        rows.add(row);
      }
    }
    if (!each && counted > 0) {
      JsonArray row = new JsonArray();
      Arrays.stream(sums).forEach(row::add);
      rows.add(row);
    }
    return new JsonObject()
        .put("kind", "youtubeAnalytics#resultTable")
        .put("columnHeaders", headers)
        .put("rows", rows);
  }

  private List<YoutubeSandboxVideo> filtered(Call call, LocalDate from, LocalDate to) {
    String filters = call.query("filters");
    List<String> wanted =
        filters != null && filters.startsWith("video==")
            ? Arrays.asList(filters.substring("video==".length()).split(","))
            : null;
    return videos.newestFirst(call).stream()
        .filter(video -> wanted == null || wanted.contains(video.id()))
        .filter(video -> !LocalDate.ofInstant(video.dated(), ZoneOffset.UTC).isAfter(to))
        .filter(video -> !LocalDate.ofInstant(call.at(), ZoneOffset.UTC).isBefore(from))
        .toList();
  }

  private static LocalDate day(Call call, String name) {
    try {
      return LocalDate.parse(String.valueOf(call.query(name)));
    } catch (DateTimeParseException e) {
      throw bad("Field parameters.%s must be a valid date.".formatted(name));
    }
  }

  private static JsonObject header(String name, String kind, String type) {
    return new JsonObject().put("name", name).put("columnType", kind).put("dataType", type);
  }

  private static RuntimeException bad(String message) {
    return YoutubeSandboxDialect.refused(400, "global", "badRequest", message);
  }
}
