package io.snshub.platform.linkedin;

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
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** What goes to LinkedIn and what its answers mean. Pure. */
final class LinkedinWire {
  static final String POSTS = "/rest/posts";

  /** Which of the two comes back is no promise. */
  static final Pattern POST = Pattern.compile("urn:li:(share|ugcPost):[0-9]{1,19}");

  private LinkedinWire() {}

  /** A post whose media are there needs nothing else before it is made. */
  static Preparation ready(@Variable("work") LaneWork work) {
    return new Preparation.Ready(LinkedinHandle.of(work).json());
  }

  static PlatformRequest post(@Variable("work") LaneWork work) {
    return PlatformRequest.of("POST", work.api() + POSTS)
        .bearer(work.account().accessToken())
        .json(Answers.write(LinkedinPost.of(work)))
        .visible();
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(LinkedinPlatform.NAME, answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      String id = id(answer);
      return answer.status() == 201 && id != null && Answers.emptyOrObject(answer)
          ? new Outcome.Published(id, permalink(id))
          : new Outcome.Doubtful("linkedin: accepted without an id");
    }
    if (LinkedinErrors.duplicate(answer) && work.attempt() > 1) {
      // perhaps an earlier attempt that was late to show
      return new Outcome.Doubtful("linkedin: an equal post is up already" + twin(answer));
    }
    return LinkedinErrors.unsure(answer)
        ? new Outcome.Doubtful("linkedin: answered " + answer.status())
        : new Outcome.Refused(LinkedinErrors.failure(answer));
  }

  /** The id of a new post stands in a header; the body is empty. */
  private static @Nullable String id(Answered answer) {
    for (String header : new String[] {"x-restli-id", "x-linkedin-id"}) {
      String value = answer.header(header);
      String urn = value == null ? "" : value.strip().replaceAll("(?i)%3A", ":");
      if (!urn.isEmpty()) {
        return POST.matcher(urn).matches() ? urn : null;
      }
    }
    return null;
  }

  private static String twin(Answered answer) {
    var named = POST.matcher(Answers.json(answer).path("message").asText(""));
    return named.find() ? ": " + named.group() : "";
  }

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("DELETE", work.api() + POSTS + "/" + Answers.encode(id))
        .header("X-RestLi-Method", "DELETE")
        .bearer(work.account().accessToken());
  }

  /** LinkedIn answers in the same way when the post was deleted before. */
  static Retraction retraction(@Body PlatformAnswer answer) {
    if (answer instanceof Answered answered) {
      if (answered.status() == 204 || LinkedinErrors.gone(answered)) {
        return new Retraction.Gone();
      }
    }
    return new Retraction.Failed(LinkedinErrors.failure(answer));
  }

  /** Only apps that LinkedIn has enabled for it get refresh tokens. */
  static boolean refreshable(@Variable("refresh") RefreshWork work) {
    return work.refreshToken() != null && !work.refreshToken().isBlank();
  }

  static TokenGrant unrefreshable() {
    return new TokenGrant.Denied(
        new PublishFailure.NeedsReauth(
            "no_refresh_token", "linkedin: the app has no refresh token for this account", false));
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Objects.requireNonNull(work.refreshToken()));
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    return PlatformRequest.of("POST", work.root() + "/oauth/v2/accessToken")
        .form(Answers.form(form));
  }

  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(LinkedinErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    TokenGrant.Granted granted = answered.ok() ? Answers.grant(body) : null;
    return granted == null ? new TokenGrant.Denied(denial(answered, body)) : granted;
  }

  private static PublishFailure denial(Answered answer, JsonNode body) {
    String error = body.path("error").isTextual() ? body.path("error").textValue() : "";
    String said = body.path("error_description").asText("");
    String message = Answers.words(LinkedinPlatform.NAME, answer.status(), said);
    if (answer.ok()) {
      return LinkedinErrors.unreadable("a grant without a token");
    }
    // this endpoint has an envelope of its own
    if (answer.status() == 429 || answer.status() >= 500 || error.isEmpty()) {
      return LinkedinErrors.failure(answer);
    }
    if (error.equals("invalid_grant") || said.contains("invalid, expired or revoked")) {
      return new PublishFailure.NeedsReauth("refresh_token_dead", message, false);
    }
    return new PublishFailure.Permanent(error, message);
  }

  static String permalink(String urn) {
    return "https://www.linkedin.com/feed/update/" + urn + "/";
  }
}
