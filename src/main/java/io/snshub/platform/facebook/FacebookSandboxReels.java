package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxVideo.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reels and stories. At most 30 Reels in a rolling day. */
final class FacebookSandboxReels {
  private static final int QUOTA = 30;
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration FARTHEST = Duration.ofDays(29);

  private final Deque<Instant> reels = new ArrayDeque<>();
  private final FacebookSandboxStore store;
  private final FacebookSandboxVideos videos;

  FacebookSandboxReels(FacebookSandboxStore store, FacebookSandboxVideos videos) {
    this.store = store;
    this.videos = videos;
  }

  static Operation operation(Call call) {
    String state = FacebookSandboxInput.text(call, "video_state");
    return phase(call).equals("finish") && (state.isEmpty() || state.equals("PUBLISHED"))
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  void clear() {
    reels.clear();
  }

  Reply reel(Call call) {
    FacebookSandboxStore.requirePage(call);
    return switch (phase(call)) {
      case "start" -> start(call, Kind.REEL);
      case "finish" -> finishReel(call);
      default ->
          throw FacebookSandboxAnswers.parameter(
              "Param upload_phase must be one of {FINISH, START}");
    };
  }

  Reply videoStory(Call call) {
    FacebookSandboxStore.requirePage(call);
    return switch (phase(call)) {
      case "start" -> start(call, Kind.STORY);
      case "finish" -> {
        FacebookSandboxVideo video = uploaded(call, Kind.STORY);
        video.finish("", "", store.site().process(FacebookSandboxVideos.WORK));
        yield story(call, video.id(), true, video.medium());
      }
      default ->
          throw FacebookSandboxAnswers.parameter(
              "Param upload_phase must be one of {FINISH, START}");
    };
  }

  Reply photoStory(Call call) {
    FacebookSandboxStore.requirePage(call);
    FacebookSandboxPhoto photo = store.photo(call.input("photo_id"));
    if (photo == null) {
      throw FacebookSandboxAnswers.parameter("The parameter photo_id is required");
    }
    if (photo.used()) {
      throw FacebookSandboxAnswers.refused(100, 1366051, "These photos were already posted.");
    }
    return story(call, photo.id(), false, photo.medium());
  }

  Reply stories(Call call) {
    FacebookSandboxStore.requirePage(call);
    JsonArray data = new JsonArray();
    for (FacebookSandboxStory story : store.stories()) {
      if (story.up(call.at())) {
        data.add(story.toJson(call.at()));
      }
    }
    return Reply.json(200, FacebookSandboxAnswers.list(data));
  }

  private Reply start(Call call, Kind kind) {
    FacebookSandboxVideo video = store.newVideo(kind, 0);
    return Reply.json(
        200,
        new JsonObject()
            .put("video_id", video.id())
            .put("upload_url", call.root() + "/video-upload/v26.0/" + video.id()));
  }

  private Reply finishReel(Call call) {
    String state = FacebookSandboxInput.text(call, "video_state");
    if (!state.matches("|PUBLISHED|DRAFT|SCHEDULED")) {
      throw FacebookSandboxAnswers.parameter(
          "Param video_state must be one of {DRAFT, PUBLISHED, SCHEDULED}");
    }
    FacebookSandboxVideo video = uploaded(call, Kind.REEL);
    String description = FacebookSandboxInput.text(call, "description");
    call.about(description);
    Instant later = FacebookSandboxInput.later(call, FARTHEST);
    if (state.equals("SCHEDULED") && later == null) {
      throw FacebookSandboxAnswers.parameter("The parameter scheduled_publish_time is required");
    }
    quota(call.at());
    video.finish(
        FacebookSandboxInput.text(call, "title"),
        description,
        store.site().process(FacebookSandboxVideos.WORK));
    Reply done = FacebookSandboxAnswers.success();
    return state.equals("DRAFT")
        ? done.createdPrivately(video.id())
        : videos.up(call, video, state.equals("SCHEDULED") ? later : null, done);
  }

  private void quota(Instant now) {
    while (!reels.isEmpty() && reels.peekFirst().plus(DAY).isBefore(now)) {
      reels.removeFirst();
    }
    if (!store.site().rateLimits()) {
      return;
    }
    if (reels.size() >= QUOTA) {
      throw FacebookSandboxAnswers.refusedForNow(
          613, 0, "(#613) Calls to this api have exceeded the rate limit.");
    }
    reels.addLast(now);
  }

  private FacebookSandboxVideo uploaded(Call call, Kind kind) {
    FacebookSandboxVideo video = store.video(call.input("video_id"));
    if (video == null || video.kind() != kind) {
      throw FacebookSandboxAnswers.parameter("The parameter video_id is required");
    }
    if (!video.uploaded() || video.finished()) {
      throw FacebookSandboxAnswers.refused(
          6000, 1363130, "The video is not uploaded, or has been published already.");
    }
    return video;
  }

  private Reply story(Call call, String mediaId, boolean video, @Nullable String medium) {
    FacebookSandboxStory story =
        new FacebookSandboxStory(store.nextId(), mediaId, video, String.valueOf(medium), call.at());
    store.put(story);
    String id = Long.toString(story.number());
    return Reply.json(200, new JsonObject().put("success", true).put("post_id", story.number()))
        .created(
            new SandboxPost(
                call.prefix(),
                id,
                FacebookSandbox.PAGE,
                "",
                List.of(story.medium()),
                story.url(),
                call.at()));
  }

  /** The guide writes it in small letters, the reference in capitals. */
  private static String phase(Call call) {
    return FacebookSandboxInput.text(call, "upload_phase").toLowerCase(Locale.ROOT);
  }
}
