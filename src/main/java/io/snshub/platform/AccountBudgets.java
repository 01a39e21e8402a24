package io.snshub.platform;

import io.snshub.platform.AccountRests.Rest;
import io.snshub.platform.Budget.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that each account has left, as far as its platform told. What is not known is allowed.
 * Remembers the accounts used last; a rest is read from {@link AccountRests} at most once a minute
 * for an account, and written when it begins. Thread-safe.
 *
 * <p>A submit takes one of what remains before it is sent, so that submits at the same time don't
 * share the last one. An answer may be older than submits that are still under way; those are taken
 * off what it tells.
 */
final class AccountBudgets {
  private static final Logger LOG = LoggerFactory.getLogger(AccountBudgets.class);
  private static final int MOST_ACCOUNTS = 20_000;
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  /** Platforms tell a window's end in seconds, so one end may be told in more than one way. */
  private static final Duration SAME_END = Duration.ofSeconds(5);

  private final Clock clock;
  private final AccountRests rests;
  private final Duration longestRest;
  private final Map<Long, State> states =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, State> eldest) {
          return size() > MOST_ACCOUNTS;
        }
      };

  AccountBudgets(Clock clock, AccountRests rests, Duration longestRest) {
    this.clock = clock;
    this.rests = rests;
    this.longestRest = longestRest;
  }

  private static final class State {
    final Map<String, Window> windows = new HashMap<>();
    int underWay;
    @Nullable Instant readAt;
    Instant keptUntil = Instant.MIN;
  }

  private record Window(Scope scope, int remaining, Instant resetsAt) {
    Window more(int calls) {
      return scope == Scope.SUBMIT ? new Window(scope, remaining + calls, resetsAt) : this;
    }
  }

  /** Returns when a new post may be begun and submitted again, or null when it may be now. */
  @Nullable Instant restsUntil(long accountId) {
    readKept(accountId);
    synchronized (states) {
      return closedUntil(state(accountId), scope -> true);
    }
  }

  /**
   * Asks for a call. A submit that is granted has taken one of what remains, and is to be followed
   * by {@link #done} or {@link #giveBack}.
   *
   * @return until when it is refused, or null when it is granted
   */
  @Nullable Instant take(long accountId, boolean submit) {
    readKept(accountId);
    synchronized (states) {
      State state = state(accountId);
      Instant until =
          closedUntil(state, scope -> scope == Scope.ALL || submit && scope == Scope.SUBMIT);
      if (until == null && submit) {
        state.underWay++;
        state.windows.replaceAll((name, window) -> window.more(-1));
      }
      return until;
    }
  }

  /** A submit was not sent after all. */
  void giveBack(long accountId) {
    synchronized (states) {
      State state = state(accountId);
      state.underWay = Math.max(0, state.underWay - 1);
      state.windows.replaceAll((name, window) -> window.more(1));
    }
  }

  /** A submit was answered, or its answer is lost. */
  void done(long accountId) {
    synchronized (states) {
      State state = state(accountId);
      state.underWay = Math.max(0, state.underWay - 1);
    }
  }

  /** Takes what an answer told. */
  void learn(long accountId, Budget told) {
    Instant now = clock.instant();
    boolean tooLong = told.resetsIn().compareTo(longestRest) > 0;
    Instant resetsAt = now.plus(tooLong ? longestRest : told.resetsIn());
    boolean begins;
    synchronized (states) {
      State state = state(accountId);
      state.windows.merge(
          told.window(), fresh(told, resetsAt, state), (old, young) -> merged(old, young, now));
      begins =
          told.remaining() <= 0
              && now.isBefore(resetsAt)
              && state.keptUntil.isBefore(resetsAt.minus(SAME_END));
      if (begins) {
        state.keptUntil = resetsAt;
      }
    }
    if (begins) {
      keep(accountId, new Rest(resetsAt, told.scope()));
    }
  }

  /** What can't be written is still obeyed here; an answer must not get lost over it. */
  private void keep(long accountId, Rest rest) {
    try {
      rests.keep(accountId, rest);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("account", accountId).setCause(e).log("rest not kept");
      synchronized (states) {
        state(accountId).keptUntil = Instant.MIN;
      }
    }
  }

  private static Window fresh(Budget told, Instant resetsAt, State state) {
    int others = told.scope() == Scope.SUBMIT ? state.underWay : 0;
    return new Window(told.scope(), told.remaining() - others, resetsAt);
  }

  /** Within one window there are never more calls left than before. */
  private static Window merged(Window old, Window young, Instant now) {
    boolean over = !now.isBefore(old.resetsAt());
    if (over || young.resetsAt().isAfter(old.resetsAt().plus(SAME_END))) {
      return young;
    }
    return new Window(young.scope(), Math.min(old.remaining(), young.remaining()), old.resetsAt());
  }

  /** Reads outside of the lock, for it may wait for the database. */
  private void readKept(long accountId) {
    Instant now = clock.instant();
    synchronized (states) {
      State state = state(accountId);
      if (state.readAt != null && now.isBefore(state.readAt.plus(BELIEVED))) {
        return;
      }
      state.readAt = now;
    }
    Rest kept = kept(accountId);
    if (kept != null && kept.until().isAfter(now)) {
      synchronized (states) {
        State state = state(accountId);
        state.windows.put("kept", new Window(kept.scope(), 0, kept.until()));
        state.keptUntil = kept.until();
      }
    }
  }

  private @Nullable Rest kept(long accountId) {
    try {
      return rests.rest(accountId);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("account", accountId).setCause(e).log("rest not read");
      return null;
    }
  }

  private State state(long accountId) {
    return states.computeIfAbsent(accountId, id -> new State());
  }

  private @Nullable Instant closedUntil(State state, Predicate<Scope> scopes) {
    Instant now = clock.instant();
    return state.windows.values().stream()
        .filter(window -> window.remaining() <= 0 && now.isBefore(window.resetsAt()))
        .filter(window -> scopes.test(window.scope()))
        .map(Window::resetsAt)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
