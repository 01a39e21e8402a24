package io.snshub.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import org.jspecify.annotations.Nullable;

/**
 * An error in the envelope of Meta's Graph API and its kin. Code and subcode count, not the HTTP
 * status: a bad token and a throttle both come as 400. What a platform's own codes mean is for its
 * folder to say; only what they share is told here.
 *
 * @param code what is wrong
 * @param subcode what exactly; zero when none is given
 * @param passing the platform's own word that it will pass
 * @param message its words for a person, or else for a developer
 * @param data what it adds, a missing node when nothing
 */
public record GraphError(int code, int subcode, boolean passing, String message, JsonNode data) {

  /** Reads the error of an answer, or returns null when it is not in this envelope. */
  public static @Nullable GraphError of(PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return null;
    }
    JsonNode error = Answers.json(answered).path("error");
    if (!error.path("code").isIntegralNumber()) {
      return null;
    }
    return new GraphError(
        error.path("code").asInt(0),
        error.path("error_subcode").asInt(0),
        error.path("is_transient").asBoolean(false),
        error.path("error_user_msg").asText(error.path("message").asText("")),
        error.path("error_data"));
  }

  /** Returns the code, and the subcode if there is one. */
  public String name() {
    return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
  }

  /** The object isn't there, or can't be seen with this token, or can't do this. */
  public boolean missing() {
    return code == 100 && subcode == 33;
  }

  /** The token is good, but not for this. */
  public boolean permission() {
    return code == 10 || (code >= 200 && code <= 299);
  }

  /** The platform had trouble of its own, which may have come after the effect. */
  public boolean outage() {
    return subcode == 0 && (code == 1 || code == 2);
  }

  /** Something is wrong with what was asked, and no more is told. */
  public boolean bare() {
    return code == 100 && subcode == 0;
  }

  /**
   * Tells why a call failed whose answer is not in this envelope. The login endpoints have one of
   * their own; anything else may come from somebody in between, and passes.
   */
  public static PublishFailure without(Answered answer, String message) {
    String code = "http_" + answer.status();
    boolean login = Answers.json(answer).path("error_type").isTextual();
    return login && answer.status() >= 400 && answer.status() < 500 && answer.status() != 429
        ? new PublishFailure.Permanent(code, message)
        : new PublishFailure.Transient(code, message, Answers.retryAfter(answer));
  }
}
