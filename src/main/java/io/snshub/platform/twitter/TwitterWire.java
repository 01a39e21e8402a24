package io.snshub.platform.twitter;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** What goes to X and what its answers mean. Pure. */
final class TwitterWire {
  private TwitterWire() {}

  static PlatformRequest newest(@Variable("work") LaneWork work) {
    return PlatformRequest.of("GET", timeline(work) + "?max_results=5")
        .bearer(work.account().accessToken());
  }

  /** Without the newest id a lost answer could not be looked for, so no id means not ready. */
  static Preparation ready(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(TwitterErrors.failure(answer));
    }
    TwitterPage page = TwitterPage.read(answered);
    if (page == null) {
      return new Preparation.Failed(unreadable("the timeline is unreadable"));
    }
    TwitterHandle handle = TwitterHandle.of(work);
    return handle.stale(Answers.givenAt(answered))
        ? new Preparation.Pending(handle.withoutMedia().json(), Duration.ZERO)
        : new Preparation.Ready(handle.since(page.newest()).json());
  }

  static PlatformRequest tweet(@Variable("work") LaneWork work) {
    Map<String, Object> body =
        TwitterOptions.body(work.content(), TwitterHandle.of(work).mediaIds());
    return PlatformRequest.of("POST", work.api() + "/2/tweets")
        .bearer(work.account().accessToken())
        .json(Answers.write(body))
        .visible();
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    Outcome outcome =
        Answers.outcome(TwitterPlatform.NAME, answer, answered -> read(answered, work));
    if (work.attempt() > 1
        && outcome instanceof Outcome.Refused refused
        && refused.failure().code().equals("duplicate")) {
      // perhaps an earlier attempt that was late to show
      return new Outcome.Doubtful("an equal post is up already");
    }
    return outcome;
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      String id = Answers.text(Answers.json(answer).path("data"), "id", TwitterPage.ID);
      if (id == null) {
        return new Outcome.Doubtful("twitter: accepted without an id");
      }
      return TwitterPage.newer(id, TwitterHandle.of(work).sinceId())
          ? new Outcome.Published(id, permalink(id))
          : new Outcome.Doubtful("twitter: accepted with the id of an older post");
    }
    return TwitterErrors.unsure(answer)
        ? new Outcome.Doubtful("twitter: answered " + answer.status())
        : new Outcome.Refused(TwitterErrors.failure(answer));
  }

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("DELETE", work.api() + "/2/tweets/" + Answers.encode(id))
        .bearer(work.account().accessToken());
  }

  static Retraction retraction(@Body PlatformAnswer answer) {
    if (answer instanceof Answered answered) {
      if (TwitterErrors.says(answered, 404)) {
        return new Retraction.Gone();
      }
      if (answered.ok()) {
        JsonNode deleted = Answers.json(answered).path("data").path("deleted");
        return deleted.isBoolean() && deleted.booleanValue()
            ? new Retraction.Gone()
            : new Retraction.Failed(
                new PublishFailure.Transient("not_deleted", "twitter: post not deleted", null));
      }
    }
    return new Retraction.Failed(TwitterErrors.failure(answer));
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Objects.requireNonNullElse(work.refreshToken(), ""));
    PlatformRequest request = PlatformRequest.of("POST", work.root() + "/2/oauth2/token");
    if (work.clientSecret().isEmpty()) {
      form.put("client_id", work.clientId());
      return request.form(Answers.form(form));
    }
    String pair = Answers.encode(work.clientId()) + ":" + Answers.encode(work.clientSecret());
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + basic).form(Answers.form(form));
  }

  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(TwitterErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    TokenGrant.Granted granted = answered.ok() ? Answers.grant(body) : null;
    return granted == null ? new TokenGrant.Denied(denial(answered, body)) : granted;
  }

  private static PublishFailure denial(Answered answer, JsonNode body) {
    String error = body.path("error").isTextual() ? body.path("error").textValue() : "";
    String said = body.path("error_description").asText("");
    String message = Answers.words(TwitterPlatform.NAME, answer.status(), said);
    if (answer.ok()) {
      return unreadable("a grant without a token");
    }
    // this endpoint has an envelope of its own
    if (answer.status() == 429 || answer.status() >= 500 || error.isEmpty()) {
      return TwitterErrors.failure(answer);
    }
    if (error.equals("invalid_grant")
        || (error.equals("invalid_request") && said.contains("passed for the token"))) {
      return new PublishFailure.NeedsReauth("refresh_token_dead", message, false);
    }
    return new PublishFailure.Permanent(error, message);
  }

  static PublishFailure unreadable(String what) {
    return new PublishFailure.Transient("bad_answer", "twitter: " + what, null);
  }

  static String timeline(LaneWork work) {
    return work.api() + "/2/users/" + Answers.encode(work.account().remoteId()) + "/tweets";
  }

  static String permalink(String id) {
    return "https://x.com/i/web/status/" + id;
  }
}
