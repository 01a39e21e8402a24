package io.snshub.platform.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Publish, take down and refresh on Instagram. Pure. */
final class InstagramWire {
  static final Pattern LINK = Pattern.compile("https://[!-~]{1,500}");
  private static final Duration COURTESY = Duration.ofSeconds(5);

  private InstagramWire() {}

  static PlatformRequest publish(@Variable("work") LaneWork work) {
    String container = Objects.requireNonNull(InstagramHandle.of(work).container());
    return PlatformRequest.of("POST", InstagramContainers.account(work) + "/media_publish")
        .bearer(work.account().accessToken())
        .form(Answers.form(Map.of("creation_id", container)))
        .visible();
  }

  /** What it means to publish a published container again isn't documented, so it isn't tried. */
  static boolean upAlready(@Variable("work") LaneWork work) {
    return InstagramHandle.of(work).published();
  }

  static Outcome leftAlone() {
    return new Outcome.Doubtful("instagram: the container is published already");
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(InstagramPlatform.NAME, answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      String id = Answers.text(Answers.json(answer), "id", InstagramContainers.ID);
      if (id == null) {
        return new Outcome.Doubtful("instagram: accepted without an id");
      }
      // a container and the post it becomes never share an id
      return id.equals(InstagramHandle.of(work).container()) || id.equals(work.account().remoteId())
          ? new Outcome.Doubtful("instagram: accepted with an id that isn't a post's")
          : new Outcome.Published(id, null);
    }
    GraphError error = GraphError.of(answer);
    // the answer to a container that an earlier attempt may have published has no code of its own
    boolean perhapsEarlier = work.attempt() > 1 && error != null && error.bare();
    if (perhapsEarlier || InstagramErrors.doubtful(answer)) {
      String name = error == null ? "" : " (" + error.name() + ")";
      return new Outcome.Doubtful("instagram: answered " + answer.status() + name);
    }
    return new Outcome.Refused(InstagramErrors.failure(answer));
  }

  static boolean published(@Variable("outcome") Outcome outcome) {
    return outcome instanceof Outcome.Published;
  }

  /** A courtesy: the post is up whatever comes of it, so it gets little time. */
  static PlatformRequest permalink(
      @Variable("work") LaneWork work, @Variable("outcome") Outcome outcome) {
    String id = ((Outcome.Published) outcome).platformPostId();
    return PlatformRequest.of("GET", InstagramContainers.node(work, id) + "?fields=permalink")
        .bearer(work.account().accessToken())
        .within(COURTESY);
  }

  static Outcome linked(@Body PlatformAnswer answer, @Variable("outcome") Outcome outcome) {
    String id = ((Outcome.Published) outcome).platformPostId();
    String link =
        answer instanceof Answered answered && answered.ok()
            ? Answers.text(Answers.json(answered), "permalink", LINK)
            : null;
    return new Outcome.Published(id, link);
  }

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    return PlatformRequest.of("DELETE", post(work)).bearer(work.account().accessToken());
  }

  private static boolean deleted(JsonNode body, LaneWork work) {
    JsonNode named = body.path("deleted_id");
    boolean ours = named.isMissingNode() || named.asText().equals(work.platformPostId());
    return ours && body.path("success").isBoolean() && body.path("success").booleanValue();
  }

  static Retraction retraction(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered) {
      if (answered.ok()) {
        return deleted(Answers.json(answered), work)
            ? new Retraction.Gone()
            : new Retraction.Failed(
                new PublishFailure.Transient("not_deleted", "instagram: post not deleted", null));
      }
      GraphError error = GraphError.of(answered);
      if (error != null && error.subcode() == 2207073) {
        return new Retraction.Impossible("instagram: this kind of post can't be deleted by API");
      }
    }
    return new Retraction.Failed(InstagramErrors.failure(answer));
  }

  /** "Missing" and "no delete here" are one error to the Graph API; a read tells them apart. */
  static boolean ambiguous(@Body PlatformAnswer answer) {
    GraphError error = GraphError.of(answer);
    return error != null && (error.missing() || error.subcode() == 2207006);
  }

  static PlatformRequest existence(@Variable("work") LaneWork work) {
    return PlatformRequest.of("GET", post(work) + "?fields=id")
        .bearer(work.account().accessToken());
  }

  static Retraction verdict(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered && answered.ok()) {
      String id = Answers.text(Answers.json(answered), "id", InstagramContainers.ID);
      return id != null && id.equals(work.platformPostId())
          ? new Retraction.Impossible(
              "instagram: the post is there, but this login can't delete it")
          : new Retraction.Failed(
              InstagramErrors.unreadable("a look at the post brought something else"));
    }
    return ambiguous(answer)
        ? new Retraction.Gone()
        : new Retraction.Failed(InstagramErrors.failure(answer));
  }

  private static String post(LaneWork work) {
    return InstagramContainers.node(work, Objects.requireNonNull(work.platformPostId()));
  }

  /** Tokens of the Facebook login can't be renewed without the user; there is no such call. */
  static boolean renewable(@Variable("refresh") RefreshWork work) {
    return !work.root().equals("https://graph.facebook.com");
  }

  static TokenGrant unrenewable() {
    return new TokenGrant.Denied(
        new PublishFailure.NeedsReauth(
            "no_refresh", "instagram: a token of the Facebook login can't be refreshed", false));
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    return PlatformRequest.of(
        "GET",
        work.root()
            + "/refresh_access_token?grant_type=ig_refresh_token&access_token="
            + Answers.encode(work.accessToken()));
  }

  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(InstagramErrors.failure(answer));
    }
    if (answered.ok()) {
      TokenGrant.Granted granted = Answers.grant(Answers.json(answered));
      return granted == null
          ? new TokenGrant.Denied(InstagramErrors.unreadable("a grant without a token"))
          : new TokenGrant.Granted(granted.accessToken(), null, granted.lifetime());
    }
    PublishFailure failure = InstagramErrors.failure(answered);
    return new TokenGrant.Denied(
        failure instanceof PublishFailure.NeedsReauth dead
            ? new PublishFailure.NeedsReauth(dead.code(), dead.message(), false)
            : failure);
  }
}
