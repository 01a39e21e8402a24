package io.snshub.platform.threads;

import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Option;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Makes containers, one a call, so that each id is kept durably; a container whose answer is lost
 * stays invisible and expires.
 */
final class ThreadsContainers {
  /** Shape of the Threads API's ids. */
  static final Pattern ID = Pattern.compile("[0-9]{1,30}");

  /** Refusals that may pass: of a medium, of what is replied to, of a carousel's parts. */
  private static final Set<Integer> EARLY =
      Set.of(ThreadsErrors.NOT_FETCHED, ThreadsErrors.NOT_FOUND, ThreadsErrors.BAD_CHILDREN);

  private static final int AGAIN = 2;

  private ThreadsContainers() {}

  static PlatformRequest create(@Variable("work") LaneWork work) {
    ThreadsHandle handle = ThreadsHandle.of(work);
    Map<String, String> form = new LinkedHashMap<>();
    List<Media> media = work.content().media();
    if (media.isEmpty()) {
      form.put("media_type", "TEXT");
      text(form, work);
    } else if (media.size() == 1) {
      medium(form, media.get(0), handle.video(0));
      text(form, work);
    } else if (handle.children().size() < media.size()) {
      int next = handle.children().size();
      medium(form, media.get(next), handle.video(next));
      form.put("is_carousel_item", "true");
    } else {
      form.put("media_type", "CAROUSEL");
      form.put("children", String.join(",", handle.children()));
      text(form, work);
    }
    return PlatformRequest.of("POST", mine(work, "threads"))
        .bearer(work.account().accessToken())
        .form(Answers.form(form));
  }

  private static void medium(Map<String, String> form, Media media, boolean video) {
    form.put("media_type", video ? "VIDEO" : "IMAGE");
    form.put(video ? "video_url" : "image_url", media.url());
    put(form, "alt_text", media.alt());
  }

  private static void text(Map<String, String> form, LaneWork work) {
    form.put("text", work.content().text());
    for (Option option : ThreadsOptions.ALL) {
      put(form, option.name(), work.content().options().get(option.name()));
    }
  }

  /** Words as they are, lists of them with commas, anything else in JSON. */
  private static void put(Map<String, String> form, String name, @Nullable Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      form.put(name, String.join(",", list.stream().map(String::valueOf).toList()));
    } else if (value != null) {
      form.put(name, value instanceof String text ? text : Answers.write(value));
    }
  }

  static Preparation created(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    ThreadsHandle handle = ThreadsHandle.of(work);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return notCreated(answer, handle);
    }
    String id = Answers.text(Answers.json(answered), "id", ID);
    if (id == null) {
      return new Preparation.Failed(ThreadsErrors.unreadable("a container without an id"));
    }
    boolean part = carousel(work) && handle.children().size() < work.content().media().size();
    ThreadsHandle next = part ? handle.child(id) : handle.container(id);
    return new Preparation.Pending(next.json(), Duration.ZERO);
  }

  /** What can't be fetched or found may only be late; after a few tries it never comes. */
  private static Preparation notCreated(PlatformAnswer answer, ThreadsHandle handle) {
    GraphError error = ThreadsErrors.error(answer);
    PublishFailure failure = ThreadsErrors.failure(answer);
    if (error == null || !EARLY.contains(error.subcode())) {
      return new Preparation.Failed(failure);
    }
    if (handle.builds() >= AGAIN) {
      return new Preparation.Failed(
          new PublishFailure.Permanent(failure.code(), failure.message()));
    }
    boolean parts = error.subcode() == ThreadsErrors.BAD_CHILDREN;
    ThreadsHandle next = parts ? handle.rebuilt() : handle.refused();
    return new Preparation.Pending(next.json(), Duration.ofSeconds(20));
  }

  static boolean carousel(LaneWork work) {
    return work.content().media().size() > 1;
  }

  /** What belongs to the token's own profile; writing by its id was seen to fail. */
  static String mine(LaneWork work, String edge) {
    return node(work, "me") + "/" + edge;
  }

  static String node(LaneWork work, String id) {
    return work.api() + "/" + ThreadsPlatform.VERSION + "/" + Answers.encode(id);
  }
}
