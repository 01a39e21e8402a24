package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Calls, photo posts and tokens of TikTok. Pure. */
final class TiktokWire {
  private TiktokWire() {}

  /** A call as TikTok's API wants all of them. */
  static PlatformRequest post(LaneWork work, String path, String json) {
    return PlatformRequest.of("POST", work.api() + path)
        .bearer(work.account().accessToken())
        .body("application/json; charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
  }

  static boolean ofPhotos(@Variable("work") LaneWork work) {
    return TiktokPost.ofPhotos(work.content());
  }

  /** Settles what depends on the creator; for photos nothing else has to be prepared. */
  static Preparation settled(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    TiktokCreator creator = answer instanceof Answered answered ? TiktokCreator.of(answered) : null;
    if (creator == null) {
      return new Preparation.Failed(TiktokErrors.failure(answer));
    }
    PublishFailure objection = creator.objection(work.content());
    return objection == null
        ? new Preparation.Ready(
            TiktokHandle.none().by(creator, creator.level(work.content())).json())
        : new Preparation.Failed(objection);
  }

  /** TikTok pulls photos and publishes them: this one call is all it needs. */
  static PlatformRequest photos(@Variable("work") LaneWork work) {
    String init = Answers.write(TiktokPost.photos(work.content(), TiktokHandle.of(work)));
    return post(work, "/v2/post/publish/content/init/", init).visible();
  }

  static Retraction retraction() {
    return new Retraction.Impossible(
        "tiktok: posts can't be deleted by API, only by their creator in the app");
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_key", work.clientId());
    form.put("client_secret", work.clientSecret());
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Objects.requireNonNullElse(work.refreshToken(), ""));
    return PlatformRequest.of("POST", work.root() + "/v2/oauth/token/").form(Answers.form(form));
  }

  /** A refusal may come with 200: what is in the body decides. */
  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(TiktokErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    TokenGrant.Granted granted = answered.ok() ? Answers.grant(body) : null;
    String error = body.path("error").isTextual() ? body.path("error").textValue() : "";
    return granted == null || !error.isEmpty()
        ? new TokenGrant.Denied(denial(answered, error))
        : granted;
  }

  private static PublishFailure denial(Answered answer, String error) {
    String message = Answers.words(TiktokPlatform.NAME, answer.status(), error);
    if (answer.status() >= 500 || answer.status() == 429) {
      return new PublishFailure.Transient(
          "http_" + answer.status(), message, Answers.retryAfter(answer));
    }
    return switch (error) {
      case "invalid_grant", "access_denied" ->
          new PublishFailure.NeedsReauth(error, message, false);
      case "invalid_client",
          "invalid_request",
          "invalid_scope",
          "unauthorized_client",
          "unsupported_grant_type" ->
          new PublishFailure.Permanent(error, message);
      case "server_error", "temporarily_unavailable" ->
          new PublishFailure.Transient(error, message, Answers.retryAfter(answer));
      default -> TiktokErrors.unreadable("a grant without a token");
    };
  }
}
