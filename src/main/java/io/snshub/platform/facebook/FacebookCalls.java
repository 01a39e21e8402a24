package io.snshub.platform.facebook;

import io.snshub.platform.Answers;
import io.snshub.platform.FetchedMedia;
import io.snshub.platform.FileBody;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Variable;

/** The shape of calls to the Graph API. Pure. */
final class FacebookCalls {
  /** Shape of the Graph API's ids, of posts and of everything else. */
  static final Pattern POST_ID = Pattern.compile("[0-9]{1,30}_[0-9]{1,30}");

  static final Pattern NODE_ID = Pattern.compile("[0-9]{1,30}");
  static final Pattern LINK = Pattern.compile("https://[!-~]{1,500}");

  private FacebookCalls() {}

  /** One video makes a video, or a Reel; all else is a post of the Page's feed. */
  static boolean video(@Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    if (handle.video() != null || !handle.photos().isEmpty()) {
      return handle.video() != null;
    }
    List<Media> media = work.content().media();
    return media.size() == 1 && kind(media.get(0)) == Media.Kind.VIDEO;
  }

  private static Media.Kind kind(Media media) {
    MediaFacts facts = media.facts();
    return facts == null ? media.kind() : facts.kind();
  }

  static boolean reel(@Variable("work") LaneWork work) {
    return video(work) && Boolean.TRUE.equals(work.content().options().get("reel"));
  }

  static PlatformRequest get(LaneWork work, String path) {
    return PlatformRequest.of("GET", root(work) + path).bearer(work.account().accessToken());
  }

  static PlatformRequest post(LaneWork work, String edge, Map<String, String> form) {
    return PlatformRequest.of("POST", page(work) + edge)
        .bearer(work.account().accessToken())
        .form(Answers.form(form));
  }

  /** A form with a file, or a piece of one, as its last part. */
  static PlatformRequest upload(
      LaneWork work,
      String edge,
      Map<String, String> fields,
      String part,
      FetchedMedia file,
      long offset,
      long length) {
    String boundary = "hub" + UUID.randomUUID().toString().replace("-", "");
    String start = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    StringBuilder before = new StringBuilder();
    fields.forEach(
        (name, value) ->
            before.append(start).append(name).append("\"\r\n\r\n").append(value).append("\r\n"));
    before
        .append(start)
        .append(part)
        .append("\"; filename=\"")
        .append(name(file))
        .append("\"\r\nContent-Type: ")
        .append(file.contentType())
        .append("\r\n\r\n");
    FileBody body =
        new FileBody(
            file.path(),
            offset,
            length,
            utf8(before.toString()),
            utf8("\r\n--" + boundary + "--\r\n"));
    return PlatformRequest.of("POST", page(work) + edge)
        .bearer(work.account().accessToken())
        .body("multipart/form-data; boundary=" + boundary, body);
  }

  static String node(LaneWork work, String id) {
    return root(work) + "/" + Answers.encode(id);
  }

  private static String page(LaneWork work) {
    return node(work, work.account().remoteId());
  }

  private static String root(LaneWork work) {
    return work.api() + "/" + FacebookPlatform.VERSION;
  }

  private static String name(FetchedMedia file) {
    return "media." + file.contentType().replaceFirst("^[a-z]+/", "").replaceAll("[^a-z0-9]", "");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
