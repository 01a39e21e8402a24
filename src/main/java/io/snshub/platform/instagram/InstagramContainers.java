package io.snshub.platform.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
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

/**
 * Containers: made, then polled until processed. One container or one poll a call, so that each id
 * is kept durably; a container whose answer is lost stays invisible and expires.
 */
final class InstagramContainers {
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

  /** Shape of the Graph API's ids. */
  static final Pattern ID = Pattern.compile("[0-9]{1,30}(_[0-9]{1,30})?");

  private static final int FETCHES = 2;
  private static final Pattern STATE =
      Pattern.compile("IN_PROGRESS|FINISHED|PUBLISHED|ERROR|EXPIRED");

  private InstagramContainers() {}

  /** The next step is a look at a container's status, not a new container. */
  static boolean waiting(@Variable("work") LaneWork work) {
    return inQuestion(work) != null;
  }

  private static @Nullable String inQuestion(LaneWork work) {
    InstagramHandle handle = InstagramHandle.of(work);
    if (handle.container() != null) {
      return handle.container();
    }
    boolean allMade = carousel(work) && handle.children().size() == work.content().media().size();
    return allMade && handle.ready() < handle.children().size()
        ? handle.children().get(handle.ready())
        : null;
  }

  static Preparation created(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return notCreated(answer, work);
    }
    String id = Answers.text(Answers.json(answered), "id", ID);
    if (id == null) {
      return new Preparation.Failed(InstagramErrors.unreadable("a container without an id"));
    }
    InstagramHandle handle = InstagramHandle.of(work);
    boolean isChild = carousel(work) && handle.children().size() < work.content().media().size();
    InstagramHandle next = isChild ? handle.child(id) : handle.container(id);
    return new Preparation.Pending(next.json(), Duration.ZERO);
  }

  /** A medium that can't be fetched may only be late on its way to all mirrors. */
  private static Preparation notCreated(PlatformAnswer answer, LaneWork work) {
    InstagramErrors.GraphError error =
        answer instanceof Answered answered ? InstagramErrors.error(answered) : null;
    InstagramHandle handle = InstagramHandle.of(work);
    return error != null && error.subcode() == 2207052 && handle.builds() < FETCHES
        ? new Preparation.Pending(handle.refused().json(), Duration.ofSeconds(20))
        : new Preparation.Failed(InstagramErrors.failure(answer));
  }

  static PlatformRequest status(@Variable("work") LaneWork work) {
    return statusOf(work, Objects.requireNonNull(inQuestion(work)));
  }

  static PlatformRequest statusOf(LaneWork work, String container) {
    return PlatformRequest.of("GET", node(work, container) + "?fields=status_code,status")
        .bearer(work.account().accessToken());
  }

  static Preparation polled(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    InstagramHandle handle = InstagramHandle.of(work);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return unread(answer, handle);
    }
    JsonNode body = Answers.json(answered);
    return switch (state(body, Objects.requireNonNull(inQuestion(work)))) {
      case "FINISHED" ->
          handle.container() == null
              ? new Preparation.Pending(handle.childReady().json(), Duration.ZERO)
              : new Preparation.Ready(handle.json());
      case "ERROR" -> broken(InstagramErrors.containerFailed(body.path("status").asText("")), work);
      case "EXPIRED" -> new Preparation.Pending(handle.fresh().json(), Duration.ZERO);
      // an earlier attempt of ours whose answer read like a refusal: it is up, and must be found
      case "PUBLISHED" -> new Preparation.Ready(handle.up().json());
      case "IN_PROGRESS" -> again(handle);
      default -> new Preparation.Failed(InstagramErrors.unreadable("a container without a state"));
    };
  }

  /** Returns a container's state, or an empty text when this is no answer about it. */
  static String state(JsonNode body, String container) {
    String state = Answers.text(body, "status_code", STATE);
    boolean another = body.has("id") && !container.equals(body.path("id").textValue());
    return state == null || another ? "" : state;
  }

  /** What failed once fails again; only a new container can do better. */
  private static Preparation broken(PublishFailure failure, LaneWork work) {
    if (!failure.retryable()) {
      return new Preparation.Failed(failure);
    }
    InstagramHandle again = InstagramHandle.of(work).rebuilt();
    int minutes = Math.min(15, 1 << Math.min(again.builds() - 1, 4));
    return new Preparation.Pending(again.json(), Duration.ofMinutes(minutes));
  }

  /** A fresh container may be unreadable for a while although it is there. */
  private static Preparation unread(PlatformAnswer answer, InstagramHandle handle) {
    InstagramErrors.GraphError error =
        answer instanceof Answered answered ? InstagramErrors.error(answered) : null;
    boolean flaky = error != null && error.missing() && handle.polls() < PAUSES.size();
    if (flaky) {
      return again(handle);
    }
    if (error != null && (error.missing() || error.subcode() == 2207008)) {
      return new Preparation.Pending(handle.fresh().json(), Duration.ofSeconds(1));
    }
    return new Preparation.Failed(InstagramErrors.failure(answer));
  }

  private static Preparation again(InstagramHandle handle) {
    Duration pause = PAUSES.get(Math.min(handle.polls(), PAUSES.size() - 1));
    return new Preparation.Pending(handle.polled().json(), pause);
  }

  static boolean carousel(LaneWork work) {
    return work.content().media().size() > 1;
  }

  static String account(LaneWork work) {
    return node(work, work.account().remoteId());
  }

  static String node(LaneWork work, String id) {
    return work.api() + "/" + InstagramPlatform.VERSION + "/" + Answers.encode(id);
  }
}
