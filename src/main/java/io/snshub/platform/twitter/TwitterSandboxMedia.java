package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Media upload, in its own endpoints and in the older form with a command. Bytes are counted, not
 * kept; the newest {@value #CAPACITY} media are known.
 */
final class TwitterSandboxMedia {
  private static final int CAPACITY = 100_000;
  private static final Duration VIDEO_WORK = Duration.ofMillis(300);
  private static final long MEGABYTE = 1024 * 1024;

  private final Shelf<Long, TwitterSandboxUpload> uploads = new Shelf<>(CAPACITY);
  private final Site site;
  private final Sequence ids;

  TwitterSandboxMedia(Site site) {
    this.site = site;
    this.ids = TwitterSandboxTweets.snowflakes(site);
  }

  void open(TwitterSandboxLimits limits) {
    site.route(
        "POST",
        "/2/media/upload/initialize",
        Operation.UPLOAD,
        limits.of("initialize", 1_875, this::initialize));
    site.route(
        "POST",
        "/2/media/upload/{id}/append",
        Operation.UPLOAD,
        limits.of("append", 1_875, call -> append(call, call.param("id"))));
    site.route(
        "POST",
        "/2/media/upload/{id}/finalize",
        Operation.UPLOAD,
        limits.of("finalize", 1_875, call -> complete(call, call.param("id"))));
    site.route("GET", "/2/media/upload", Operation.UPLOAD, limits.of("status", 1_000, this::status))
        .readOnly();
    site.route(
        "POST", "/2/media/upload", Operation.UPLOAD, limits.of("upload", 500, this::command));
    site.route(
        "POST", "/2/media/metadata", Operation.UPLOAD, limits.of("metadata", 500, this::metadata));
  }

  /** Returns the media ids of a post, each of them ready, or refuses the post. */
  List<String> attachable(@Nullable Object media, Instant now) {
    if (media == null) {
      return List.of();
    }
    Object list = media instanceof JsonObject object ? object.getValue("media_ids") : null;
    List<String> names = new ArrayList<>();
    int alone = 0;
    for (Object name : list instanceof JsonArray array ? array : new JsonArray()) {
      TwitterSandboxUpload upload = find(String.valueOf(name));
      if (upload == null || !upload.ready(now)) {
        throw invalid(String.valueOf(list));
      }
      alone += upload.isVideo() || upload.isGif() ? 1 : 0;
      names.add(Long.toString(upload.id()));
    }
    if (names.isEmpty() || names.size() > 4 || (alone > 0 && names.size() > 1)) {
      throw invalid(String.valueOf(list));
    }
    return names;
  }

  List<String> keys(List<String> names) {
    return names.stream().map(name -> required(name).key()).toList();
  }

  JsonObject described(String key) {
    boolean video = key.startsWith("7_") || key.startsWith("13_");
    JsonObject json = new JsonObject().put("media_key", key).put("type", video ? "video" : "photo");
    return video ? json.put("public_metrics", new JsonObject().put("view_count", 42)) : json;
  }

  void clear() {
    uploads.clear();
  }

  private Reply command(Call call) {
    String command = call.input("command");
    return switch (command == null ? "" : command) {
      case "INIT" -> initialize(call);
      case "APPEND" -> append(call, String.valueOf(call.input("media_id")));
      case "FINALIZE" -> complete(call, String.valueOf(call.input("media_id")));
      case "" -> oneShot(call);
      default -> throw TwitterSandboxDialect.invalid("command", command, "unknown command");
    };
  }

  private Reply initialize(Call call) {
    String type = String.valueOf(call.input("media_type"));
    String total = String.valueOf(call.input("total_bytes"));
    if (!type.matches("(video|image|text|model)/[\\w.+-]+")) {
      throw TwitterSandboxDialect.invalid("media_type", type, "media_type: not supported");
    }
    if (!total.matches("[1-9]\\d{0,11}")) {
      throw TwitterSandboxDialect.invalid("total_bytes", total, "total_bytes: size expected");
    }
    TwitterSandboxUpload upload = begin(call, type, Long.parseLong(total));
    return TwitterSandboxDialect.data(200, upload.begun());
  }

  private TwitterSandboxUpload begin(Call call, String type, long total) {
    String category = call.input("media_category");
    if (category == null) {
      category = type.startsWith("video/") ? "tweet_video" : "tweet_image";
    }
    TwitterSandboxUpload upload = new TwitterSandboxUpload(ids.next(), category, total, call.at());
    long most = upload.isVideo() ? 512 * MEGABYTE : upload.isGif() ? 15 * MEGABYTE : 5 * MEGABYTE;
    if (total > most) {
      throw TwitterSandboxDialect.invalid(
          "total_bytes", Long.toString(total), "File size exceeds " + most + " bytes.");
    }
    uploads.put(upload.id(), upload);
    call.about(category + " of " + total + " bytes");
    return upload;
  }

  private Reply append(Call call, String id) {
    TwitterSandboxUpload upload = required(id);
    String segment = String.valueOf(call.input("segment_index"));
    if (!segment.matches("\\d{1,3}")) {
      throw TwitterSandboxDialect.invalid("segment_index", segment, "segment_index: 0 to 999");
    }
    upload.append(Integer.parseInt(segment), mediaSize(call));
    call.about("segment " + segment + " of " + id);
    return TwitterSandboxDialect.data(
        200, new JsonObject().put("expires_at", upload.expiresAtSeconds()));
  }

  private Reply complete(Call call, String id) {
    TwitterSandboxUpload upload = required(id);
    if (!upload.complete()) {
      throw TwitterSandboxDialect.invalid(
          "id", id, "Segments do not add up to provided total file size.");
    }
    return finished(call, upload);
  }

  private Reply oneShot(Call call) {
    if (call.input("media_category") == null) {
      throw TwitterSandboxDialect.invalid("media_category", "", "media_category: is required");
    }
    long size = mediaSize(call);
    String type = call.input("media_type");
    TwitterSandboxUpload upload = begin(call, type == null ? "image/jpeg" : type, Math.abs(size));
    upload.append(0, size);
    return finished(call, upload);
  }

  private Reply finished(Call call, TwitterSandboxUpload upload) {
    if (!upload.finished()) {
      boolean works = upload.isVideo() || upload.isGif();
      upload.finish(site.process(works ? VIDEO_WORK : Duration.ZERO), call.at());
      call.about("finished " + upload.key());
    }
    return TwitterSandboxDialect.data(200, upload.state(call.at()));
  }

  private Reply status(Call call) {
    TwitterSandboxUpload upload = required(String.valueOf(call.query("media_id")));
    return TwitterSandboxDialect.data(200, upload.state(call.at()));
  }

  private Reply metadata(Call call) {
    JsonObject body = call.json();
    String id = body == null ? "" : String.valueOf(body.getValue("id"));
    required(id);
    JsonObject metadata =
        body != null && body.getValue("metadata") instanceof JsonObject given
            ? given
            : new JsonObject();
    if (metadata.getValue("alt_text") instanceof JsonObject alt
        && String.valueOf(alt.getValue("text")).length() > 1_000) {
      throw TwitterSandboxDialect.invalid("alt_text", "", "alt_text: at most 1000 characters");
    }
    return TwitterSandboxDialect.data(
        200, new JsonObject().put("id", id).put("associated_metadata", metadata));
  }

  /** Returns the size of what came, or -1 when a text field carried it. */
  private static long mediaSize(Call call) {
    for (Call.Part part : call.parts()) {
      if (part.name().equals("media")) {
        return part.size();
      }
    }
    String text = call.input("media");
    if (text == null) {
      throw TwitterSandboxDialect.invalid("media", "", "media: is required");
    }
    if (call.form("media") != null) {
      return -1;
    }
    try {
      return Base64.getDecoder().decode(text).length;
    } catch (IllegalArgumentException e) {
      throw TwitterSandboxDialect.invalid("media", "", "media: base64 expected");
    }
  }

  private @Nullable TwitterSandboxUpload find(String id) {
    return id.matches("\\d{1,18}|[0-8]\\d{18}") ? uploads.get(Long.parseLong(id)) : null;
  }

  private TwitterSandboxUpload required(String id) {
    TwitterSandboxUpload upload = find(id);
    if (upload == null) {
      throw new RefusedCall(TwitterSandboxDialect.notFound("media", id));
    }
    return upload;
  }

  private static RefusedCall invalid(String list) {
    return TwitterSandboxDialect.invalid("media.media_ids", list, "Your media IDs are invalid.");
  }
}
