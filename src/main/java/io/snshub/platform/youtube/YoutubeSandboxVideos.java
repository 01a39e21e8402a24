package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The videos of the seeded channel; at most {@value #CAPACITY}. */
final class YoutubeSandboxVideos {
  private static final int CAPACITY = 200_000;
  private static final Duration WORK = Duration.ofMillis(300);
  private static final Set<String> PARTS =
      Set.of(
          "id",
          "snippet",
          "status",
          "statistics",
          "contentDetails",
          "processingDetails",
          "fileDetails",
          "recordingDetails",
          "localizations",
          "player",
          "topicDetails",
          "liveStreamingDetails",
          "suggestions",
          "paidProductPlacementDetails");

  private final Shelf<Long, YoutubeSandboxVideo> videos = new Shelf<>(CAPACITY);
  private final Map<String, Long> numberById = new HashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Site site;
  private final Sequence numbers;

  YoutubeSandboxVideos(Site site) {
    this.site = site;
    this.numbers = new Sequence(site.clock(), millis -> millis << 10);
  }

  /** The last byte is there: the video exists from now on. */
  Created create(Call call, YoutubeSandboxMetadata about, Set<String> parts, long size) {
    YoutubeSandboxVideo video =
        new YoutubeSandboxVideo(
            numbers.next(), newId(), about, size, call.at(), site.process(WORK));
    if (videos.size() == CAPACITY) {
      YoutubeSandboxVideo oldest = videos.oldestFirst().iterator().next();
      numberById.remove(oldest.id());
    }
    videos.put(video.number(), video);
    numberById.put(video.id(), video.number());
    JsonObject json = video.toJson(parts, call.at());
    Reply reply = Reply.json(201, json);
    boolean shown = about.visibleAt(call.at()) && !video.work().fails();
    return new Created(
        json, shown ? reply.created(post(call, video)) : reply.createdPrivately(video.id()));
  }

  /** A new video's resource, and the answer that tells of it. */
  record Created(JsonObject json, Reply reply) {}

  Reply update(Call call) {
    JsonObject body = call.json();
    Set<String> parts = parts(call);
    YoutubeSandboxVideo video = body == null ? null : find(String.valueOf(body.getValue("id")));
    if (body == null || video == null) {
      throw YoutubeSandboxDialect.videoNotFound();
    }
    YoutubeSandboxMetadata about =
        YoutubeSandboxMetadata.of(body, parts, call.at()).keeping(video.about(), parts);
    call.about(content(about));
    YoutubeSandboxVideo changed = video.with(about);
    videos.put(changed.number(), changed);
    Reply reply = Reply.json(200, changed.toJson(parts, call.at()));
    return about.visibleAt(call.at())
        ? reply.shows(post(call, changed))
        : reply.hides(changed.id());
  }

  Reply delete(Call call) {
    String id = call.query("id");
    YoutubeSandboxVideo video = id == null ? null : find(id);
    if (id == null || video == null) {
      throw YoutubeSandboxDialect.videoNotFound();
    }
    call.about(content(video.about()));
    videos.remove(video.number());
    numberById.remove(id);
    return Reply.empty(204).deleted(id);
  }

  Reply setThumbnail(Call call) {
    YoutubeSandboxVideo video = find(String.valueOf(call.query("videoId")));
    if (video == null) {
      throw YoutubeSandboxDialect.videoNotFound();
    }
    if (call.size() == 0) {
      throw YoutubeSandboxDialect.refused(
          400, "youtube.thumbnail", "mediaBodyRequired", "The request does not include the image.");
    }
    return Reply.json(
        200,
        new JsonObject()
            .put("kind", "youtube#thumbnailSetResponse")
            .put("etag", "\"thumbnail\"")
            .put("items", new JsonArray().add(video.thumbnails())));
  }

  @Nullable YoutubeSandboxVideo find(String id) {
    Long number = numberById.get(id);
    return number == null ? null : videos.get(number);
  }

  Shelf<Long, YoutubeSandboxVideo> all() {
    return videos;
  }

  void clear() {
    videos.clear();
    numberById.clear();
  }

  /** Returns the parts that a call names. */
  static Set<String> parts(Call call) {
    String part = call.query("part");
    if (part == null || part.isBlank()) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.parameter",
          "missingRequiredParameter",
          "No filter selected. Expected one of: part",
          "part");
    }
    Set<String> parts = new HashSet<>(Arrays.asList(part.replace(" ", "").split(",")));
    for (String name : parts) {
      if (!PARTS.contains(name)) {
        throw YoutubeSandboxDialect.refused(
            400, "youtube.part", "unknownPart", "'" + name + "'", "part");
      }
    }
    return parts;
  }

  static String content(YoutubeSandboxMetadata about) {
    return about.description().isEmpty()
        ? about.title()
        : about.title() + "\n" + about.description();
  }

  private static SandboxPost post(Call call, YoutubeSandboxVideo video) {
    return new SandboxPost(
        call.prefix(),
        video.id(),
        YoutubeSandbox.CHANNEL,
        content(video.about()),
        List.of("video of " + video.size() + " bytes"),
        video.permalink(),
        video.at());
  }

  private String newId() {
    byte[] bytes = new byte[9];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes).substring(0, 11);
  }
}
