package io.snshub.platform.pinterest;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;

/** The signed form that opens the bucket for one video. */
final class PinterestSandboxForm {
  static final Duration LIFE = Duration.ofHours(24);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private PinterestSandboxForm() {}

  /** Returns what the form has to bring beside the file. */
  static JsonObject of(long id, Instant at) {
    String stamp = STAMP.format(at);
    String secret = UUID.randomUUID().toString().replace("-", "");
    String policy = "{\"expiration\":\"" + at.plus(LIFE) + "\"}";
    return new JsonObject()
        .put("x-amz-date", stamp)
        .put("x-amz-signature", secret + secret)
        .put("x-amz-security-token", base64("session-" + secret))
        .put("x-amz-algorithm", "AWS4-HMAC-SHA256")
        .put("key", "uploads/11/aa/22/3:video:203014033110991560:" + id)
        .put("policy", base64(policy))
        .put(
            "x-amz-credential",
            "ASIASANDBOX/" + stamp.substring(0, 8) + "/us-east-1/s3/aws4_request")
        .put("Content-Type", "multipart/form-data");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
