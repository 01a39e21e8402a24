package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** The seeded channel, the only one there is. */
final class YoutubeSandboxChannels {
  private static final Set<String> PARTS =
      Set.of(
          "id",
          "snippet",
          "contentDetails",
          "statistics",
          "status",
          "brandingSettings",
          "contentOwnerDetails",
          "localizations",
          "topicDetails",
          "auditDetails");

  private final YoutubeSandboxVideos videos;
  private final YoutubeSandboxCallers callers;

  YoutubeSandboxChannels(YoutubeSandboxVideos videos, YoutubeSandboxCallers callers) {
    this.videos = videos;
    this.callers = callers;
  }

  void open(Site site, YoutubeSandboxQuota quota) {
    site.route("GET", "/v3/channels", Operation.LOOKUP, quota.of(1, callers.anyone(this::list)))
        .tokenOptional();
  }

  private Reply list(Call call) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, PARTS);
    JsonArray items = new JsonArray();
    if (wanted(call)) {
      items.add(channel(parts, call));
    }
    return YoutubeSandboxAnswers.read(
        call, YoutubeSandboxAnswers.list("youtube#channelListResponse", items));
  }

  private boolean wanted(Call call) {
    if (call.query("mine") != null) {
      callers.requireOwner(call);
      return "true".equals(call.query("mine"));
    }
    List<String> ids = YoutubeSandboxAnswers.ids(call, "id");
    String handle = call.query("forHandle");
    String user = call.query("forUsername");
    if (ids == null && handle == null && user == null) {
      throw YoutubeSandboxReads.noFilter(
          "categoryId, forHandle, forUsername, id, managedByMe, mine, mySubscribers");
    }
    return ids != null
        ? ids.contains(YoutubeSandbox.CHANNEL)
        : handle != null && handle.replaceFirst("^@", "").equalsIgnoreCase("sandbox");
  }

  private JsonObject channel(Set<String> parts, Call call) {
    JsonObject channel =
        new JsonObject().put("kind", "youtube#channel").put("id", YoutubeSandbox.CHANNEL);
    if (parts.contains("snippet")) {
      channel.put("snippet", snippet());
    }
    if (parts.contains("contentDetails")) {
      JsonObject lists = new JsonObject().put("likes", "LL").put("uploads", YoutubeSandbox.UPLOADS);
      channel.put("contentDetails", new JsonObject().put("relatedPlaylists", lists));
    }
    if (parts.contains("statistics")) {
      channel.put("statistics", statistics(call));
    }
    if (parts.contains("status")) {
      channel.put(
          "status",
          new JsonObject()
              .put("privacyStatus", "public")
              .put("isLinked", true)
              .put("longUploadsStatus", "allowed")
              .put("madeForKids", false));
    }
    if (parts.contains("brandingSettings")) {
      channel.put(
          "brandingSettings",
          new JsonObject().put("channel", new JsonObject().put("title", YoutubeSandbox.TITLE)));
    }
    return YoutubeSandboxAnswers.tagged(channel);
  }

  private static JsonObject snippet() {
    JsonObject picture =
        new JsonObject()
            .put("url", "https://yt3.ggpht.com/sandbox=s88-c-k-c0x00ffffff-no-rj")
            .put("width", 88)
            .put("height", 88);
    return new JsonObject()
        .put("title", YoutubeSandbox.TITLE)
        .put("description", "")
        .put("customUrl", "@sandbox")
        .put("publishedAt", "2020-01-01T00:00:00Z")
        .put("thumbnails", new JsonObject().put("default", picture))
        .put(
            "localized",
            new JsonObject().put("title", YoutubeSandbox.TITLE).put("description", ""));
  }

  private JsonObject statistics(Call call) {
    long views = 0;
    for (YoutubeSandboxVideo video : videos.newestFirst(call)) {
      views += videos.counters().views(video, call.at());
    }
    return new JsonObject()
        .put("viewCount", Long.toString(views))
        .put("subscriberCount", "100")
        .put("hiddenSubscriberCount", false)
        .put("videoCount", Integer.toString(videos.newestFirst(call).size()));
  }
}
