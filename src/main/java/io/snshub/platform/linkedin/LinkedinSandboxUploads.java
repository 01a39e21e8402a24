package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Images, videos and documents: initializeUpload, finalizeUpload and status. */
final class LinkedinSandboxUploads {
  static final Duration WORK = Duration.ofMillis(300);
  private static final long LARGEST_VIDEO = 5_000_000_000L;

  private final LinkedinSandboxMedia media;
  private final LinkedinSandboxMember member;

  LinkedinSandboxUploads(LinkedinSandboxMedia media, LinkedinSandboxMember member) {
    this.media = media;
    this.member = member;
  }

  void open(LinkedinSandboxResources resources) {
    for (Kind kind : List.of(Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT)) {
      String path = "/" + kind.type() + "s";
      resources
          .write("POST", path, Operation.UPLOAD, call -> action(kind, call))
          .read(path, Operation.UPLOAD, call -> batch(kind, call))
          .read(path + "/{urn}", Operation.UPLOAD, call -> status(kind, call));
    }
  }

  private Reply action(Kind kind, LinkedinSandboxCall call) {
    String action = call.required("action");
    if (action.equals("initializeUpload")) {
      return kind == Kind.VIDEO ? beginVideo(call) : beginFile(kind, call);
    }
    if (action.equals("finalizeUpload") && kind == Kind.VIDEO) {
      return finish(call);
    }
    throw LinkedinSandboxCall.badQuery();
  }

  private Reply beginFile(Kind kind, LinkedinSandboxCall call) {
    LinkedinSandboxAsset asset = begin(kind, call.entity("initializeUploadRequest"), 0, call);
    JsonObject value =
        new JsonObject()
            .put("uploadUrlExpiresAt", asset.expiresAt())
            .put("uploadUrl", address(asset, call.call()))
            .put(kind.type(), asset.urn());
    return LinkedinSandboxDialect.ok(new JsonObject().put("value", value));
  }

  private Reply beginVideo(LinkedinSandboxCall call) {
    JsonObject request = call.entity("initializeUploadRequest");
    String size = String.valueOf(request.getValue("fileSizeBytes"));
    if (!size.matches("[1-9]\\d{0,11}") || Long.parseLong(size) > LARGEST_VIDEO) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_VALUE_FOR_FIELD", "/fileSizeBytes", "fileSizeBytes is invalid: " + size);
    }
    LinkedinSandboxAsset asset = begin(Kind.VIDEO, request, Long.parseLong(size), call);
    JsonArray parts = new JsonArray();
    for (int i = 0; i < asset.partCount(); i++) {
      long first = i * LinkedinSandboxAsset.PART;
      parts.add(
          new JsonObject()
              .put("uploadUrl", video(asset, call.call(), "uploadedVideo/" + i))
              .put("firstByte", first)
              .put("lastByte", first + asset.partSize(i) - 1));
    }
    JsonObject value =
        new JsonObject()
            .put("uploadUrlsExpireAt", asset.expiresAt())
            .put("video", asset.urn())
            .put("uploadInstructions", parts)
            .put("uploadToken", "");
    if (Boolean.TRUE.equals(request.getValue("uploadThumbnail"))) {
      value.put("thumbnailUploadUrl", video(asset, call.call(), "thumbnail"));
    }
    if (Boolean.TRUE.equals(request.getValue("uploadCaptions"))) {
      value.put("captionsUploadUrl", video(asset, call.call(), "captions"));
    }
    return LinkedinSandboxDialect.ok(new JsonObject().put("value", value));
  }

  private LinkedinSandboxAsset begin(
      Kind kind, JsonObject request, long size, LinkedinSandboxCall call) {
    Object owner = request.getValue("owner");
    if (!(owner instanceof String urn)) {
      throw LinkedinSandboxRefusals.invalid("MISSING_FIELD", "/owner", "owner field is required");
    }
    member.mayWriteAs(urn, "/owner");
    return media.begin(kind, urn, size, call.call());
  }

  static String address(LinkedinSandboxAsset asset, Call call) {
    return call.root()
        + "/dms-uploads/"
        + asset.id()
        + "/uploaded-image/0?ca=vector_feedshare&cn=uploads&m=AQ&sync=0&v=beta&ut=3"
        + asset.id().substring(7);
  }

  private static String video(LinkedinSandboxAsset asset, Call call, String what) {
    return call.root() + "/dms-uploads/" + asset.id() + "/" + what + "?sau=" + asset.id();
  }

  private Reply finish(LinkedinSandboxCall call) {
    JsonObject request = call.entity("finalizeUploadRequest");
    LinkedinSandboxAsset asset = media.byUrn(Kind.VIDEO, String.valueOf(request.getValue("video")));
    if (asset == null) {
      throw LinkedinSandboxRefusals.invalid("INVALID_VIDEO_ID", "This Video ID is invalid");
    }
    call.call().about("finished " + asset.urn());
    if (asset.begun()) {
      return Reply.empty(200);
    }
    if (!asset.complete()) {
      throw LinkedinSandboxRefusals.invalid(
          "MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload");
    }
    if (!asset.fits(request.getValue("uploadedPartIds"))
        || !"".equals(request.getValue("uploadToken"))) {
      throw LinkedinSandboxRefusals.invalid(
          "UPDATING_ASSET_FAILED",
          "Failed to update asset. Please recreate the asset and try again.");
    }
    media.arrived(asset, WORK);
    return Reply.empty(200);
  }

  private Reply status(Kind kind, LinkedinSandboxCall call) {
    member.mayRead(kind);
    LinkedinSandboxAsset asset = media.byUrn(kind, call.key("urn"));
    if (asset == null) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    JsonObject json = asset.json(call.call().at());
    return LinkedinSandboxDialect.ok(LinkedinSandboxResources.only(json, call));
  }

  private Reply batch(Kind kind, LinkedinSandboxCall call) {
    member.mayRead(kind);
    return LinkedinSandboxBatch.of(
        call.texts("ids"),
        urn -> {
          LinkedinSandboxAsset asset = media.byUrn(kind, urn);
          return asset == null ? null : asset.json(call.call().at());
        });
  }
}
