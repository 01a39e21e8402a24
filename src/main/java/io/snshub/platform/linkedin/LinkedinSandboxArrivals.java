package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.function.BooleanSupplier;

/**
 * The host that takes uploads. Bytes are counted, not kept. A video's parts go to signed addresses
 * and need no token.
 */
final class LinkedinSandboxArrivals {
  private final LinkedinSandboxMedia media;
  private final BooleanSupplier quoted;

  LinkedinSandboxArrivals(LinkedinSandboxMedia media, BooleanSupplier quoted) {
    this.media = media;
    this.quoted = quoted;
  }

  void open(Site site) {
    site.route("PUT", "/dms-uploads/{id}/uploaded-image/0", Operation.UPLOAD, this::whole)
        .streamed();
    site.route("POST", "/dms-uploads/{id}/uploaded-image/0", Operation.UPLOAD, this::whole)
        .streamed();
    site.route("PUT", "/dms-uploads/{id}/uploadedVideo/{part}", Operation.UPLOAD, this::part)
        .open()
        .streamed();
    site.route("PUT", "/dms-uploads/{id}/thumbnail", Operation.UPLOAD, this::extra)
        .open()
        .streamed();
    site.route("PUT", "/dms-uploads/{id}/captions", Operation.UPLOAD, this::extra)
        .open()
        .streamed();
  }

  private Reply whole(Call call) {
    LinkedinSandboxAsset asset = arriving(call);
    if (call.size() == 0) {
      throw LinkedinSandboxRefusals.invalid("INVALID_REQUEST", "The upload has no bytes");
    }
    call.about(asset.kind().type() + " of " + call.size() + " bytes");
    if (!asset.begun()) {
      media.arrived(asset, LinkedinSandboxUploads.WORK);
    }
    return Reply.empty(201);
  }

  private Reply part(Call call) {
    LinkedinSandboxAsset asset = arriving(call);
    String part = call.param("part");
    if (!part.matches("\\d{1,4}") || Integer.parseInt(part) >= asset.partCount()) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    int number = Integer.parseInt(part);
    asset.received(number, call.size());
    call.about("part " + number + " of " + asset.urn() + ", " + call.size() + " bytes");
    String etag = asset.etag(number);
    return Reply.empty(200).header("ETag", quoted.getAsBoolean() ? '"' + etag + '"' : etag);
  }

  private Reply extra(Call call) {
    arriving(call);
    return Reply.empty(201);
  }

  private LinkedinSandboxAsset arriving(Call call) {
    LinkedinSandboxAsset asset = media.byId(call.param("id"));
    if (asset == null) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    if (asset.expired(call.at())) {
      throw LinkedinSandboxRefusals.invalid(
          "EXPIRED_UPLOAD_URL", "The Video upload URL is expired");
    }
    return asset;
  }
}
