package io.snshub.platform.threads;

import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Publishes a container and asks for the new post's address. Pure. */
final class ThreadsWire {
  static final Pattern LINK = Pattern.compile("https://[!-~]{1,500}");

  /** For questions whose answer decides nothing. */
  static final Duration COURTESY = Duration.ofSeconds(5);

  private ThreadsWire() {}

  static PlatformRequest publish(@Variable("work") LaneWork work) {
    String container = Objects.requireNonNull(ThreadsHandle.of(work).container());
    return PlatformRequest.of("POST", ThreadsContainers.mine(work, "threads_publish"))
        .bearer(work.account().accessToken())
        .form(Answers.form(Map.of("creation_id", container)))
        .visible();
  }

  /** What it means to publish a published container again isn't documented, so it isn't tried. */
  static boolean upAlready(@Variable("work") LaneWork work) {
    return ThreadsHandle.of(work).published();
  }

  static Outcome leftAlone() {
    return new Outcome.Doubtful("threads: the container is published already");
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(ThreadsPlatform.NAME, answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      String id = Answers.text(Answers.json(answer), "id", ThreadsContainers.ID);
      if (id == null) {
        return new Outcome.Doubtful("threads: accepted without an id");
      }
      // a container and the post it becomes never share an id
      return id.equals(ThreadsHandle.of(work).container()) || id.equals(work.account().remoteId())
          ? new Outcome.Doubtful("threads: accepted with an id that isn't a post's")
          : new Outcome.Published(id, null);
    }
    if (ThreadsErrors.doubtful(answer, work.attempt())) {
      GraphError error = ThreadsErrors.error(answer);
      String name = error == null ? "" : " (" + error.name() + ")";
      return new Outcome.Doubtful("threads: answered " + answer.status() + name);
    }
    return new Outcome.Refused(ThreadsErrors.failure(answer));
  }

  static boolean published(@Variable("outcome") Outcome outcome) {
    return outcome instanceof Outcome.Published;
  }

  /** A courtesy: the post is up whatever comes of it, so it gets little time. */
  static PlatformRequest permalink(
      @Variable("work") LaneWork work, @Variable("outcome") Outcome outcome) {
    String id = ((Outcome.Published) outcome).platformPostId();
    return PlatformRequest.of("GET", ThreadsContainers.node(work, id) + "?fields=id,permalink")
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
}
