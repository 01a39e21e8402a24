package io.snshub.platform.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Looks at containers until they are processed, one look a call. */
final class ThreadsStatus {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private static final int REBUILDS = 2;
  private static final Pattern STATE =
      Pattern.compile("IN_PROGRESS|FINISHED|PUBLISHED|ERROR|EXPIRED");

  private ThreadsStatus() {}

  /** The next step is a look at a container's status, not a new container. */
  static boolean waiting(@Variable("work") LaneWork work) {
    return inQuestion(work) != null;
  }

  private static @Nullable String inQuestion(LaneWork work) {
    ThreadsHandle handle = ThreadsHandle.of(work);
    if (handle.container() != null) {
      return handle.container();
    }
    boolean allMade =
        ThreadsContainers.carousel(work)
            && handle.children().size() == work.content().media().size();
    return allMade && handle.ready() < handle.children().size()
        ? handle.children().get(handle.ready())
        : null;
  }

  static PlatformRequest ask(@Variable("work") LaneWork work) {
    return askFor(work, Objects.requireNonNull(inQuestion(work)));
  }

  static PlatformRequest askFor(LaneWork work, String container) {
    String fields = "?fields=id,status,error_message";
    return PlatformRequest.of("GET", ThreadsContainers.node(work, container) + fields)
        .bearer(work.account().accessToken());
  }

  static Preparation polled(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    ThreadsHandle handle = ThreadsHandle.of(work);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return unread(answer, handle);
    }
    JsonNode body = Answers.json(answered);
    return switch (state(body, Objects.requireNonNull(inQuestion(work)))) {
      case "FINISHED" ->
          handle.container() == null
              ? new Preparation.Pending(handle.childReady().json(), Duration.ZERO)
              : new Preparation.Ready(handle.json());
      case "ERROR" -> broken(body.path("error_message").asText(""), handle);
      case "EXPIRED" -> new Preparation.Pending(handle.rebuilt().json(), Duration.ZERO);
      // an earlier attempt of ours whose answer read like a refusal: it is up, and must be found
      case "PUBLISHED" ->
          handle.container() == null
              ? new Preparation.Pending(handle.rebuilt().json(), Duration.ofSeconds(1))
              : new Preparation.Ready(handle.up().json());
      case "IN_PROGRESS" -> again(handle);
      default -> new Preparation.Failed(ThreadsErrors.unreadable("a container without a state"));
    };
  }

  /** Returns a container's state, or an empty text when this is no answer about it. */
  static String state(JsonNode body, String container) {
    String state = Answers.text(body, "status", STATE);
    boolean another = body.has("id") && !container.equals(body.path("id").textValue());
    return state == null || another ? "" : state;
  }

  /** What failed once fails again; only a new container can do better, and not for ever. */
  private static Preparation broken(String word, ThreadsHandle handle) {
    PublishFailure failure = ThreadsErrors.containerFailed(word);
    if (!failure.retryable()) {
      return new Preparation.Failed(failure);
    }
    return handle.builds() < REBUILDS
        ? new Preparation.Pending(handle.rebuilt().json(), Duration.ofMinutes(handle.builds() + 1L))
        : new Preparation.Failed(new PublishFailure.Permanent(failure.code(), failure.message()));
  }

  /** A fresh container may be unreadable for a while although it is there. */
  private static Preparation unread(PlatformAnswer answer, ThreadsHandle handle) {
    GraphError error = ThreadsErrors.error(answer);
    if (error == null || !ThreadsErrors.missing(error)) {
      return new Preparation.Failed(ThreadsErrors.failure(answer));
    }
    return handle.polls() < PAUSES.size()
        ? again(handle)
        : new Preparation.Pending(handle.rebuilt().json(), Duration.ofSeconds(1));
  }

  private static Preparation again(ThreadsHandle handle) {
    Duration pause = PAUSES.get(Math.min(handle.polls(), PAUSES.size() - 1));
    return new Preparation.Pending(handle.polled().json(), pause);
  }
}
