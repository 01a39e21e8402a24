package io.snshub.chaos;

import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.PlannedPost.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands posts in as a careful client does: under a key of its own, again whenever no answer came,
 * at whichever hub.
 */
final class Author {
  private static final int PUBLISHED_ANYWAY = 409;
  private final List<HubChild> hubs;
  private final long deadline;

  /** Takes the hubs, and how long it may take to hand a post in. */
  Author(List<HubChild> hubs, long most, TimeUnit unit) {
    this.hubs = hubs;
    this.deadline = System.nanoTime() + unit.toNanos(most);
  }

  /** Does what was planned and tells how it went. */
  Submission carryOut(PlannedPost post) throws InterruptedException {
    List<Long> answers = new ArrayList<>();
    Instant time = null;
    for (int key = 1; answers.isEmpty(); key++) {
      time = post.timed() ? in(post.patience()) : null;
      Long answer = handIn(post, time, post.marker() + "-" + key);
      // a time that was past when the first request came through: ask for a later one
      if (answer != null) {
        answers.add(answer);
        if (post.again()) {
          TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1_500));
          answers.add(handIn(post, time, post.marker() + "-" + key));
        }
      }
    }
    return followUp(post, answers, time);
  }

  private Submission followUp(PlannedPost post, List<Long> answers, @Nullable Instant time)
      throws InterruptedException {
    Instant notBefore = time == null ? Evidence.AT_ONCE : time;
    boolean cancelled = false;
    if (post.kind() == Kind.DRAFT_KEPT) {
      notBefore = Evidence.NEVER;
    } else if (post.kind() == Kind.DRAFT_PUBLISHED) {
      TimeUnit.MILLISECONDS.sleep(post.patience() / 2);
      notBefore = Instant.now();
      command(answers.get(0), "publish");
    } else if (post.kind() == Kind.CANCELLED) {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(post.patience()));
      cancelled = command(answers.get(0), "cancel");
      notBefore = cancelled ? Evidence.NEVER : notBefore;
    }
    return new Submission(post.marker(), true, answers, notBefore, cancelled);
  }

  private static Instant in(int millis) {
    return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the post's id, or null when the request was refused for good. */
  private @Nullable Long handIn(PlannedPost post, @Nullable Instant time, String key)
      throws InterruptedException {
    while (true) {
      Api.Reply reply =
          tried(hub -> hub.post("/api/sns/posts", post.body(time), "Idempotency-Key", key));
      if (reply != null && reply.status() == 201) {
        return reply.body().path("post_id").asLong();
      } else if (reply != null && (reply.status() == 400 || reply.status() == 422)) {
        // too late for its time is mended by a later one; nothing else is
        if (time == null || !reply.body().toString().contains("scheduled_at")) {
          throw new IllegalStateException("refused: " + reply);
        }
        return null;
      }
      pause("to hand in " + post.marker() + ", last answer: " + reply);
    }
  }

  /** Returns whether the command came through; false when it was too late for it. */
  private boolean command(long post, String verb) throws InterruptedException {
    while (true) {
      Api.Reply reply = tried(hub -> hub.command("/api/sns/posts/" + post + "/" + verb));
      if (reply != null && reply.status() == 200) {
        return true;
      }
      if (reply != null
          && reply.status() == PUBLISHED_ANYWAY
          && reply.body().path("code").asText().equals("already_started")) {
        return false;
      }
      pause("to " + verb + " " + post + ", last answer: " + reply);
    }
  }

  /** Drops a file of posts, and the same file once more under another name. */
  void drop(List<PlannedPost> posts, String name) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    posts.forEach(post -> lines.append(Api.write(post.body(null))).append('\n'));
    for (int copy = 0; copy < 2; copy++) {
      HubChild hub = hubs.get(copy % hubs.size());
      Path inbox = Files.createDirectories(hub.data().resolve("inbox"));
      Path made = Files.writeString(hub.data().resolve(name + copy + ".part"), lines);
      Path file = inbox.resolve(name + copy + ".jsonl");
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private interface Call {
    Api.Reply on(Api hub);
  }

  private Api.@Nullable Reply tried(Call call) {
    try {
      return call.on(hubs.get(ThreadLocalRandom.current().nextInt(hubs.size())).api());
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private void pause(String what) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("too long " + what);
    }
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(50, 250));
  }
}
