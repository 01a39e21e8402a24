package io.snshub.chaos;

import io.snshub.chaos.Evidence.Entry;
import io.snshub.chaos.Evidence.Live;
import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Step;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.Evidence.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run made by hand, of one post on one platform unless told otherwise; times are seconds. */
final class History {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  static final String MARKER = "m1";
  static final String PLATFORM = "instagram";

  private final List<Submission> submissions = new ArrayList<>();
  private final List<Post> others = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Step> timeline = new ArrayList<>();
  private final List<Entry> ledger = new ArrayList<>();
  private final List<Live> visible = new ArrayList<>();
  private final List<Post> earlier = new ArrayList<>();
  private String status = "published";
  private String onFailure = "rollback";

  static Instant at(double seconds) {
    return START.plusMillis((long) (seconds * 1000));
  }

  /** A post that went the straight way: attempt at 1 s, created as {@code id} at 2 s, confirmed. */
  static History straight(String id) {
    return new History()
        .submitted()
        .steps("planned", "preparing", "prepared", "submitting", "confirmed")
        .attempt(1, "answered")
        .created(2, id)
        .ends("published", "confirmed", id);
  }

  History submitted() {
    return submitted(Evidence.AT_ONCE, 1L);
  }

  History submitted(Instant notBefore, Long... answers) {
    submissions.add(new Submission(MARKER, true, List.of(answers), notBefore, false));
    return this;
  }

  History cancelled() {
    submissions.clear();
    submissions.add(new Submission(MARKER, true, List.of(1L), Evidence.NEVER, true));
    return this;
  }

  History keep() {
    onFailure = "keep";
    return this;
  }

  /** The target's states, a tenth of a second after each other. */
  History steps(String first, String... then) {
    String from = first;
    for (String to : then) {
      timeline.add(new Step(at(timeline.size() / 10.0), "step", to, PLATFORM, from, to));
      from = to;
    }
    return this;
  }

  History postStep(double seconds, String to) {
    timeline.add(new Step(at(seconds), "step", to, null, "publishing", to));
    return this;
  }

  History attempt(double seconds, String verdict) {
    timeline.add(new Step(at(seconds), "attempt", "attempt 1", PLATFORM, null, verdict));
    return this;
  }

  History created(double seconds, String id) {
    return entry(seconds, "created", id, MARKER + " hello");
  }

  History deleted(double seconds, String id) {
    return entry(seconds, "deleted", id, null);
  }

  History entry(double seconds, String effect, String id, @Nullable String content) {
    ledger.add(new Entry(ledger.size() + 1, at(seconds), PLATFORM, effect, id, content));
    return this;
  }

  History shown(String id) {
    visible.add(new Live(PLATFORM, id, MARKER + " hello"));
    return this;
  }

  History ends(String postStatus, String targetStatus, @Nullable String id) {
    status = postStatus;
    targets.add(new Target(PLATFORM, targetStatus, id));
    return this;
  }

  /** What the hub had told a while before. */
  History endedBefore(String postStatus, String targetStatus, @Nullable String id) {
    Target target = new Target(PLATFORM, targetStatus, id);
    earlier.add(new Post(1, MARKER + " hello", postStatus, onFailure, List.of(target), List.of()));
    return this;
  }

  /** One more post that the hub shows. */
  History another(long id, String marker, @Nullable String platformPostId) {
    Target target = new Target(PLATFORM, "confirmed", platformPostId);
    others.add(new Post(id, marker + " hello", "published", "keep", List.of(target), List.of()));
    return this;
  }

  /** Returns the invariants that the checker finds broken, each once. */
  List<String> broken() {
    return violations().stream().map(Violation::invariant).distinct().toList();
  }

  List<Violation> violations() {
    List<Post> posts = new ArrayList<>(others);
    if (!status.equals("lost")) {
      posts.add(
          new Post(
              1,
              MARKER + " hello",
              status.toLowerCase(Locale.ROOT),
              onFailure,
              List.copyOf(targets),
              List.copyOf(timeline)));
    }
    return DeliveryChecker.check(new Evidence(submissions, posts, earlier, ledger, visible));
  }
}
