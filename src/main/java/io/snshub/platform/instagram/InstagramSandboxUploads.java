package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;

/** Videos that are brought instead of fetched: resumable uploads into a container. */
final class InstagramSandboxUploads {
  private final Site site;
  private final InstagramSandboxContainers containers;

  InstagramSandboxUploads(Site site, InstagramSandboxContainers containers) {
    this.site = site;
    this.containers = containers;
  }

  void open() {
    site.route("POST", "/ig-api-upload/{version}/{node}", Operation.UPLOAD, this::upload)
        .streamed();
    site.route("POST", "/ig-api-upload/{node}", Operation.UPLOAD, this::upload).streamed();
  }

  /** The bytes of a resumable upload. */
  Reply upload(Call call) {
    InstagramSandboxContainer container = containers.find(call.param("node"));
    if (container == null) {
      throw InstagramSandboxDialect.missing(call, call.param("node"));
    }
    if (!arrives(call, container)) {
      JsonObject info =
          new JsonObject()
              .put("retriable", false)
              .put("type", "ProcessingFailedError")
              .put("message", "Request processing failed");
      return Reply.json(400, new JsonObject().put("debug_info", info));
    }
    if (call.header("file_url") == null
        && container.received() < Long.parseLong(call.header("file_size"))) {
      return Reply.json(200, new JsonObject().put("success", true).put("message", "Continue."));
    }
    container.process(site.process(InstagramSandboxContainers.VIDEO_WORK));
    return Reply.json(
        200, new JsonObject().put("success", true).put("message", "Upload successful."));
  }

  /** The whole comes at once, in pieces that follow each other, or from an address. */
  private static boolean arrives(Call call, InstagramSandboxContainer container) {
    String url = call.header("file_url");
    if (url != null) {
      return Site.reachable(url, call);
    }
    String size = String.valueOf(call.header("file_size"));
    String offset = call.header("offset") == null ? "0" : call.header("offset");
    boolean numbers = size.matches("\\d{1,12}") && offset.matches("\\d{1,12}");
    if (!container.waitsForUpload()
        || !numbers
        || Long.parseLong(offset) != container.received()
        || Long.parseLong(offset) + call.size() > Long.parseLong(size)) {
      return false;
    }
    container.receive(call.size());
    return true;
  }
}
