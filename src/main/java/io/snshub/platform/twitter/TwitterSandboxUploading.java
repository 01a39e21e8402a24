package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;

/**
 * Media upload, in its own endpoints and in the older form with a command. Bytes are counted, not
 * kept.
 */
final class TwitterSandboxUploading {
  private static final Duration VIDEO_WORK = Duration.ofMillis(300);
  private static final long MEGABYTE = 1024 * 1024;
  private static final long LONGEST_SEGMENT = 5 * MEGABYTE;
  private final Site site;
  private final TwitterSandboxMedia media;
  private final TwitterSandboxChoices choices;
  private final Sequence ids;

  TwitterSandboxUploading(Site site, TwitterSandboxMedia media, TwitterSandboxChoices choices) {
    this.site = site;
    this.media = media;
    this.choices = choices;
    this.ids = TwitterSandboxTweets.snowflakes(site);
  }

  void open(TwitterSandboxLimits limits, TwitterSandboxLogins logins) {
    site.route(
        "POST",
        "/2/media/upload/initialize",
        Operation.UPLOAD,
        limits.of("initialize", 1_875, logins.userOnly(this::initialize)));
    site.route(
        "POST",
        "/2/media/upload/{id}/append",
        Operation.UPLOAD,
        limits.of("append", 1_875, logins.userOnly(call -> append(call, call.param("id")))));
    site.route(
        "POST",
        "/2/media/upload/{id}/finalize",
        Operation.UPLOAD,
        limits.of("finalize", 1_875, logins.userOnly(call -> complete(call, call.param("id")))));
    site.route(
            "GET",
            "/2/media/upload",
            Operation.UPLOAD,
            limits.of("status", 1_000, logins.userOnly(this::status)))
        .readOnly();
    site.route(
        "POST",
        "/2/media/upload",
        Operation.UPLOAD,
        limits.of("upload", 500, logins.userOnly(this::command)));
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
    if (!TwitterSandboxUpload.TYPES.contains(type)) {
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
    if (!TwitterSandboxUpload.CATEGORIES.contains(category)) {
      throw TwitterSandboxDialect.invalid("media_category", category, "media_category: unknown");
    }
    TwitterSandboxUpload upload = new TwitterSandboxUpload(ids.next(), category, total, call.at());
    long most = upload.isVideo() ? 512 * MEGABYTE : upload.isGif() ? 15 * MEGABYTE : 5 * MEGABYTE;
    if (total > most) {
      throw TwitterSandboxDialect.invalid(
          "total_bytes", Long.toString(total), "File size exceeds " + most + " bytes.");
    }
    media.put(upload);
    call.about(category + " of " + total + " bytes");
    return upload;
  }

  private Reply append(Call call, String id) {
    TwitterSandboxUpload upload = media.required(id);
    String segment = String.valueOf(call.input("segment_index"));
    if (!segment.matches("\\d{1,3}")) {
      throw TwitterSandboxDialect.invalid("segment_index", segment, "segment_index: 0 to 999");
    }
    long size = mediaSize(call);
    if (size > LONGEST_SEGMENT || upload.finished()) {
      throw TwitterSandboxDialect.invalid("media", "", "media: the segment can't be taken");
    }
    upload.append(Integer.parseInt(segment), size);
    call.about("segment " + segment + " of " + id);
    return choices.appendSilent().getAsBoolean()
        ? Reply.empty(204)
        : TwitterSandboxDialect.data(
            200, new JsonObject().put("expires_at", upload.expiresAtSeconds()));
  }

  private Reply complete(Call call, String id) {
    TwitterSandboxUpload upload = media.required(id);
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
    TwitterSandboxUpload upload = media.required(String.valueOf(call.query("media_id")));
    boolean unasked = upload.instant() && choices.imageUnasked().getAsBoolean();
    return unasked
        ? TwitterSandboxDialect.notFound("media", Long.toString(upload.id()))
        : TwitterSandboxDialect.data(200, upload.state(call.at()));
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
}
