package io.snshub.platform.youtube;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a video and what with it, checked.
 *
 * @param privacy public, unlisted or private
 * @param publishAt when a private video goes public, or null
 * @param license youtube or creativeCommon
 * @param embeddable it may be shown on other sites
 * @param statsViewable its counters are public
 * @param forKids what the owner declared, or null
 * @param synthetic it shows altered or made-up scenes that seem real
 */
record YoutubeSandboxStatus(
    String privacy,
    @Nullable Instant publishAt,
    String license,
    boolean embeddable,
    boolean statsViewable,
    @Nullable Boolean forKids,
    @Nullable Boolean synthetic) {
  private static final Set<String> PRIVACIES = Set.of("public", "unlisted", "private");
  private static final Set<String> LICENSES = Set.of("youtube", "creativeCommon");

  static YoutubeSandboxStatus standard() {
    return of(new JsonObject(), Instant.EPOCH);
  }

  static YoutubeSandboxStatus of(JsonObject video, Instant now) {
    YoutubeSandboxFields given = YoutubeSandboxFields.of(video, "video", "status");
    String privacy = given.text("privacyStatus", "public");
    if (!PRIVACIES.contains(privacy)) {
      throw refused(
          403, "forbiddenPrivacySetting", "The request specifies an invalid privacy setting.");
    }
    String license = given.text("license", "youtube");
    if (!LICENSES.contains(license)) {
      throw refused(
          403, "forbiddenLicenseSetting", "The request specifies an invalid license setting.");
    }
    RuntimeException noTime =
        refused(
            400,
            "invalidPublishAt",
            "The request metadata specifies an invalid scheduled publishing time.");
    Instant publishAt = given.time("publishAt", noTime);
    if (publishAt != null && !privacy.equals("private")) {
      throw noTime;
    }
    boolean past = publishAt != null && !publishAt.isAfter(now);
    return new YoutubeSandboxStatus(
        past ? "public" : privacy,
        past ? null : publishAt,
        license,
        given.flag("embeddable", true),
        given.flag("publicStatsViewable", true),
        given.flag("selfDeclaredMadeForKids"),
        given.flag("containsSyntheticMedia"));
  }

  String privacyAt(Instant now) {
    return publishAt != null && !publishAt.isAfter(now) ? "public" : privacy;
  }

  JsonObject toJson(Instant now) {
    JsonObject json =
        new JsonObject()
            .put("privacyStatus", privacyAt(now))
            .put("license", license)
            .put("embeddable", embeddable)
            .put("publicStatsViewable", statsViewable)
            .put("madeForKids", Boolean.TRUE.equals(forKids));
    if (publishAt != null && privacyAt(now).equals("private")) {
      json.put("publishAt", publishAt.toString());
    }
    return json;
  }

  /** What only the owner is told. */
  JsonObject ownersJson() {
    JsonObject json = new JsonObject();
    if (forKids != null) {
      json.put("selfDeclaredMadeForKids", forKids);
    }
    return synthetic == null ? json : json.put("containsSyntheticMedia", synthetic);
  }

  private static RuntimeException refused(int status, String reason, String message) {
    return YoutubeSandboxDialect.refused(status, "youtube.video", reason, message);
  }
}
