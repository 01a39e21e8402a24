package io.snshub.platform.youtube;

import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** How an upload begins: what is said about the video goes first and is checked first. */
final class YoutubeInitiate {
  /** How the names begin that the hub gives to files. */
  static final String NAMED = "snshub-";

  private static final String PATH =
      "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status";

  private YoutubeInitiate() {}

  static PlatformRequest request(
      @Variable("work") LaneWork work, @Variable("upload") YoutubeUpload.Cursor upload) {
    FetchedMedia file = Objects.requireNonNull(upload.file());
    return PlatformRequest.of("POST", work.host("upload") + PATH + notify(work))
        .bearer(work.account().accessToken())
        .header("X-Upload-Content-Length", Long.toString(file.bytes()))
        .header("X-Upload-Content-Type", YoutubeUpload.type(file))
        .header("Slug", fileName(work))
        .json(Answers.write(YoutubeVideo.of(work.content())));
  }

  /**
   * What the file is called. Only the channel's owner sees it; it tells this target's video from
   * another with the same words.
   */
  static String fileName(LaneWork work) {
    return NAMED + work.postId() + "-" + work.targetId();
  }

  private static String notify(LaneWork work) {
    return Boolean.FALSE.equals(work.content().options().get("notify_subscribers"))
        ? "&notifySubscribers=false"
        : "";
  }

  /** The session is handed out at once: it has to be kept before the first byte is sent. */
  static YoutubeUpload.Cursor opened(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("upload") YoutubeUpload.Cursor upload) {
    String platform = work.platform();
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.end(new Preparation.Failed(YoutubeErrors.failure(platform, answer)));
    }
    String session = YoutubeSession.address(answered);
    if (session == null) {
      return upload.end(
          new Preparation.Failed(YoutubeErrors.unreadable(platform, "no upload session")));
    }
    long total = Objects.requireNonNull(upload.file()).bytes();
    return upload.end(
        new Preparation.Pending(new YoutubeHandle(session, total, 0).json(), Duration.ZERO));
  }
}
