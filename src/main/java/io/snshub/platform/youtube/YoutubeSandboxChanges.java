package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What an owner does to a video that is there: change, delete, rate, report. */
final class YoutubeSandboxChanges {
  private final YoutubeSandboxVideos videos;

  YoutubeSandboxChanges(YoutubeSandboxVideos videos) {
    this.videos = videos;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    site.route("PUT", "/v3/videos", Operation.PUBLISH, quota.of(50, this::update));
    site.route("DELETE", "/v3/videos", Operation.DELETE, quota.of(50, this::delete));
    site.route("POST", "/v3/videos/rate", Operation.PUBLISH, quota.of(50, this::rate));
    site.route("GET", "/v3/videos/getRating", Operation.LOOKUP, quota.of(1, this::ratings));
    site.route("POST", "/v3/videos/reportAbuse", Operation.PUBLISH, quota.of(50, this::report));
  }

  private Reply update(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, YoutubeSandboxVideos.PARTS);
    JsonObject body = YoutubeSandboxAnswers.body(call);
    YoutubeSandboxVideo video = videos.require(body.getValue("id"));
    YoutubeSandboxMetadata about = video.about().changed(body, parts, call.at());
    call.about(about.text());
    YoutubeSandboxVideo changed = video.with(about, call.at());
    videos.put(changed);
    Reply reply = Reply.json(200, changed.toJson(parts, videos.counters(), call.at()));
    return about.visibleAt(call.at()) && !changed.work().fails()
        ? reply.shows(videos.post(call, changed))
        : reply.hides(changed.id());
  }

  private Reply delete(Call call) {
    YoutubeSandboxVideo video = videos.require(call.query("id"));
    call.about(video.about().text());
    videos.remove(video);
    return Reply.empty(204).deleted(video.id());
  }

  private Reply rate(Call call) {
    YoutubeSandboxVideo video = videos.require(call.query("id"));
    if (!videos.counters().rate(video.id(), String.valueOf(call.query("rating")))) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.video",
          "invalidRating",
          "The request contained an unexpected value for the <code>rating</code> parameter.",
          "rating");
    }
    return Reply.empty(204);
  }

  private Reply ratings(Call call) {
    List<String> ids =
        Objects.requireNonNullElse(YoutubeSandboxAnswers.ids(call, "id"), new ArrayList<>());
    JsonArray items = new JsonArray();
    for (String id : ids) {
      YoutubeSandboxVideo video = videos.require(id);
      items.add(
          new JsonObject()
              .put("videoId", video.id())
              .put("rating", videos.counters().rating(video.id())));
    }
    return YoutubeSandboxAnswers.read(
        call, new JsonObject().put("kind", "youtube#videoGetRatingResponse").put("items", items));
  }

  private Reply report(Call call) {
    videos.require(YoutubeSandboxAnswers.body(call).getValue("videoId"));
    return Reply.empty(204);
  }
}
