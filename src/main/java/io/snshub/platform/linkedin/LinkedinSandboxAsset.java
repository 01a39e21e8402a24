package io.snshub.platform.linkedin;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One image, video or document on its way to a post. */
final class LinkedinSandboxAsset {
  /** Parts of a video, all but the last. */
  static final long PART = 4_194_304;

  private static final Duration URL_LIFE = Duration.ofDays(30);

  enum Kind {
    IMAGE("image", "D4E10AQ"),
    VIDEO("video", "D5605AQ"),
    DOCUMENT("document", "D4E1FAQ"),
    ASSET("digitalmediaAsset", "D5622AQ");

    private final String type;
    private final String start;

    Kind(String type, String start) {
      this.type = type;
      this.start = start;
    }

    String type() {
      return type;
    }

    /** Returns the media id of a number, which reads like those of LinkedIn. */
    String id(long number) {
      return start + Long.toString(number, 36).toUpperCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String id;
  private final String owner;
  private final long announced;
  private final Instant begunAt;
  private final TreeMap<Integer, Long> parts = new TreeMap<>();
  private @Nullable Processing processing;

  LinkedinSandboxAsset(Kind kind, String id, String owner, long announced, Instant begunAt) {
    this.kind = kind;
    this.id = id;
    this.owner = owner;
    this.announced = announced;
    this.begunAt = begunAt;
  }

  Kind kind() {
    return kind;
  }

  String id() {
    return id;
  }

  String urn() {
    return "urn:li:" + kind.type() + ":" + id;
  }

  String owner() {
    return owner;
  }

  long expiresAt() {
    return begunAt.plus(URL_LIFE).toEpochMilli();
  }

  boolean expired(Instant now) {
    return now.toEpochMilli() > expiresAt();
  }

  int partCount() {
    return (int) Math.max(1, (announced + PART - 1) / PART);
  }

  /** Returns how many bytes a part has to have. */
  long partSize(int part) {
    return Math.min(PART, announced - part * PART);
  }

  void received(int part, long size) {
    parts.put(part, size);
  }

  boolean complete() {
    return parts.size() == partCount();
  }

  /** The parts have the sizes that were announced, and these are their tags, in order. */
  boolean fits(@Nullable Object tags) {
    if (!(tags instanceof JsonArray list) || list.size() != partCount()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      String tag = String.valueOf(list.getValue(i)).replaceAll("^\"|\"$", "");
      if (!tag.equals(etag(i)) || !Long.valueOf(partSize(i)).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  String etag(int part) {
    return "/ambry-video/signedId/" + id + "-" + part + ".bin";
  }

  boolean begun() {
    return processing != null;
  }

  void process(Processing work) {
    processing = work;
  }

  /** Returns the state as LinkedIn names it. */
  String status(Instant now) {
    Processing work = processing;
    if (work == null) {
      return "WAITING_UPLOAD";
    }
    if (!work.over(now)) {
      return "PROCESSING";
    }
    return work.fails() ? "PROCESSING_FAILED" : "AVAILABLE";
  }

  JsonObject json(Instant now) {
    String status = status(now);
    JsonObject json = new JsonObject().put("id", urn()).put("owner", owner).put("status", status);
    if (status.equals("PROCESSING_FAILED") && kind == Kind.VIDEO) {
      json.put("processingFailureReason", "UNSUPPORTED_FORMAT");
    }
    if (!status.equals("AVAILABLE")) {
      return json;
    }
    if (kind == Kind.VIDEO) {
      json.put("duration", 15_000)
          .put("aspectRatioWidth", 1_920)
          .put("aspectRatioHeight", 1_080)
          .put("thumbnail", "https://media.licdn.com/dms/image/" + id + "/thumbnail-high/0");
    }
    return json.put("downloadUrl", "https://media.licdn.com/dms/" + kind.type() + "/" + id + "/0")
        .put("downloadUrlExpiresAt", now.plus(URL_LIFE).toEpochMilli());
  }
}
