package io.snshub.simulation;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.snshub.publishing.PublishingEngine;
import io.snshub.simulation.Plan.Fate;
import io.snshub.simulation.Sites.Kind;
import io.snshub.simulation.Sites.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The platforms and the way to them. A call is sent, takes effect and is answered at three
 * different times, and between them anything may happen to either end. Keeps the ledger of what
 * really was put up and taken down.
 */
final class World {
  /** A call that makes something visible is sent this soon after its gate or not at all. */
  private static final Duration SEND_WINDOW = Duration.ofSeconds(2);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** An intent may be as old as the window when its call is sent. */
  private static final Duration LATEST_EFFECT =
      PublishingEngine.QUIET_TIME.minus(SEND_WINDOW).minusSeconds(1);

  /** A post on a platform. */
  static final class Thing {
    final String id;
    final Site site;
    final int number;
    final long target;
    final int attempt;
    final String text;
    final long listedAt;
    boolean live = true;

    Thing(Site site, int number, LaneWork work, long listedAt) {
      this.id = site.name() + "#" + number;
      this.site = site;
      this.number = number;
      this.target = work.targetId();
      this.attempt = work.attempt();
      this.text = work.content().text();
      this.listedAt = listedAt;
    }
  }

  /** What an operation says when it fails. */
  private record Failing<T>(Function<PublishFailure, T> refused, T lost) {}

  private final Simulation sim;
  final List<Thing> things = new ArrayList<>();
  private final Map<String, @Nullable Thing> handles = new HashMap<>();
  private final Map<String, Long> revokedUntil = new HashMap<>();
  private final Map<String, long[]> outages = new LinkedHashMap<>();

  /** Targets of which an answer was lost or came late. */
  final Set<Long> unanswered = new HashSet<>();

  /** Targets that were refused for good, or whose account was. */
  final Set<Long> refused = new HashSet<>();

  /** Platforms whose account was dead at some time. */
  final Set<String> revoked = new HashSet<>();

  private final Map<String, Long> freshUntil = new HashMap<>();
  private int calls;

  World(Simulation sim) {
    this.sim = sim;
  }

  int calls() {
    return calls;
  }

  /** A platform can't be reached for a while. */
  void outage(String platform, Duration from, Duration length) {
    long start = VirtualTime.micros(from);
    outages.put(platform, new long[] {start, start + VirtualTime.micros(length)});
  }

  AccountDesk.Access open(long account) {
    Site site = Sites.of(account);
    return revoked(site)
        ? new AccountDesk.Refused(dead(site))
        : new AccountDesk.Granted(new LaneWork.Account(account, "remote", "token"));
  }

  private boolean revoked(Site site) {
    return sim.time().micros() < revokedUntil.getOrDefault(site.name(), 0L);
  }

  /** Gives an account a new token; it is good for a while. */
  TokenGrant refresh(String platform) {
    freshUntil.put(platform, sim.time().micros() + VirtualTime.micros(Duration.ofHours(1)));
    return new TokenGrant.Granted("token", null, null);
  }

  CompletableFuture<Preparation> prepare(Process from, LaneWork work) {
    Site site = Sites.of(work.platform());
    if (site.kind() == Kind.BLIND) {
      return CompletableFuture.completedFuture(new Preparation.Ready("{}"));
    }
    return call(
        from,
        "prepare",
        work,
        () -> prepared(site, work),
        new Failing<>(Preparation.Failed::new, new Preparation.Failed(lost())));
  }

  private Preparation prepared(Site site, LaneWork work) {
    String handle = work.handle();
    if (site.kind() == Kind.LIST) {
      return new Preparation.Ready("since " + newestListed(site));
    }
    if (handle == null || handle.isEmpty()) {
      String made = site.name() + "-handle-" + (handles.size() + 1);
      handles.put(made, null);
      return sim.plan().pick(2) == 0
          ? new Preparation.Ready(made)
          : new Preparation.Pending(made, sim.plan().pick(2) == 0 ? Duration.ZERO : seconds(2));
    }
    return handles.get(handle) != null && site.kind() == Kind.HANDLE
        ? new Preparation.Failed(new PublishFailure.Permanent("used", site.name() + ": used"))
        : new Preparation.Ready(handle);
  }

  private int newestListed(Site site) {
    return listed(site).mapToInt(thing -> thing.number).max().orElse(0);
  }

  private java.util.stream.Stream<Thing> listed(Site site) {
    long now = sim.time().micros();
    return things.stream()
        .filter(thing -> thing.site == site && thing.live && thing.listedAt <= now);
  }

