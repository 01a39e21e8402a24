package io.snshub.simulation;

import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: a scenario under a plan, event by event until nothing is left to do. Single
 * threaded; two with the same seed have the same trace.
 */
final class Simulation {
  /** Everything must have come to an end by then. */
  private static final Duration LONGEST = Duration.ofDays(3);

  private static final int MOST_EVENTS = 100_000;

  private record Event(long at, long number, @Nullable Process of, Runnable work)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Rig rig;
  private final Scenario scenario;
  private final Plan plan;
  private final RandomGenerator chance;
  private final World world = new World(this);
  private final Checker checker = new Checker(this);
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final List<Process> processes = new ArrayList<>();
  private final Map<Long, String> posts = new LinkedHashMap<>();
  private final Map<Long, String> targets = new HashMap<>();
  private final List<String> trace = new ArrayList<>();
  private final List<String> effectNames = new ArrayList<>();
  private long events;
  private int steps;
  private int effects;
  private int started;
  private int disturbances;
  private boolean begun;

  Simulation(Rig rig, Scenario scenario, Plan plan, RandomGenerator chance) {
    this.rig = rig;
    this.scenario = scenario;
    this.plan = plan;
    this.chance = chance;
  }

  /** Returns the schedule of a seed, ready to run. */
  static Simulation of(Rig rig, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario = Scenario.of(random.split());
    Plan plan = new RandomPlan(random.split(), rig.time);
    return new Simulation(rig, scenario, plan, random.split());
  }

  /**
   * Runs to the end and checks everything.
   *
   * @throws Violation when something does not hold
   */
  Simulation run() {
    rig.clear();
    say("world", scenario.toString());
    for (int i = 0; i < scenario.processes(); i++) {
      start();
    }
    scenario
        .outages()
        .forEach(outage -> world.outage(outage.platform(), outage.from(), outage.length()));
    scenario.posts().forEach(this::accept);
    begun = true;
    drain();
    checker.atEnd();
    if (scenario.afterwards() != null) {
      if (scenario.afterwards().equals("settle")) {
        settle();
      } else {
        command(scenario.afterwards());
      }
      drain();
      checker.atEnd();
    }
    return this;
  }

  private void start() {
    boolean alone = scenario.processes() == 1;
    Process process = new Process(this, rig.parts(started++, alone));
    processes.add(process);
    at(
        process,
        Duration.ZERO,
        () -> {
          process.start();
          lookAgain(process);
        });
  }

  void restartLater(Process dead) {
    processes.remove(dead);
    at(null, plan.away(), this::start);
  }

  private void accept(Scenario.Post post) {
    Map<String, Long> accounts = new LinkedHashMap<>();
    post.platforms().forEach(platform -> accounts.put(platform, Sites.of(platform).account()));
    String name = "p" + (posts.size() + 1);
    Duration due = post.due();
    Instant at = due == null ? null : rig.time.instant().plus(due);
    long id = processes.get(0).publishing().accept(post.strict(), at, "text of " + name, accounts);
    posts.put(id, name);
    rig.jdbc
        .sql("select id, platform from target where post_id = ?")
        .param(id)
        .query(
            row -> {
              targets.put(row.getLong("id"), name + "." + row.getString("platform"));
            });
  }

  private void drain() {
    long end = rig.time.micros() + VirtualTime.micros(LONGEST);
    scheduleLooks();
    Event event;
    while ((event = queue.poll()) != null && event.at <= end) {
      if (events > MOST_EVENTS) {
        throw checker.violation("runs in circles");
      }
      happen(event);
    }
    if (event != null) {
      queue.add(event);
      rig.time.set(end);
    }
  }

  private void happen(Event event) {
    rig.time.set(Math.max(rig.time.micros(), event.at));
    Process of = event.of;
    if (of != null && (!of.alive() || paused(of, event))) {
      return;
    }
    int before = effects;
    try {
      event.work.run();
    } catch (Crashed e) {
      // its process is dead; the others go on
    }
    if (of != null && of.alive()) {
      of.keepLeases();
    }
    if (effects != before) {
      scheduleLooks();
    }
  }

