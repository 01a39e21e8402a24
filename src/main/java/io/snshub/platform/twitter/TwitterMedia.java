package io.snshub.platform.twitter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.FileBody;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** X's media upload: initialize, append, finalize, status. Nothing in here is visible. */
final class TwitterMedia {
  static final String UPLOAD = "/2/media/upload";

  private TwitterMedia() {}

  static boolean left(@Variable("work") LaneWork work) {
    return TwitterHandle.of(work).mediaIds().size() < work.content().media().size();
  }

  static Media next(@Variable("work") LaneWork work) {
    return work.content().media().get(TwitterHandle.of(work).mediaIds().size());
  }

  static TwitterUpload begin(@Body MediaFetch fetch, @Variable("work") LaneWork work) {
    if (fetch instanceof MediaFetch.Missing missing) {
      return new TwitterUpload(null, "", null, null, 0, null, missing.failure());
    }
    FetchedMedia file = ((MediaFetch.Fetched) fetch).media();
    return new TwitterUpload(file, typeOf(file, next(work)), altText(work), null, 0, null, null);
  }

  static boolean going(@Variable("upload") TwitterUpload upload) {
    return upload.going();
  }

  static boolean more(@Variable("upload") TwitterUpload upload) {
    return upload.more();
  }

  record Initialize(
      @JsonProperty("media_type") String mediaType,
      @JsonProperty("media_category") String mediaCategory,
      @JsonProperty("total_bytes") long totalBytes) {}

  static PlatformRequest initialize(
      @Variable("work") LaneWork work, @Variable("upload") TwitterUpload upload) {
    String type = upload.contentType();
    String category =
        type.equals("image/gif")
            ? "tweet_gif"
            : type.startsWith("video/") ? "tweet_video" : "tweet_image";
    return post(work, UPLOAD + "/initialize")
        .json(Answers.write(new Initialize(type, category, file(upload).bytes())));
  }

  static TwitterUpload initialized(
      @Body PlatformAnswer answer, @Variable("upload") TwitterUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(TwitterErrors.failure(answer));
    }
    String id = Answers.text(Answers.json(answered).path("data"), "id", TwitterPage.ID);
    return id == null
        ? upload.failed(TwitterWire.unreadable("the upload got no id"))
        : upload.begun(id);
  }

  static PlatformRequest append(
      @Variable("work") LaneWork work, @Variable("upload") TwitterUpload upload) {
    FetchedMedia file = file(upload);
    long length = Math.min(TwitterUpload.CHUNK, file.bytes() - upload.offset());
    String boundary = "hub" + UUID.randomUUID().toString().replace("-", "");
    String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
    String before =
        (part + "\"segment_index\"\r\n\r\n" + upload.segment() + "\r\n")
            + (part + "\"media\"; filename=\"media\"\r\n")
            + "Content-Type: application/octet-stream\r\n\r\n";
    String after = "\r\n--" + boundary + "--\r\n";
    return post(work, UPLOAD + "/" + upload.mediaId() + "/append")
        .body(
            "multipart/form-data; boundary=" + boundary,
            new FileBody(file.path(), upload.offset(), length, ascii(before), ascii(after)));
  }

  static TwitterUpload appended(
      @Body PlatformAnswer answer, @Variable("upload") TwitterUpload upload) {
    return accepted(answer) ? upload.nextSegment() : upload.failed(refusal(answer));
  }

  static PlatformRequest finish(
      @Variable("work") LaneWork work, @Variable("upload") TwitterUpload upload) {
    return post(work, UPLOAD + "/" + upload.mediaId() + "/finalize");
  }

  static TwitterUpload finished(
      @Body PlatformAnswer answer, @Variable("upload") TwitterUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(TwitterErrors.failure(answer));
    }
    JsonNode data = Answers.json(answered).path("data");
    JsonNode info = data.path("processing_info");
    // a body without it means ready, so it has to be this medium's
    if (!data.path("id").equals(TextNode.valueOf(upload.mediaId()))) {
      return upload.failed(TwitterWire.unreadable("the upload's end is unreadable"));
    }
    if (info.isMissingNode()) {
      return upload.checkAfter(null);
    }
    return switch (info.path("state").asText("")) {
      case "succeeded" -> upload.checkAfter(null);
      case "failed" -> upload.failed(TwitterProcessing.failed(info));
      default ->
          upload.checkAfter((int) Answers.pause(info.path("check_after_secs"), 1).toSeconds());
    };
  }

  /** These calls answer nothing or an object; what is neither, X has not written. */
  static boolean accepted(PlatformAnswer answer) {
    return answer instanceof Answered answered && answered.ok() && Answers.emptyOrObject(answered);
  }

  static PublishFailure refusal(PlatformAnswer answer) {
    return answer instanceof Answered answered && answered.ok()
        ? TwitterWire.unreadable("the upload is answered in no known way")
        : TwitterErrors.failure(answer);
  }

  static Preparation preparation(
      @Body Object last,
      @Variable("work") LaneWork work,
      @Variable("upload") TwitterUpload upload) {
    if (upload.failure() != null) {
      return new Preparation.Failed(upload.failure());
    }
    Instant at = last instanceof Answered answered ? Answers.givenAt(answered) : null;
    TwitterHandle handle = TwitterHandle.of(work).uploaded(at);
    String id = Objects.requireNonNull(upload.mediaId());
    return upload.checkAfter() == null
        ? new Preparation.Pending(handle.ready(id).json(), Duration.ZERO)
        : new Preparation.Pending(
            handle.processing(id).json(), Duration.ofSeconds(upload.checkAfter()));
  }

  private static String typeOf(FetchedMedia file, Media media) {
    String type = file.contentType();
    if (type.startsWith("image/") || type.startsWith("video/")) {
      return type;
    }
    return media.kind() == Media.Kind.VIDEO ? "video/mp4" : "image/jpeg";
  }

  private static @Nullable String altText(LaneWork work) {
    int index = TwitterHandle.of(work).mediaIds().size();
    List<Media> media = work.content().media();
    return index < media.size() ? media.get(index).alt() : null;
  }

  private static FetchedMedia file(TwitterUpload upload) {
    return Objects.requireNonNull(upload.file());
  }

  static PlatformRequest post(LaneWork work, String path) {
    return PlatformRequest.of("POST", work.api() + path).bearer(work.account().accessToken());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