  CompletableFuture<Outcome> publish(Process from, LaneWork work, BooleanSupplier missed) {
    Site site = Sites.of(work.platform());
    Failing<Outcome> failing =
        new Failing<>(Outcome.Refused::new, new Outcome.Doubtful("no answer"));
    CompletableFuture<Outcome> done = new CompletableFuture<>();
    sim.at(
        from,
        sim.plan().stepDelay(),
        () -> {
          if (missed.getAsBoolean()) {
            sim.say(from.name(), name(work) + " publish not sent, too late");
            done.complete(new Outcome.Refused(notSent()));
            return;
          }
          send(from, "publish", work, () -> put(site, work), failing, done);
        });
    return done;
  }

  private Outcome put(Site site, LaneWork work) {
    String handle = work.handle();
    Thing known = handle == null ? null : handles.get(handle);
    if (known != null && site.kind() == Kind.SESSION) {
      return new Outcome.Published(known.id, null);
    }
    if (known != null && site.kind() == Kind.HANDLE) {
      return new Outcome.Refused(new PublishFailure.Permanent("used", site.name() + ": used"));
    }
    long lag =
        site.kind() == Kind.LIST ? sim.plan().pick((int) VirtualTime.micros(Sites.LIST_LAG)) : 0;
    Thing thing = new Thing(site, things.size() + 1, work, sim.time().micros() + lag);
    sim.checker().created(thing, things);
    things.add(thing);
    if (handle != null && handles.containsKey(handle)) {
      handles.put(handle, thing);
    }
    sim.say("world", name(work) + " is up as " + thing.id);
    return new Outcome.Published(thing.id, null);
  }

  CompletableFuture<Sighting> lookup(Process from, LaneWork work) {
    Site site = Sites.of(work.platform());
    if (site.kind() == Kind.BLIND) {
      return CompletableFuture.completedFuture(
          new Sighting.Unclear(site.name() + ": can't be read", true));
    }
    return call(
        from,
        "lookup",
        work,
        () -> looked(site, work),
        new Failing<>(
            failure -> new Sighting.Unclear(failure.message(), false),
            new Sighting.Unclear("no answer", false)));
  }

  private Sighting looked(Site site, LaneWork work) {
    String handle = work.handle();
    if (site.kind() != Kind.LIST) {
      Thing thing = handle == null ? null : handles.get(handle);
      if (thing != null) {
        return new Sighting.Found(thing.id, null);
      }
      return site.kind() == Kind.SESSION && handle != null
          ? new Sighting.NotSubmitted(handle)
          : new Sighting.Absent();
    }
    int since = handle == null ? 0 : Integer.parseInt(handle.substring(6));
    List<Thing> same =
        listed(site)
            .filter(thing -> thing.number > since && thing.text.equals(work.content().text()))
            .toList();
    if (same.size() > 1) {
      return new Sighting.Unclear(site.name() + ": several may be this one", true);
    }
    return same.isEmpty() ? new Sighting.Absent() : new Sighting.Found(same.get(0).id, null);
  }

  CompletableFuture<Retraction> retract(Process from, LaneWork work) {
    Site site = Sites.of(work.platform());
    if (!site.deletable()) {
      return CompletableFuture.completedFuture(
          new Retraction.Impossible(site.name() + ": can't be taken down"));
    }
    return call(
        from,
        "retract",
        work,
        () -> takeDown(work),
        new Failing<>(Retraction.Failed::new, new Retraction.Failed(lost())));
  }

  private Retraction takeDown(LaneWork work) {
    for (Thing thing : things) {
      if (thing.id.equals(work.platformPostId()) && thing.live) {
        sim.checker().takenDown(thing, work);
        thing.live = false;
        sim.say("world", thing.id + " is gone");
      }
    }
    return new Retraction.Gone();
  }

  private <T> CompletableFuture<T> call(
      Process from, String what, LaneWork work, Supplier<T> effect, Failing<T> failing) {
    CompletableFuture<T> done = new CompletableFuture<>();
    sim.at(from, sim.plan().stepDelay(), () -> send(from, what, work, effect, failing, done));
    return done;
  }

  private <T> void send(
      Process from,
      String what,
      LaneWork work,
      Supplier<T> effect,
      Failing<T> failing,
      CompletableFuture<T> done) {
    Plan.AtEffect strike = from.effect("send " + what, false);
    Site site = Sites.of(work.platform());
    Fate fate = fate(site, what);
    sim.say(from.name(), name(work) + " " + what + " sent, goes " + fate);
    if (what.equals("publish") && fate != Fate.NOT_SENT) {
      sim.checker().received(work);
    }
    new Call<>(from, name(work) + " " + what, work, effect, failing, done).go(fate, what);
    if (strike == Plan.AtEffect.CRASH_AFTER) {
      from.die();
      throw new Crashed();
    }
  }