  private boolean paused(Process of, Event event) {
    long now = rig.time.micros();
    if (now >= of.pausedUntil) {
      Duration pause = plan.pauseBefore(++steps);
      if (pause.isZero()) {
        return false;
      }
      of.pausedUntil = now + VirtualTime.micros(pause);
      disturbed();
      say(of.name(), "STANDS STILL for " + pause);
    }
    queue.add(new Event(of.pausedUntil, event.number, of, event.work));
    return true;
  }

  /**
   * Lets something happen in a while, to a process or, if that is null, whatever becomes of them.
   */
  void at(@Nullable Process of, Duration in, Runnable work) {
    queue.add(new Event(rig.time.micros() + VirtualTime.micros(in), ++events, of, work));
  }

  private void scheduleLooks() {
    Instant due = nextDue();
    if (due != null) {
      for (Process process : processes) {
        long at = VirtualTime.micros(due.minus(process.watch().wrongBy()));
        process.lookAt(Math.max(rig.time.micros(), at) + VirtualTime.micros(plan.stepDelay()));
      }
    }
  }

  /** A look found nothing: the process sleeps until something is due, a second at most. */
  void lookAgain(Process process) {
    Instant due = nextDue();
    if (due != null) {
      long at = VirtualTime.micros(due.minus(process.watch().wrongBy()));
      process.lookAt(Math.max(at, rig.time.micros() + VirtualTime.micros(Duration.ofSeconds(1))));
    }
  }

  private @Nullable Instant nextDue() {
    return rig.jdbc
        .sql("select min(next_run_at) as next_run_at from saga")
        .query((row, number) -> Sql.instant(row, "next_run_at"))
        .list()
        .get(0);
  }

  Plan.AtEffect effect(Process process, String what) {
    if (!begun) {
      return Plan.AtEffect.NOTHING;
    }
    effects++;
    effectNames.add(what);
    String command = plan.command(effects);
    if (command != null) {
      command(command);
    }
    return plan.atEffect(effects, what);
  }

  private void command(String command) {
    List<Long> ids = List.copyOf(posts.keySet());
    long post = ids.get(plan.pick(ids.size()));
    at(
        null,
        plan.stepDelay(),
        () -> {
          if (processes.isEmpty()) {
            return;
          }
          Process process = processes.get(plan.pick(processes.size()));
          Instant at = rig.time.instant().plus(plan.about(Duration.ofMinutes(3)));
          process.step(
              nameOfPost(post) + " user asks to " + command,
              () -> process.publishing().command(command, post, at));
        });
  }

  /** A person looks at the platforms, now that nothing moves any more, and says what is there. */
  private void settle() {
    rig.jdbc
        .sql("select id, post_id, platform from target where status = 'needs_human' order by id")
        .query(
            row -> {
              long target = row.getLong("id");
              long post = row.getLong("post_id");
              String platform = row.getString("platform");
              at(null, plan.stepDelay(), () -> settle(post, target, platform));
            });
  }

  private void settle(long post, long target, String platform) {
    if (processes.isEmpty()) {
      return;
    }
    String up =
        world.things.stream()
            .filter(thing -> thing.live && thing.target == target)
            .map(thing -> thing.id)
            .findFirst()
            .orElse(null);
    Process process = processes.get(plan.pick(processes.size()));
    process.step(
        nameOf(target) + " is settled as " + (up == null ? "not there" : up),
        () -> process.publishing().settle(post, platform, up));
  }

  void disturbed() {
    disturbances++;
  }

  int disturbances() {
    return disturbances;
  }

  int effects() {
    return effects;
  }

  /** What each effect was: a commit, a single write, or a call that was sent. */
  List<String> effectNames() {
    return effectNames;
  }

  Rig rig() {
    return rig;
  }

  Plan plan() {
    return plan;
  }

  RandomGenerator chance() {
    return chance;
  }

  World world() {
    return world;
  }

  Checker checker() {
    return checker;
  }

  VirtualTime time() {
    return rig.time;
  }

  Scenario scenario() {
    return scenario;
  }

  String nameOfPost(long id) {
    return posts.getOrDefault(id, "?");
  }

  String nameOf(long targetId) {
    return targets.getOrDefault(targetId, "?");
  }

  void say(String who, String what) {
    long micros = rig.time.micros();
    trace.add(
        (micros / 1_000_000)
            + "."
            + String.valueOf(1_000_000 + micros % 1_000_000).substring(1)
            + " "
            + who
            + " "
            + what);
  }

  List<String> trace() {
    return trace;
  }
}
