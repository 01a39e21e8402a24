package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt stands on TikTok. A post that not everyone may see never gets an id.
 *
 * @param word TikTok's word for it
 * @param postId the post's public id, or null while it has none
 * @param bytes the bytes TikTok has of an upload, -1 when it doesn't tell
 * @param reason why it came to nothing, or null
 */
record TiktokState(String word, @Nullable String postId, long bytes, @Nullable String reason) {
  static final Pattern PUBLISH_ID = Pattern.compile("[A-Za-z][!-~]{0,63}");
  static final Pattern POST_ID = Pattern.compile("[1-9]\\d{0,19}");

  private static final Pattern WORD = Pattern.compile("[A-Z_]{3,60}");
  private static final Pattern REASON = Pattern.compile("[a-z0-9_]{1,100}");

  static PlatformRequest fetch(LaneWork work, String publishId) {
    return TiktokWire.post(
        work, "/v2/post/publish/status/fetch/", Answers.write(Map.of("publish_id", publishId)));
  }

  /** Reads TikTok's own answer, or returns null when it isn't one. */
  static @Nullable TiktokState of(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !TiktokErrors.ok(answered)) {
      return null;
    }
    JsonNode data = Answers.json(answered).path("data");
    String word = Answers.text(data, "status", WORD);
    // the field is spelled like that
    JsonNode ids = data.path("publicaly_available_post_id");
    String id = ids.path(0).asText("");
    boolean strange = !ids.isEmpty() && !POST_ID.matcher(id).matches();
    if (word == null || strange || !(ids.isArray() || ids.isMissingNode() || ids.isNull())) {
      return null;
    }
    JsonNode bytes = data.path("uploaded_bytes");
    return new TiktokState(
        word,
        id.isEmpty() ? null : id,
        bytes.isIntegralNumber() && bytes.canConvertToLong() ? bytes.longValue() : -1,
        Answers.text(data, "fail_reason", REASON));
  }

  /** It is up. */
  boolean complete() {
    return word.equals("PUBLISH_COMPLETE");
  }

  /** It came to nothing. */
  boolean dead() {
    return word.equals("FAILED");
  }

  PublishFailure failure() {
    return TiktokErrors.failed(reason);
  }

  /** Bytes are still missing, so that nothing can have been published. */
  boolean incomplete(TiktokHandle handle) {
    return word.equals("PROCESSING_UPLOAD") && bytes >= 0 && bytes < handle.total();
  }
}
