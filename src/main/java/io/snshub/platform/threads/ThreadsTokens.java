package io.snshub.platform.threads;

import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Exchanges a long-lived token for a younger one; there is no refresh token. Pure. */
final class ThreadsTokens {
  /** A token has to be this old before it can be exchanged. */
  private static final Duration AGE = Duration.ofHours(24);

  private ThreadsTokens() {}

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    return PlatformRequest.of(
        "GET",
        work.root()
            + "/refresh_access_token?grant_type=th_refresh_token&access_token="
            + Answers.encode(work.accessToken()));
  }

  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new TokenGrant.Denied(denial(answer));
    }
    TokenGrant.Granted granted = Answers.grant(Answers.json(answered));
    return granted == null
        ? new TokenGrant.Denied(ThreadsErrors.unreadable("a grant without a token"))
        : new TokenGrant.Granted(granted.accessToken(), null, granted.lifetime());
  }

  private static PublishFailure denial(PlatformAnswer answer) {
    PublishFailure failure = ThreadsErrors.failure(answer);
    if (failure instanceof NeedsReauth dead) {
      // an expired token is past exchanging
      return new NeedsReauth(dead.code(), dead.message(), false);
    }
    // it is good still, only too young
    return failure instanceof Permanent early
        ? new Transient(early.code(), early.message(), AGE)
        : failure;
  }
}
