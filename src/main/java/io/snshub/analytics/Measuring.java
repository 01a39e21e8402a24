package io.snshub.analytics;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final PlatformHosts hosts;

  Measuring(Entries entries, AccountDesk accounts, PlatformHosts hosts) {
    this.entries = entries;
    this.accounts = accounts;
    this.hosts = hosts;
  }

  /** Claims what is due and returns those that can be asked for. */
  List<DueEntry.Ready> due() {
    List<DueEntry.Ready> ready = new ArrayList<>();
    for (DueEntry entry : entries.claim()) {
      Entries.Target target = entries.target(entry.targetId()).orElse(null);
      if (target == null || !target.up()) {
        entries.postpone(entry, "it is not up any more", null);
      } else if (accounts.open(target.accountId()) instanceof AccountDesk.Granted granted) {
        ready.add(new DueEntry.Ready(entry, work(entry, target, granted.account())));
      } else {
        entries.postpone(entry, "its account must be connected again", LONGEST_PAUSE);
      }
    }
    return ready;
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
