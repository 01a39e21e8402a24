package io.snshub.simulation;

import io.snshub.platform.LaneWork;
import io.snshub.post.TargetStatus;
import io.snshub.simulation.Sites.Kind;
import io.snshub.simulation.Sites.Site;
import io.snshub.simulation.World.Thing;
import io.snshub.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, whatever happened: the world's ledger against the hub's tables. The numbers are
 * those of the invariants that the schedules are about.
 */
final class Checker {
  private static final Set<String> ENDED =
      Set.of(
          "published",
          "partially_published",
          "failed",
          "compensated",
          "compensation_failed",
          "needs_human",
          "cancelled",
          "deleted");

  /** Edges of a target, as its history names them. */
  private static final Map<String, Set<String>> EDGES =
      Map.ofEntries(
          Map.entry("planned", Set.of("planned", "preparing", "failed", "cancelled")),
          Map.entry("preparing", Set.of("preparing", "prepared", "failed", "cancelled")),
          Map.entry("prepared", Set.of("prepared", "submitting", "failed", "cancelled")),
          Map.entry(
              "submitting",
              Set.of("submitting", "confirmed", "failed", "prepared", "preparing", "in_doubt")),
          Map.entry(
              "in_doubt",
              Set.of("in_doubt", "confirmed", "preparing", "failed", "cancelled", "needs_human")),
          Map.entry("confirmed", Set.of("compensating")),
          Map.entry(
              "compensating",
              Set.of("compensating", "compensated", "compensation_failed", "not_compensable")),
          // by a person, or by an answer that came late
          Map.entry("needs_human", Set.of("confirmed", "preparing", "cancelled")),
          // looked for again after the post was called off, and found
          Map.entry("failed", Set.of("failed", "compensating")),
          Map.entry("cancelled", Set.of("cancelled", "compensating")),
          Map.entry("compensated", Set.of()),
          Map.entry("compensation_failed", Set.of()),
          Map.entry("not_compensable", Set.of()));

  private static final Set<String> YES = Set.of("answered", "answered_late", "found");

  private record Post(
      long id, String status, boolean strict, @Nullable String decision, String sagaId) {}

  private record Target(
      long id, long postId, String platform, TargetStatus status, @Nullable String thing) {}

  private record Attempt(
      long target, int number, boolean open, @Nullable String verdict, long fence) {}

  private record Step(
      long post, @Nullable Long target, String step, @Nullable String from, @Nullable String to) {}

  private final Simulation sim;

  /** Posts that wait for a person. */
  private final Set<Long> asking = new HashSet<>();

  private @Nullable Violation first;

  Checker(Simulation sim) {
    this.sim = sim;
  }

  Violation violation(String what) {
    return new Violation(what, sim.trace());
  }

