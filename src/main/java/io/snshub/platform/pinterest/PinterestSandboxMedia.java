package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Processing;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Videos on their way: registered with Pinterest, brought to a bucket by a form that Pinterest has
 * signed, then processed. Bytes are counted and dropped.
 */
final class PinterestSandboxMedia {
  static final int CAPACITY = 100_000;

  private static final Duration WORK = Duration.ofMillis(300);
  private static final long LARGEST = 2L * 1024 * 1024 * 1024;

  /** One video. */
  private static final class Upload {
    private final long id;
    private final Instant at;
    private final JsonObject form;
    private @Nullable Processing work;

    Upload(long id, Instant at, JsonObject form) {
      this.id = id;
      this.at = at;
      this.form = form;
    }

    String status(Instant now) {
      if (work == null) {
        return "registered";
      }
      return work.failed(now) ? "failed" : work.done(now) ? "succeeded" : "processing";
    }

    JsonObject json(Instant now) {
      return begun().put("status", status(now));
    }

    JsonObject begun() {
      return new JsonObject().put("media_id", Long.toString(id)).put("media_type", "video");
    }
  }

  private final Shelf<Long, Upload> uploads = new Shelf<>(CAPACITY);
  private final Map<String, Long> byKey = new HashMap<>();
  private final Site site;
  private final PinterestSandboxPages pages;
  private final Sequence ids;

  PinterestSandboxMedia(Site site, PinterestSandboxPages pages, Sequence ids) {
    this.site = site;
    this.pages = pages;
    this.ids = ids;
  }

  void open(PinterestSandboxLimits limits) {
    site.route("POST", "/v5/media", Operation.UPLOAD, limits.on(this::register));
    site.route("GET", "/v5/media", Operation.LOOKUP, limits.on(this::list));
    site.route("GET", "/v5/media/{id}", Operation.UPLOAD, limits.on(this::status)).readOnly();
    // the bucket's own host: a signed form opens it, not a token
    site.route("POST", "/", Operation.UPLOAD, this::receive).open();
  }

  void clear() {
    uploads.clear();
    byKey.clear();
  }

  /** A pin may be made of this video. */
  void usable(String id, Call call) {
    String status = required(id).status(call.at());
    if (!status.equals("succeeded")) {
      throw PinterestSandboxDialect.refused(
          400, 1, "Media upload " + id + " is not ready, its status is " + status + ".");
    }
  }

  private Upload required(String id) {
    Upload upload = id.matches("\\d{1,18}") ? uploads.get(Long.parseLong(id)) : null;
    if (upload == null) {
      throw PinterestSandboxDialect.refused(404, 404, "Media upload not found.");
    }
    return upload;
  }

  private Reply register(Call call) {
    JsonObject body = PinterestSandboxInput.body(call);
    PinterestSandboxInput.oneOf(
        PinterestSandboxInput.required(body, "media_type", 50), Set.of("video"));
    long id = ids.next();
    Upload upload = new Upload(id, call.at(), PinterestSandboxForm.of(id, call.at()));
    uploads.put(id, upload);
    byKey.put(upload.form.getString("key"), id);
    if (byKey.size() > CAPACITY) {
      byKey.values().removeIf(old -> uploads.get(old) == null);
    }
    call.about("video " + id);
    return Reply.json(
        201,
        upload
            .begun()
            .put("upload_url", call.root() + "/")
            .put("upload_parameters", upload.form.copy()));
  }

  /** The bucket: knows nothing of Pinterest, speaks XML. */
  private Reply receive(Call call) {
    String key = call.form("key");
    Long id = key == null ? null : byKey.get(key);
    Upload upload = id == null ? null : uploads.get(id);
    if (upload == null) {
      return xml(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed");
    }
    for (String field : upload.form.fieldNames()) {
      if (!upload.form.getString(field).equals(call.form(field))) {
        return field.equals("x-amz-signature")
            ? xml(403, "SignatureDoesNotMatch", "The request signature does not match.")
            : xml(403, "AccessDenied", "Invalid according to Policy: " + field);
      }
    }
    if (!call.at().isBefore(upload.at.plus(PinterestSandboxForm.LIFE))) {
      return xml(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
    }
    if (call.header("Authorization") != null) {
      return xml(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    return stored(call, upload);
  }

  private Reply stored(Call call, Upload upload) {
    if (call.parts().size() != 1 || !call.parts().get(0).name().equals("file")) {
      return xml(400, "InvalidArgument", "POST requires exactly one file upload per request.");
    }
    Call.Part file = call.parts().get(0);
    if (file.size() > LARGEST) {
      return xml(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    }
    if (upload.work == null) {
      upload.work = site.process(WORK);
    }
    call.about("video " + upload.id + " of " + file.size() + " bytes");
    return Reply.empty(204);
  }

  private static Reply xml(int status, String code, String message) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message>"
                .formatted(code, message)
            + "<RequestId>SANDBOX</RequestId></Error>";
    return Reply.of(status, "application/xml", Buffer.buffer(body));
  }

  private Reply status(Call call) {
    String id = PinterestSandboxInput.pathId(call, "id", "media_id");
    return Reply.json(200, required(id).json(call.at()));
  }

  private Reply list(Call call) {
    return pages.page(
        call,
        uploads.newestFirst(),
        upload -> upload.id,
        upload -> true,
        upload -> upload.json(call.at()));
  }
}