  private Fate fate(Site site, String what) {
    long now = sim.time().micros();
    long[] outage = outages.getOrDefault(site.name(), new long[] {0, 0});
    int number = ++calls;
    if (now >= outage[0] && now < outage[1]) {
      return sim.plan().pick(2) == 0 ? Fate.NOT_SENT : Fate.LOST;
    }
    if (revoked(site)) {
      return Fate.TOKEN_DEAD;
    }
    Fate fate = sim.plan().fate(number, what, site.name());
    boolean fresh = now < freshUntil.getOrDefault(site.name(), 0L);
    return fate == Fate.TOKEN_EXPIRED && fresh ? Fate.WELL : fate;
  }

  /** One call on its way. */
  private final class Call<T> {
    private final Process from;
    private final String name;
    private final LaneWork work;
    private final Supplier<T> effect;
    private final Failing<T> failing;
    private final CompletableFuture<T> done;

    Call(
        Process from,
        String name,
        LaneWork work,
        Supplier<T> effect,
        Failing<T> failing,
        CompletableFuture<T> done) {
      this.from = from;
      this.name = name;
      this.work = work;
      this.effect = effect;
      this.failing = failing;
      this.done = done;
    }

    void go(Fate fate, String what) {
      Plan plan = sim.plan();
      switch (fate) {
        case WELL -> effectAndAnswer(plan.about(millis(40)), plan.about(millis(20)));
        case SLOW -> effectAndAnswer(plan.about(seconds(20)), plan.about(seconds(15)));
        case BUSY -> answer(plan.about(millis(60)), failing.refused().apply(busy()));
        case NEVER -> {
          boolean forward = what.equals("publish") || what.equals("prepare");
          if (forward) {
            refused.add(work.targetId());
          }
          PublishFailure failure =
              forward ? new PublishFailure.Permanent("no", work.platform() + ": no") : busy();
          answer(plan.about(millis(60)), failing.refused().apply(failure));
        }
        case TOKEN_EXPIRED ->
            answer(
                plan.about(millis(60)),
                failing
                    .refused()
                    .apply(new PublishFailure.NeedsReauth("expired", "token expired", true)));
        case TOKEN_DEAD -> {
          Site site = Sites.of(work.platform());
          revoke(site);
          answer(plan.about(millis(60)), failing.refused().apply(dead(site)));
        }
        case NOT_SENT -> answer(plan.about(millis(500)), failing.refused().apply(notSent()));
        case LOST -> {
          unanswered.add(work.targetId());
          answer(lossNoticed(), failing.lost());
        }
        case ANSWER_LOST -> {
          unanswered.add(work.targetId());
          sim.at(null, plan.about(millis(40)), effect::get);
          answer(lossNoticed(), failing.lost());
        }
        case LATE -> {
          unanswered.add(work.targetId());
          long spare = LATEST_EFFECT.minus(CALL_TIMEOUT).toMillis();
          Duration late = CALL_TIMEOUT.plusMillis(plan.pick((int) spare));
          sim.at(null, late, effect::get);
          answer(CALL_TIMEOUT, failing.lost());
        }
      }
    }

    private Duration lossNoticed() {
      return sim.plan().pick(2) == 0 ? sim.plan().about(millis(80)) : CALL_TIMEOUT;
    }

    private void effectAndAnswer(Duration until, Duration back) {
      sim.at(
          null,
          until,
          () -> {
            T said = effect.get();
            answer(back, said);
          });
    }

    private void answer(Duration in, T said) {
      sim.at(
          from,
          in,
          () -> {
            sim.say(from.name(), name + " answered: " + Words.of(said));
            done.complete(said);
          });
    }
  }

  private void revoke(Site site) {
    if (!revoked(site)) {
      Duration away = sim.plan().about(Duration.ofHours(2));
      revokedUntil.put(site.name(), sim.time().micros() + VirtualTime.micros(away));
      revoked.add(site.name());
      sim.say("world", site.name() + " account is dead until its user connects it again");
    }
  }

  private PublishFailure busy() {
    int kind = sim.plan().pick(3);
    Duration asked = kind == 0 ? null : kind == 1 ? seconds(5) : Duration.ofMinutes(3);
    return new PublishFailure.Transient("busy", "busy", asked);
  }

  private static PublishFailure lost() {
    return new PublishFailure.Transient("answer_lost", "no answer", null);
  }

  private static PublishFailure notSent() {
    return new PublishFailure.Transient("connect_failed", "not reached", null);
  }

  private static PublishFailure dead(Site site) {
    return new PublishFailure.NeedsReauth("revoked", site.name() + ": connect again", false);
  }

  private String name(LaneWork work) {
    return sim.nameOf(work.targetId());
  }

  private static Duration millis(long number) {
    return Duration.ofMillis(number);
  }

  private static Duration seconds(long number) {
    return Duration.ofSeconds(number);
  }
}
