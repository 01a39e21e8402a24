package io.snshub.analytics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.PlatformGate;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Gets entries ready to be measured, and takes what comes of it. */
@Component
class Measuring {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private final Entries entries;
  private final AccountDesk accounts;
  private final PlatformGate gate;
  private final LookQuotas quotas;
  private final PlatformHosts hosts;

  Measuring(
      Entries entries,
      AccountDesk accounts,
      PlatformGate gate,
      LookQuotas quotas,
      PlatformHosts hosts) {
    this.entries = entries;
    this.accounts = accounts;
    this.gate = gate;
    this.quotas = quotas;
    this.hosts = hosts;
  }

  /**
   * Claims what is due and returns those that can be asked for. Accounts that rest, or have had
   * their share of looks, are left alone until that is over; the youngest posts go first.
   */
  List<DueEntry.Ready> due() {
    List<DueEntry> claimed = entries.claim();
    if (claimed.isEmpty()) {
      return List.of();
    }
    Map<Long, Entries.Target> shown =
        entries.targets(claimed.stream().map(DueEntry::targetId).toList());
    List<DueEntry> up = new ArrayList<>();
    for (DueEntry entry : claimed) {
      Entries.Target target = shown.get(entry.targetId());
      if (target == null || !target.up()) {
        entries.postpone(entry, "it is not up any more", null);
      } else {
        up.add(entry);
      }
    }
    List<DueEntry.Ready> ready = new ArrayList<>();
    List<DueEntry> affordable = affordable(awake(up));
    Map<Long, AccountDesk.Access> opened =
        accounts.openAll(affordable.stream().map(DueEntry::accountId).collect(toSet()));
    for (DueEntry entry : affordable) {
      Entries.Target target = Objects.requireNonNull(shown.get(entry.targetId()));
      if (opened.get(entry.accountId()) instanceof AccountDesk.Granted granted) {
        ready.add(new DueEntry.Ready(entry, work(entry, target, granted.account())));
      } else {
        entries.postpone(entry, "its account must be connected again", LONGEST_PAUSE);
      }
    }
    return ready;
  }

  /** An account that may not publish isn't asked for anything either. */
  private List<DueEntry> awake(List<DueEntry> due) {
    List<DueEntry> awake = new ArrayList<>();
    byAccount(due)
        .forEach(
            (account, entriesOfIt) -> {
              String platform = entriesOfIt.get(0).platform();
              Instant until = gate.restsUntil(platform, account);
              if (until == null) {
                awake.addAll(entriesOfIt);
              } else {
                putOff(entriesOfIt, until);
              }
            });
    return awake;
  }

  private List<DueEntry> affordable(List<DueEntry> due) {
    Map<Long, List<DueEntry>> byAccount = byAccount(due);
    Map<Long, LookQuotas.Wish> wishes = new TreeMap<>();
    byAccount.forEach(
        (account, wanted) ->
            wishes.put(account, new LookQuotas.Wish(wanted.get(0).platform(), wanted.size())));
    Map<Long, LookQuotas.Grant> grants = wishes.isEmpty() ? Map.of() : quotas.take(wishes);
    List<DueEntry> affordable = new ArrayList<>();
    byAccount.forEach(
        (account, wanted) -> {
          LookQuotas.Grant grant = Objects.requireNonNull(grants.get(account));
          affordable.addAll(wanted.subList(0, grant.looks()));
          if (grant.again() != null) {
            putOff(wanted.subList(grant.looks(), wanted.size()), grant.again());
          }
        });
    return affordable;
  }

  /** What is young comes back first. */
  private void putOff(List<DueEntry> later, Instant until) {
    later.stream()
        .collect(groupingBy(DueEntry::looks, TreeMap::new, mapping(DueEntry::targetId, toList())))
        .forEach((looks, ids) -> entries.putOff(ids, until.plusSeconds(looks)));
  }

  /** Those of an account in the order of their age, the youngest first. */
  private static Map<Long, List<DueEntry>> byAccount(List<DueEntry> due) {
    return due.stream()
        .sorted(Comparator.comparing(DueEntry::publishedAt).reversed())
        .collect(groupingBy(DueEntry::accountId, TreeMap::new, toList()));
  }

  private LaneWork work(DueEntry entry, Entries.Target target, LaneWork.Account account) {
    return new LaneWork(
        entry.targetId(),
        entry.postId(),
        entry.platform(),
        target.content(),
        account,
        null,
        entry.platformPostId(),
        1,
        entry.publishedAt(),
        hosts.of(entry.platform()));
  }

  /** A new token may help. */
  public boolean tokenRefused(@Body Object measured) {
    return measured instanceof Measurement.Failed failed
        && failed.failure() instanceof PublishFailure.NeedsReauth reauth
        && reauth.refreshable();
  }

  /** Takes what the platform told. */
  public void told(@Variable("due") DueEntry.Ready due, @Body Object measured) {
    if (measured instanceof Measurement.Measured known) {
      entries.keep(due.entry(), known.values());
    } else if (measured instanceof Measurement.Failed failed) {
      postpone(due.entry(), failed.failure());
    } else if (measured instanceof TokenGrant.Granted) {
      // a token that is refused although it is new isn't asked for again at once
      boolean first = due.entry().failures() == 0;
      Duration pause = first ? Duration.ZERO : pause(due.entry());
      entries.postpone(due.entry(), "its token was refreshed", pause);
    } else if (measured instanceof TokenGrant.Denied denied) {
      postpone(due.entry(), denied.failure());
    } else {
      broken(due);
    }
  }

  /** Something broke that is not the platform's doing. */
  public void broken(@Variable("due") DueEntry.Ready due) {
    entries.postpone(due.entry(), "the hub failed, see its log", LONGEST_PAUSE);
  }

  private void postpone(DueEntry entry, PublishFailure failure) {
    if (failure instanceof PublishFailure.Permanent) {
      entries.postpone(entry, failure.message(), null);
      return;
    }
    Duration own = pause(entry);
    Duration asked =
        failure instanceof PublishFailure.Transient passing ? passing.retryAfter() : null;
    entries.postpone(
        entry, failure.message(), asked == null || asked.compareTo(own) < 0 ? own : asked);
  }

  private static Duration pause(DueEntry entry) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(entry.failures(), 16));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
