package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The videos of the seeded channel; at most {@value #CAPACITY}. */
final class YoutubeSandboxVideos {
  /** The parts that a video has. */
  static final Set<String> PARTS =
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

  private static final int CAPACITY = 200_000;
  private static final Duration WORK = Duration.ofMillis(300);

  private final Shelf<Long, YoutubeSandboxVideo> videos = new Shelf<>(CAPACITY);
  private final Map<String, Long> numberById = new HashMap<>();
  private final YoutubeSandboxCounters counters = new YoutubeSandboxCounters();
  private final SecureRandom random = new SecureRandom();
  private final Site site;
  private final Sequence numbers;

  YoutubeSandboxVideos(Site site) {
    this.site = site;
    this.numbers = new Sequence(site.clock(), millis -> millis << 10);
  }

  /** A new video's resource, and the answer that tells of it. */
  record Created(JsonObject json, Reply reply) {}

  /** The last byte is there: the video exists from now on. */
  Created create(
      Call call,
      int status,
      YoutubeSandboxMetadata about,
      Set<String> parts,
      YoutubeSandboxFile file) {
    YoutubeSandboxVideo video =
        new YoutubeSandboxVideo(
            numbers.next(), newId(), about, file, call.at(), call.at(), site.process(WORK), false);
    if (videos.size() == CAPACITY) {
      YoutubeSandboxVideo oldest = videos.oldestFirst().iterator().next();
      numberById.remove(oldest.id());
    }
    videos.put(video.number(), video);
    numberById.put(video.id(), video.number());
    JsonObject json = video.toJson(parts, counters, call.at());
    Reply reply = Reply.json(status, json);
    boolean shown = about.visibleAt(call.at()) && !video.work().fails();
    return new Created(
        json, shown ? reply.created(post(call, video)) : reply.createdPrivately(video.id()));
  }

  /** Puts a changed video in the place of the one it was. */
  void put(YoutubeSandboxVideo video) {
    videos.put(video.number(), video);
  }

  void remove(YoutubeSandboxVideo video) {
    videos.remove(video.number());
    numberById.remove(video.id());
  }

  @Nullable YoutubeSandboxVideo find(String id) {
    Long number = numberById.get(id);
    return number == null ? null : videos.get(number);
  }

  /**
   * Returns a video that a change is about.
   *
   * @throws io.snshub.sandbox.RefusedCall when there is none
   */
  YoutubeSandboxVideo require(@Nullable Object id) {
    YoutubeSandboxVideo video = id == null ? null : find(id.toString());
    if (video == null) {
      throw YoutubeSandboxDialect.videoNotFound();
    }
    return video;
  }

  /** Returns the videos that a caller may see, newest first: strangers see the public ones. */
  List<YoutubeSandboxVideo> newestFirst(Call call) {
    boolean owner = owner(call);
    return videos.newestFirst().stream()
        .filter(video -> owner || video.about().privacyAt(call.at()).equals("public"))
        .toList();
  }

  int count() {
    return videos.size();
  }

  YoutubeSandboxCounters counters() {
    return counters;
  }

  void clear() {
    videos.clear();
    numberById.clear();
    counters.clear();
  }

  /** The call carries the channel's token, not only an API key. */
  static boolean owner(Call call) {
    return !call.account().isEmpty();
  }

  SandboxPost post(Call call, YoutubeSandboxVideo video) {
    return new SandboxPost(
        call.prefix(),
        video.id(),
        YoutubeSandbox.CHANNEL,
        video.about().text(),
        List.of("video of " + video.file().size() + " bytes"),
        video.permalink(),
        video.at());
  }

  private String newId() {
    byte[] bytes = new byte[9];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes).substring(0, 11);
  }
}
