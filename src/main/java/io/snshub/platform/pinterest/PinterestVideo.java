package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * A video's way to Pinterest: registered, brought to a bucket by a signed form, then polled until
 * it is processed. Registering and bringing are one step, so that the form's signature is kept
 * nowhere; a video whose step breaks off is registered anew and the old one forgotten.
 */
final class PinterestVideo {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  /** Looks after which a video that never seems to arrive is brought again. */
  private static final int ARRIVES_WITHIN = 10;

  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#\\s]+/[!-~]{0,2000}");
  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,16384}");

  private PinterestVideo() {}

  static boolean missing(@Variable("work") LaneWork work) {
    return PinterestBoard.isVideo(work) && PinterestHandle.of(work).video() == null;
  }

  static boolean underWay(@Variable("work") LaneWork work) {
    PinterestHandle handle = PinterestHandle.of(work);
    return handle.video() != null && !handle.processed();
  }

  static Media medium(@Variable("work") LaneWork work) {
    return work.content().media().get(0);
  }

  static PinterestUpload begin(@Body MediaFetch fetch) {
    return fetch instanceof MediaFetch.Fetched fetched
        ? new PinterestUpload(fetched.media(), null, null, Map.of(), null)
        : new PinterestUpload(null, null, null, Map.of(), ((MediaFetch.Missing) fetch).failure());
  }

  static boolean going(@Variable("upload") PinterestUpload upload) {
    return upload.failure() == null;
  }

  static PlatformRequest register(@Variable("work") LaneWork work) {
    return PlatformRequest.of("POST", work.api() + "/v5/media")
        .bearer(work.account().accessToken())
        .json("{\"media_type\":\"video\"}");
  }

  static PinterestUpload registered(
      @Body PlatformAnswer answer, @Variable("upload") PinterestUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(PinterestErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    String id = Answers.text(body, "media_id", PinterestBoard.ID);
    String address = Answers.text(body, "upload_url", ADDRESS);
    Map<String, String> form = new LinkedHashMap<>();
    boolean clean = body.path("upload_parameters").isObject();
    for (Map.Entry<String, JsonNode> field : body.path("upload_parameters").properties()) {
      String value = Answers.text(body.path("upload_parameters"), field.getKey(), VALUE);
      clean &= value != null && NAME.matcher(field.getKey()).matches();
      form.put(field.getKey(), String.valueOf(value));
    }
    return id == null || address == null || !clean
        ? upload.failed(PinterestErrors.unreadable("a video was registered in no known way"))
        : new PinterestUpload(upload.file(), id, address, form, null);
  }

  /** The bucket wants all fields before the file, and no token. */
  static PlatformRequest bring(@Variable("upload") PinterestUpload upload) {
    FetchedMedia file = Objects.requireNonNull(upload.file());
    String boundary = "hub" + UUID.randomUUID().toString().replace("-", "");
    String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    StringBuilder before = new StringBuilder();
    upload
        .form()
        .forEach((name, value) -> before.append(part + name + "\"\r\n\r\n" + value + "\r\n"));
    before.append(part).append("file\"; filename=\"video\"\r\n");
    before.append("Content-Type: ").append(file.contentType()).append("\r\n\r\n");
    return PlatformRequest.of("POST", Objects.requireNonNull(upload.address()))
        .body(
            "multipart/form-data; boundary=" + boundary,
            new FileBody(
                file.path(),
                0,
                file.bytes(),
                ascii(before.toString()),
                ascii("\r\n--" + boundary + "--\r\n")));
  }

  static PinterestUpload brought(
      @Body PlatformAnswer answer, @Variable("upload") PinterestUpload upload) {
    if (answer instanceof Answered answered) {
      // a bucket says that it has something by saying nothing; what it refuses is registered anew
      boolean taken = answered.status() == 204 && answered.body().length == 0;
      String status = "pinterest: the bucket answered " + answered.status();
      return taken
          ? upload
          : upload.failed(new PublishFailure.Transient("upload_refused", status, null));
    }
    return upload.failed(Answers.unreached(PinterestPlatform.NAME, answer));
  }

  static Preparation preparation(
      @Variable("work") LaneWork work, @Variable("upload") PinterestUpload upload) {
    if (upload.failure() != null) {
      return new Preparation.Failed(upload.failure());
    }
    String id = Objects.requireNonNull(upload.id());
    return new Preparation.Pending(PinterestHandle.of(work).brought(id).json(), PAUSES.get(0));
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(PinterestHandle.of(work).video());
    return PlatformRequest.of("GET", work.api() + "/v5/media/" + Answers.encode(id))
        .bearer(work.account().accessToken());
  }

  static Preparation polled(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    PinterestHandle handle = PinterestHandle.of(work);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      boolean gone = answer instanceof Answered told && PinterestErrors.says(told, 404);
      return gone ? anew() : new Preparation.Failed(PinterestErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    boolean ours =
        Objects.requireNonNull(handle.video())
            .equals(Answers.text(body, "media_id", PinterestBoard.ID));
    return switch (ours ? body.path("status").asText("") : "") {
      case "succeeded" -> new Preparation.Pending(handle.done().json(), Duration.ZERO);
      case "processing" -> again(handle);
      case "registered" -> handle.polls() >= ARRIVES_WITHIN ? anew() : again(handle);
      case "failed" ->
          new Preparation.Failed(
              new PublishFailure.Permanent(
                  "media_processing_failed", "pinterest: the video could not be processed"));
      default ->
          new Preparation.Failed(PinterestErrors.unreadable("the state of a video is unreadable"));
    };
  }

  private static Preparation again(PinterestHandle handle) {
    Duration pause = PAUSES.get(Math.min(handle.polls(), PAUSES.size() - 1));
    return new Preparation.Pending(handle.polled().json(), pause);
  }

  private static Preparation anew() {
    return new Preparation.Pending(PinterestHandle.fresh().json(), Duration.ofSeconds(1));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
