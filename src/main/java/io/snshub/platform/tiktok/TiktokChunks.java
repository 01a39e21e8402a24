package io.snshub.platform.tiktok;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.FileBody;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** The chunks of an upload, in order. Only the last one may be longer than the others. */
final class TiktokChunks {
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Inits are few, and what closes an address for no reason may close the next one too. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private static final Set<String> TYPES = Set.of("video/mp4", "video/quicktime", "video/webm");

  private TiktokChunks() {}

  static boolean more(@Variable("upload") TiktokUpload.Cursor upload) {
    return upload.end() == null && more(upload.handle());
  }

  static boolean more(TiktokHandle handle) {
    return handle.offset() < TiktokPost.lastChunk(handle.total());
  }

  static PlatformRequest chunk(@Variable("upload") TiktokUpload.Cursor upload) {
    return piece(upload, chunkEnd(upload.handle()));
  }

  private static long chunkEnd(TiktokHandle handle) {
    long chunk = TiktokPost.chunk(handle.total());
    return handle.offset() - handle.offset() % chunk + chunk;
  }

  /** The last chunk: with it TikTok has all that it needs. */
  static PlatformRequest last(@Variable("upload") TiktokUpload.Cursor upload) {
    return piece(upload, upload.handle().total()).visible();
  }

  /** The address alone is enough: no token goes there. */
  private static PlatformRequest piece(TiktokUpload.Cursor upload, long end) {
    TiktokHandle handle = upload.handle();
    FetchedMedia file = Objects.requireNonNull(upload.file());
    long first = handle.offset();
    String type = TYPES.contains(file.contentType()) ? file.contentType() : "video/mp4";
    return PlatformRequest.of("PUT", Objects.requireNonNull(handle.upload()))
        .header("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, handle.total()))
        .body(type, new FileBody(file.path(), first, end - first));
  }

  /** Folds the answer to a chunk. Where its own status is in doubt, TikTok is asked next time. */
  static TiktokUpload.Cursor sent(
      @Body PlatformAnswer answer, @Variable("upload") TiktokUpload.Cursor upload) {
    TiktokHandle handle = upload.handle();
    if (!(answer instanceof Answered answered)) {
      return upload.fail(TiktokErrors.failure(answer));
    }
    return switch (answered.status()) {
      case 206 -> upload.with(handle.at(chunkEnd(handle)));
      case 201, 416 -> upload.end(new Preparation.Pending(handle.json(), SOON));
      default ->
          gone(answered)
              ? TiktokUpload.anew(upload, LATER)
              : upload.fail(TiktokErrors.failure(answered));
    };
  }

  /** The upload host speaks by its status alone; a page of words is somebody else's. */
  static boolean gone(Answered answer) {
    return (answer.status() == 403 || answer.status() == 404) && answer.body().length == 0;
  }
}
