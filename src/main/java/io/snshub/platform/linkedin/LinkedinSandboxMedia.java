package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The media that were brought; the newest {@value #CAPACITY} are known. */
final class LinkedinSandboxMedia {
  private static final int CAPACITY = 100_000;

  private final Site site;
  private final Sequence numbers;
  private final Shelf<String, LinkedinSandboxAsset> assets = new Shelf<>(CAPACITY);

  LinkedinSandboxMedia(Site site) {
    this.site = site;
    this.numbers = new Sequence(site.clock(), millis -> millis << 12);
  }

  LinkedinSandboxAsset begin(Kind kind, String owner, long announced, Call call) {
    String id = kind.id(numbers.next());
    LinkedinSandboxAsset asset = new LinkedinSandboxAsset(kind, id, owner, announced, call.at());
    assets.put(id, asset);
    call.about(kind.type() + " " + id);
    return asset;
  }

  @Nullable LinkedinSandboxAsset byId(String id) {
    return assets.get(id);
  }

  /** Returns the medium of an URN of this kind, or null. */
  @Nullable LinkedinSandboxAsset byUrn(Kind kind, String urn) {
    String start = "urn:li:" + kind.type() + ":";
    return urn.startsWith(start) ? assets.get(urn.substring(start.length())) : null;
  }

  /** The bytes are there: LinkedIn works on them for a while. */
  void arrived(LinkedinSandboxAsset asset, Duration normally) {
    asset.process(site.process(normally));
  }

  /**
   * Refuses a post that can't carry a medium: unknown, of somebody else, not there yet or spoiled.
   * An image may still be worked on, for a member's token can't ask whether it is.
   */
  void attach(String urn, String author, String field, Instant now, Kind... allowed) {
    LinkedinSandboxAsset asset = null;
    for (Kind kind : allowed) {
      asset = asset == null ? byUrn(kind, urn) : asset;
    }
    if (asset == null) {
      throw refusal(urn, field, allowed);
    }
    if (!asset.owner().equals(author)) {
      throw LinkedinSandboxRefusals.invalid(
          "INVALID_CONTENT_OWNERSHIP", field, "The author has to be the owner of " + urn);
    }
    String status = asset.status(now);
    if (status.equals("PROCESSING_FAILED")) {
      throw LinkedinSandboxRefusals.invalid(
          "MEDIA_ASSET_PROCESSING_FAILED", "Media asset failed processing");
    }
    boolean worked = status.equals("PROCESSING") && asset.kind() == Kind.VIDEO;
    if (status.equals("WAITING_UPLOAD") || worked) {
      throw LinkedinSandboxRefusals.invalid(
          "MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload");
    }
  }

  private static RuntimeException refusal(String urn, String field, Kind... allowed) {
    for (Kind kind : allowed) {
      if (urn.startsWith("urn:li:" + kind.type() + ":")) {
        return LinkedinSandboxRefusals.invalid(
            "INVALID_URN_ID", field, "This URN Id is invalid: " + urn);
      }
    }
    return LinkedinSandboxRefusals.invalid(
        "INVALID_URN_TYPE", field, "Invalid URN type in " + field + ": " + urn);
  }

  void clear() {
    assets.clear();
  }
}