  /** Keeps what is wrong until the end, because it is found in the middle of a step. */
  private void broken(String what) {
    sim.say("CHECK", what);
    if (first == null) {
      first = violation(what);
    }
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      broken(what);
    }
  }

  /** A platform has got a call that makes something visible. */
  void received(LaneWork work) {
    String name = sim.nameOf(work.targetId());
    Instant now = sim.time().instant();
    boolean intended =
        sim.rig()
            .jdbc
            .sql("select created_at from attempt where target_id = ? and number = ?")
            .params(work.targetId(), work.attempt())
            .query((row, number) -> Sql.instant(row, "created_at"))
            .optional()
            .isPresent();
    require(intended, "I7 " + name + " was sent without an intent");
    Instant due =
        sim.rig()
            .jdbc
            .sql("select scheduled_at from post where id = ?")
            .param(work.postId())
            .query((row, number) -> java.util.Optional.ofNullable(Sql.instant(row, "scheduled_at")))
            .single()
            .orElse(Instant.EPOCH);
    require(
        !due.isAfter(now.plus(sim.plan().worstClock())),
        "I9 " + name + " was sent before its time");
  }

  /** A platform is about to put something up. */
  void created(Thing thing, List<Thing> things) {
    for (Thing other : things) {
      require(
          !other.live || other.target != thing.target,
          "I2 " + sim.nameOf(thing.target) + " is up twice: " + other.id + ", " + thing.id);
    }
  }

  /** A platform is about to take something down. */
  void takenDown(Thing thing, LaneWork work) {
    require(thing.target == work.targetId(), "I5 somebody else's " + thing.id + " was taken down");
  }

  /** All is quiet. */
  void atEnd() {
    List<Post> posts = posts();
    Map<Long, List<Target>> targets = new HashMap<>();
    targets().forEach(t -> targets.computeIfAbsent(t.postId(), id -> new ArrayList<>()).add(t));
    List<Attempt> attempts = attempts();
    for (Post post : posts) {
      checkPost(post, targets.getOrDefault(post.id(), List.of()));
    }
    asking.clear();
    posts.stream()
        .filter(post -> post.status().equals("needs_human"))
        .forEach(post -> asking.add(post.id()));
    targets.values().forEach(all -> all.forEach(target -> checkTarget(target, attempts)));
    checkAttempts(attempts);
    checkHistory();
    checkSagas();
    if (first != null) {
      throw violation(first.what());
    }
  }

  private void checkPost(Post post, List<Target> targets) {
    String name = sim.nameOfPost(post.id());
    require(ENDED.contains(post.status()), "I1 " + name + " is still " + post.status());
    boolean all = targets.stream().allMatch(t -> t.status() == TargetStatus.CONFIRMED);
    boolean any = targets.stream().anyMatch(t -> t.status() == TargetStatus.CONFIRMED);
    switch (post.status()) {
      case "published" -> require(all, name + " is published, not all targets are");
      case "partially_published" -> {
        require(any && !all, name + " is partially published, but its targets say otherwise");
        require(!post.strict(), "I3 " + name + " is all or nothing and partially published");
      }
      case "failed", "compensated", "cancelled", "deleted" ->
          require(!any, "I3 " + name + " is " + post.status() + " and still up");
      default -> {}
    }
    if ("abort".equals(post.decision()) && !post.status().equals("compensation_failed")) {
      for (Target target : targets) {
        boolean person = target.status() == TargetStatus.NEEDS_HUMAN;
        require(
            person || live(target.id()).isEmpty(),
            "I3 " + sim.nameOf(target.id()) + " is up although its post was called off");
      }
    }
  }

  private List<Thing> live(long target) {
    return sim.world().things.stream().filter(t -> t.live && t.target == target).toList();
  }

  private void checkTarget(Target target, List<Attempt> attempts) {
    String name = sim.nameOf(target.id());
    Site site = Sites.of(target.platform());
    List<Thing> live = live(target.id());
    boolean revoked = sim.world().revoked.contains(target.platform());
    List<Attempt> own = attempts.stream().filter(a -> a.target() == target.id()).toList();
    boolean open = own.stream().anyMatch(Attempt::open);
    switch (target.status()) {
      case CONFIRMED -> {
        require(
            live.size() == 1 && live.get(0).id.equals(target.thing()),
            "I5 " + name + " is confirmed as " + target.thing() + ", up is " + ids(live));
        require(!open, "I6 " + name + " is confirmed with an open attempt");
      }
      case NEEDS_HUMAN -> {
        boolean disturbed = sim.world().unanswered.contains(target.id()) || sim.disturbances() > 0;
        require(
            site.kind() == Kind.BLIND && disturbed, name + " asks for a person without a reason");
      }
      case NOT_COMPENSABLE ->
          require(!site.deletable(), name + " is not compensable, but its platform can");
      case COMPENSATION_FAILED ->
          require(revoked, name + " could not be taken down without a reason");
      case FAILED -> {
        require(live.isEmpty(), "I5 " + name + " has failed and is up as " + ids(live));
        require(
            revoked || sim.world().refused.contains(target.id()),
            "I1 " + name + " has failed although nobody refused it for good");
        require(!open, "I6 " + name + " has failed with an open attempt");
      }
      case CANCELLED, COMPENSATED -> {
        require(live.isEmpty(), "I15 " + name + " is " + target.status() + ", up is " + ids(live));
        require(!open, "I6 " + name + " is " + target.status() + " with an open attempt");
      }
      default ->
          require(
              asking.contains(target.postId()) && target.status() == TargetStatus.PREPARED,
              "I1 " + name + " is still " + target.status());
    }
    if (site.kind() != Kind.SESSION) {
      checkVerdicts(name, target, own);
    }
  }

  /** Each attempt has come to what its verdict says. */
  private void checkVerdicts(String name, Target target, List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      long made =
          sim.world().things.stream()
              .filter(t -> t.target == target.id() && t.attempt == attempt.number())
              .count();
      require(made <= 1, "I2 " + name + " went up " + made + " times by one attempt");
      String verdict = attempt.verdict();
      if (verdict != null) {
        if (verdict.equals("settled")) {
          continue;
        }
        boolean yes = YES.contains(verdict);
        require(
            yes == (made == 1),
            "I2 " + name + " attempt " + attempt.number() + " is " + verdict + ", made " + made);
      }
    }
  }

  private static String ids(List<Thing> things) {
    return things.stream().map(thing -> thing.id).toList().toString();
  }

  private void checkAttempts(List<Attempt> attempts) {
    Map<Long, Integer> open = new HashMap<>();
    for (Attempt attempt : attempts) {
      if (attempt.open()) {
        int now = open.merge(attempt.target(), 1, Integer::sum);
        require(now == 1, "I6 " + sim.nameOf(attempt.target()) + " has two open attempts");
      }
    }
  }

  private void checkHistory() {
    Map<Long, String> at = new HashMap<>();
    Map<Long, Boolean> calledOff = new HashMap<>();
    for (Step step : history()) {
      String to = step.to();
      Long target = step.target();
      if (target == null) {
        boolean off = "compensating".equals(to) || "cancelled".equals(to) || "deleted".equals(to);
        if (off || step.step().equals("restarted")) {
          calledOff.put(step.post(), off);
        }
        if (step.step().equals("restarted") || off) {
          // a command moves targets without a word of its own
          at.keySet().removeIf(id -> sim.nameOf(id).startsWith(sim.nameOfPost(step.post()) + "."));
        }
        continue;
      }
      String name = sim.nameOf(target);
      String from = String.valueOf(step.from());
      require(
          EDGES.getOrDefault(from, Set.of()).contains(String.valueOf(to)),
          "I8 " + name + " went from " + from + " to " + to + " by " + step.step());
      String known = at.put(target, String.valueOf(to));
      require(
          known == null || known.equals(from),
          "I8 " + name + " was " + known + " and then " + step.step() + " found it " + from);
      if (step.step().equals("submit")) {
        require(
            !calledOff.getOrDefault(step.post(), false),
            "I4 " + name + " was submitted after its post was called off");
      }
    }
  }

  private void checkSagas() {
    List<String> stuck =
        sim.rig()
            .jdbc
            .sql(
                "select s.kind || ' of ' || s.subject || ' ' || s.status from saga s"
                    + " where s.ended_at is null and s.next_run_at is null")
            .query(String.class)
            .list();
    require(stuck.isEmpty(), "I16 nothing will ever happen to " + stuck);
    List<String> late =
        sim.rig()
            .jdbc
            .sql(
                "select s.kind || ' ' || s.status from saga s"
                    + " where s.ended_at is null and s.next_run_at <= :now")
            .param(
                "now", Sql.at(sim.time().instant().minus(sim.plan().worstClock()).minusSeconds(90)))
            .query(String.class)
            .list();
    require(late.isEmpty(), "I16 nobody looks after " + late);
    List<String> failed =
        sim.rig()
            .jdbc
            .sql(
                "select s.kind from saga s where s.status = 'failed'"
                    + " and coalesce(s.reason, '') not like '%by the user'")
            .query(String.class)
            .list();
    require(failed.isEmpty(), "I1 a saga was given up: " + failed);
    List<String> open =
        sim.rig()
            .jdbc
            .sql(
                "select p.status from saga s join post p on p.saga_id = s.id"
                    + " where s.ended_at is null and p.status <> 'needs_human'")
            .query(String.class)
            .list();
    require(open.isEmpty(), "I1 a saga has not ended whose post is " + open);
  }

  private List<Post> posts() {
    return sim.rig()
        .jdbc
        .sql("select id, status, on_failure, decision, saga_id from post order by id")
        .query(
            (row, number) ->
                new Post(
                    row.getLong("id"),
                    row.getString("status"),
                    row.getString("on_failure").equals("rollback"),
                    row.getString("decision"),
                    row.getString("saga_id")))
        .list();
  }

  private List<Target> targets() {
    return sim.rig()
        .jdbc
        .sql("select id, post_id, platform, status, platform_post_id from target order by id")
        .query(
            (row, number) ->
                new Target(
                    row.getLong("id"),
                    row.getLong("post_id"),
                    row.getString("platform"),
                    TargetStatus.of(row.getString("status")),
                    row.getString("platform_post_id")))
        .list();
  }

  private List<Attempt> attempts() {
    return sim.rig()
        .jdbc
        .sql("select target_id, number, open_flag, verdict, fence from attempt order by id")
        .query(
            (row, number) ->
                new Attempt(
                    row.getLong("target_id"),
                    row.getInt("number"),
                    row.getInt("open_flag") == 1,
                    row.getString("verdict"),
                    row.getLong("fence")))
        .list();
  }

  private List<Step> history() {
    return sim.rig()
        .jdbc
        .sql(
            "select post_id, target_id, step, from_status, to_status from post_history order by id")
        .query(
            (row, number) ->
                new Step(
                    row.getLong("post_id"),
                    row.getObject("target_id", Long.class),
                    row.getString("step"),
                    row.getString("from_status"),
                    row.getString("to_status")))
        .list();
  }
}
