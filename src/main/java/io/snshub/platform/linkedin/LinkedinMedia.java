package io.snshub.platform.linkedin;

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
import io.snshub.platform.linkedin.LinkedinUpload.Part;
import io.snshub.post.Media;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** LinkedIn's uploads: initialize, the bytes in one piece or many, finalize. Nothing is visible. */
final class LinkedinMedia {
  private static final Pattern IMAGE = Pattern.compile("urn:li:image:[\\w-]{1,200}");
  private static final Pattern VIDEO = Pattern.compile("urn:li:video:[\\w-]{1,200}");
  private static final Pattern TAG = Pattern.compile("[!-~]{1,2000}");
  private static final Pattern HOST =
      Pattern.compile("https://([a-z0-9-]+\\.)*linkedin\\.com(:443)?/[!-~]*");

  private LinkedinMedia() {}

  static boolean left(@Variable("work") LaneWork work) {
    return LinkedinHandle.of(work).media().size() < work.content().media().size();
  }

  static Media next(@Variable("work") LaneWork work) {
    return work.content().media().get(LinkedinHandle.of(work).media().size());
  }

  static LinkedinUpload begin(@Body MediaFetch fetch) {
    return fetch instanceof MediaFetch.Missing missing
        ? LinkedinUpload.missing(missing.failure())
        : LinkedinUpload.of(((MediaFetch.Fetched) fetch).media());
  }

  static boolean going(@Variable("upload") LinkedinUpload upload) {
    return upload.going();
  }

  static boolean more(@Variable("upload") LinkedinUpload upload) {
    return upload.more();
  }

  static boolean unfinished(@Variable("upload") LinkedinUpload upload) {
    return upload.going() && upload.video();
  }

  static PlatformRequest initialize(
      @Variable("work") LaneWork work, @Variable("upload") LinkedinUpload upload) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("owner", LinkedinAuthor.of(work).urn());
    if (upload.video()) {
      request.put("fileSizeBytes", file(upload).bytes());
      request.put("uploadCaptions", false);
      request.put("uploadThumbnail", false);
    }
    return action(work, upload, "initializeUpload", Map.of("initializeUploadRequest", request));
  }

  static LinkedinUpload initialized(
      @Body PlatformAnswer answer,
      @Variable("work") LaneWork work,
      @Variable("upload") LinkedinUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(LinkedinErrors.failure(answer));
    }
    JsonNode value = Answers.json(answered).path("value");
    String urn =
        upload.video() ? Answers.text(value, "video", VIDEO) : Answers.text(value, "image", IMAGE);
    List<Part> parts = upload.video() ? parts(value) : whole(value, file(upload).bytes());
    boolean trusted = parts.stream().allMatch(part -> trusted(part.address(), work));
    if (urn == null || !trusted || !covers(parts, file(upload).bytes())) {
      return upload.failed(LinkedinErrors.unreadable("the upload's beginning is unreadable"));
    }
    return upload.begun(urn, value.path("uploadToken").asText(""), parts);
  }

  private static List<Part> whole(JsonNode value, long bytes) {
    return List.of(new Part(value.path("uploadUrl").asText(""), 0, bytes - 1));
  }

  private static List<Part> parts(JsonNode value) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode one : value.path("uploadInstructions")) {
      parts.add(
          new Part(
              one.path("uploadUrl").asText(""),
              one.path("firstByte").asLong(-1),
              one.path("lastByte").asLong(-1)));
    }
    return parts;
  }

  /** The parts follow one another from the first byte to the last. */
  private static boolean covers(List<Part> parts, long bytes) {
    long next = 0;
    for (Part part : parts) {
      if (part.first() != next || part.last() < part.first()) {
        return false;
      }
      next = part.last() + 1;
    }
    return next == bytes;
  }

  /** Bytes and token go to LinkedIn and nowhere else. */
  private static boolean trusted(String address, LaneWork work) {
    return address.startsWith(work.host("upload") + "/") || HOST.matcher(address).matches();
  }

  /** A picture's address asks for the token, those of a video's parts are signed. */
  static PlatformRequest part(
      @Variable("work") LaneWork work, @Variable("upload") LinkedinUpload upload) {
    Part part = upload.next();
    FileBody bytes =
        new FileBody(file(upload).path(), part.first(), part.last() - part.first() + 1);
    PlatformRequest put = PlatformRequest.of("PUT", part.address());
    return upload.video()
        ? put.body("application/octet-stream", bytes)
        : put.bearer(work.account().accessToken()).body(file(upload).contentType(), bytes);
  }

  static LinkedinUpload sent(
      @Body PlatformAnswer answer, @Variable("upload") LinkedinUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(LinkedinErrors.failure(answer));
    }
    String given = answered.header("etag");
    String tag = upload.video() ? unquoted(given == null ? "" : given) : "-";
    return TAG.matcher(tag).matches() && Answers.emptyOrObject(answered)
        ? upload.sent(tag)
        : upload.failed(LinkedinErrors.unreadable("a part is answered in no known way"));
  }

  private static String unquoted(String tag) {
    return tag.strip().replaceAll("^(W/)?\"(.*)\"$", "$2");
  }

  static PlatformRequest finish(
      @Variable("work") LaneWork work, @Variable("upload") LinkedinUpload upload) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("video", upload.urn());
    request.put("uploadToken", upload.token());
    request.put("uploadedPartIds", upload.tags());
    return action(work, upload, "finalizeUpload", Map.of("finalizeUploadRequest", request));
  }

  static LinkedinUpload finished(
      @Body PlatformAnswer answer, @Variable("upload") LinkedinUpload upload) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return upload.failed(LinkedinErrors.failure(answer));
    }
    return Answers.emptyOrObject(answered)
        ? upload
        : upload.failed(LinkedinErrors.unreadable("the upload's end is unreadable"));
  }

  static Preparation preparation(
      @Variable("work") LaneWork work, @Variable("upload") LinkedinUpload upload) {
    if (upload.failure() != null) {
      return new Preparation.Failed(upload.failure());
    }
    LinkedinHandle handle = LinkedinHandle.of(work).uploaded(Objects.requireNonNull(upload.urn()));
    return new Preparation.Pending(handle.json(), Duration.ofSeconds(1));
  }

  private static PlatformRequest action(
      LaneWork work, LinkedinUpload upload, String name, Map<String, Object> body) {
    String resource = upload.video() ? "/rest/videos" : "/rest/images";
    return PlatformRequest.of("POST", work.api() + resource + "?action=" + name)
        .bearer(work.account().accessToken())
        .json(Answers.write(body));
  }

  private static FetchedMedia file(LinkedinUpload upload) {
    return Objects.requireNonNull(upload.file());
  }
}
