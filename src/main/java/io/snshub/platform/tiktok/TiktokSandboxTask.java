package io.snshub.platform.tiktok;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one init set going. Bytes come in order; with the last of them the work begins. */
final class TiktokSandboxTask {
  static final Duration UPLOAD_LIFE = Duration.ofHours(1);

  /** How long after its publication a public post has no id yet. */
  static final Duration MODERATION = Duration.ofMillis(80);

  /** Where media come from and where they go. */
  enum Flow {
    DIRECT_FILE("v_pub_file~v2-1.", true, false),
    DIRECT_URL("v_pub_url~v2-1.", true, true),
    INBOX_FILE("v_inbox_file~v2.", false, false),
    INBOX_URL("v_inbox_url~v2.", false, true),
    PHOTO("p_pub_url~v2.", true, true),
    PHOTO_INBOX("p_inbox_url~v2.", false, true);

    final String prefix;
    final boolean direct;
    final boolean pulled;

    Flow(String prefix, boolean direct, boolean pulled) {
      this.prefix = prefix;
      this.direct = direct;
      this.pulled = pulled;
    }

    boolean photo() {
      return this == PHOTO || this == PHOTO_INBOX;
    }
  }

  private final long number;
  private final long postId;
  private final Flow flow;
  private final TiktokSandboxPostInfo about;
  private final TiktokSandboxSource source;
  private final String token;
  private final Instant createdAt;
  private final String uploadToken = UUID.randomUUID().toString();
  private long stored;
  private @Nullable Processing work;
  private boolean spammy;
  private boolean cancelled;

  TiktokSandboxTask(
      long number,
      long postId,
      Flow flow,
      TiktokSandboxPostInfo about,
      TiktokSandboxSource source,
      String token,
      Instant createdAt) {
    this.number = number;
    this.postId = postId;
    this.flow = flow;
    this.about = about;
    this.source = source;
    this.token = token;
    this.createdAt = createdAt;
  }

  String publishId() {
    return flow.prefix + number;
  }

  String uploadId() {
    return Long.toString(number);
  }

  String uploadToken() {
    return uploadToken;
  }

  /** Returns the id under which a public post is known. */
  long postId() {
    return postId;
  }

  Flow flow() {
    return flow;
  }

  TiktokSandboxPostInfo about() {
    return about;
  }

  TiktokSandboxSource source() {
    return source;
  }

  String token() {
    return token;
  }

  long stored() {
    return stored;
  }

  boolean uploadExpired(Instant now) {
    return !now.isBefore(createdAt.plus(UPLOAD_LIFE));
  }

  void store(long upTo) {
    stored = upTo;
  }

  /** All media are there, or all addresses are. */
  void begin(Processing processing, boolean spam) {
    work = processing;
    spammy = spam;
  }

  boolean begun() {
    return work != null;
  }

  /** Nothing will come of it. */
  boolean doomed() {
    return work != null && (work.fails() || spammy || source.unusable());
  }

  boolean over(Instant now) {
    return cancelled || (work != null && work.over(now));
  }

  void cancel() {
    cancelled = true;
  }

  /** It is up, or in its creator's hands. */
  boolean complete(Instant now) {
    return over(now) && !cancelled && !doomed();
  }

  /** Anyone can see it and it has been looked through. */
  boolean listed(Instant now) {
    return flow.direct
        && about.isPublic()
        && complete(now)
        && work != null
        && !now.isBefore(work.endsAt().plus(MODERATION));
  }

  /** When it was published; only when it was. */
  Instant publishedAt() {
    return work == null ? createdAt : work.endsAt();
  }

  JsonObject toJson(Instant now) {
    JsonObject json = new JsonObject().put("status", status(now));
    if (over(now) && !complete(now)) {
      json.put("fail_reason", reason());
    }
    json.put(
        "publicaly_available_post_id", new JsonArray(listed(now) ? List.of(postId) : List.of()));
    return flow.pulled
        ? json.put("downloaded_bytes", over(now) ? source.size() : 0)
        : json.put("uploaded_bytes", stored);
  }

  private String status(Instant now) {
    if (!over(now)) {
      return flow.pulled ? "PROCESSING_DOWNLOAD" : "PROCESSING_UPLOAD";
    }
    if (!complete(now)) {
      return "FAILED";
    }
    return flow.direct ? "PUBLISH_COMPLETE" : "SEND_TO_USER_INBOX";
  }

  private String reason() {
    if (cancelled) {
      return "publish_cancelled";
    }
    if (spammy) {
      return "spam_risk_text";
    }
    return flow.photo() && !source.unusable()
        ? "picture_size_check_failed"
        : "file_format_check_failed";
  }
}
