package io.snshub.platform;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Asked before each call and told what came of it. What it refuses was never sent; a call that was
 * sent is never called unsent here. Whose call it is stands in the variables of the fragment that
 * makes it; a call without them (a notice) is neither counted nor held.
 */
final class CallGuard implements PlatformGate {
  private final Map<String, Platform> platforms = new HashMap<>();
  private final PlatformBreakers breakers;
  private final AccountBudgets budgets;
  private final Clock clock;

  CallGuard(
      List<Platform> platforms, PlatformBreakers breakers, AccountBudgets budgets, Clock clock) {
    platforms.forEach(one -> this.platforms.put(one.profile().name(), one));
    this.breakers = breakers;
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * What may become of a call.
   *
   * @param platform whose it is, or null when nobody counts it
   * @param account the account's id, or null when the call is for none
   * @param request the call
   * @param aside the call is not about publishing: what it learns of used-up calls holds back
   *     publishing only when it is about all calls
   * @param refusal the answer to a call that must not be made now, or null
   */
  record Permit(
      @Nullable String platform,
      @Nullable Long account,
      PlatformRequest request,
      boolean aside,
      @Nullable NotSent refusal) {

    private boolean reserved() {
      return account != null && request.last();
    }
  }

  public Permit ask(
      @Body PlatformRequest request,
      @Variable("work") @Nullable LaneWork work,
      @Variable("refresh") @Nullable RefreshWork refresh,
      @Variable("aside") @Nullable Boolean aside) {
    String platform = work != null ? work.platform() : refresh != null ? refresh.platform() : null;
    Long account = work == null ? null : work.account().accountId();
    if (platform == null) {
      return new Permit(null, null, request, false, null);
    }
    Instant until = account == null ? null : budgets.take(account, request.last());
    if (until != null) {
      return heldBack(platform, account, request, "the account's calls are used up", until);
    }
    until = breakers.take(platform);
    if (until != null) {
      if (account != null && request.last()) {
        budgets.giveBack(account);
      }
      return heldBack(platform, account, request, "the platform fails and is left alone", until);
    }
    return new Permit(platform, account, request, Boolean.TRUE.equals(aside), null);
  }

  /** A call must not be made now. */
  public boolean refused(@Variable("permit") Permit permit) {
    return permit.refusal() != null;
  }

  /** Returns the answer to a call that must not be made now. */
  public @Nullable NotSent refusal(@Variable("permit") Permit permit) {
    return permit.refusal();
  }

  private Permit heldBack(
      String platform, @Nullable Long account, PlatformRequest request, String why, Instant until) {
    Duration pause = Duration.between(clock.instant(), until);
    NotSent refusal = new NotSent(request + ": held back, " + why + " until " + until, pause);
    return new Permit(platform, account, request, false, refusal);
  }

  /** Takes what came back, and hands it on. */
  public PlatformAnswer told(@Body PlatformAnswer answer, @Variable("permit") Permit permit) {
    String platform = permit.platform();
    if (platform == null) {
      return answer;
    }
    Long account = permit.account();
    boolean notSent = answer instanceof NotSent;
    if (account != null && permit.reserved()) {
      if (notSent) {
        budgets.giveBack(account);
      } else {
        budgets.done(account);
      }
    }
    if (answer instanceof NotSent held && held.retryAfter() != null) {
      breakers.giveBack(platform);
    } else {
      breakers.told(platform, answer instanceof Answered answered && answered.status() < 500);
    }
    if (account != null && answer instanceof Answered answered) {
      Platform speaks = platforms.get(platform);
      if (speaks != null) {
        speaks.budgets(permit.request(), answered).stream()
            .filter(one -> !permit.aside() || one.scope() == Budget.Scope.ALL)
            .forEach(one -> budgets.learn(account, one));
      }
    }
    return answer;
  }

  @Override
  public @Nullable Instant restsUntil(String platform, long accountId) {
    Instant breaker = breakers.restsUntil(platform);
    Instant account = budgets.restsUntil(accountId);
    if (breaker == null || account == null) {
      return breaker == null ? account : breaker;
    }
    return breaker.isAfter(account) ? breaker : account;
  }
}
